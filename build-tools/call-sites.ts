import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import * as ts from 'typescript';

/** A place in the code that calls AWS. */
export interface CallSite {
  readonly file: string;
  readonly line: number;
  readonly service: string;
  readonly operation: string;
}

/** What is found in source text. */
export interface Found {
  readonly sites: CallSite[];
  /** Ways to call AWS that nobody could count; the code has none. */
  readonly uncountable: string[];
}

const CLIENT = /^@aws-sdk\/(?:client|lib)-(.+)$/;

/** All that call AWS below a folder, by `new XxxCommand(...)` or `paginateXxx(...)` of an `@aws-sdk/client-*`. */
export function callSites(folder: string): Found {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(file => /\.ts$/.test(file)).sort();
  const found = files.map(file => callSitesIn(join(folder, file), readFileSync(join(folder, file), 'utf8')));
  return { sites: found.flatMap(({ sites }) => sites), uncountable: found.flatMap(({ uncountable }) => uncountable) };
}

export function callSitesIn(file: string, text: string): Found {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const names = new Map<string, { service: string; name: string }>();
  const namespaces = new Map<string, string>();
  const sites: CallSite[] = [];
  const uncountable: string[] = [];
  const lineOf = (node: ts.Node) => source.getLineAndCharacterOfPosition(node.getStart()).line + 1;
  const complain = (node: ts.Node, what: string) => uncountable.push(`${file}:${lineOf(node)}: ${what}, expected new XxxCommand(...) or paginateXxx(...)`);

  for (const statement of source.statements) {
    if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) continue;
    const service = CLIENT.exec(statement.moduleSpecifier.text)?.[1];
    const bindings = statement.importClause?.namedBindings;
    if (!service || !bindings || statement.importClause?.isTypeOnly) continue;
    if (ts.isNamespaceImport(bindings)) namespaces.set(bindings.name.text, service);
    else for (const element of bindings.elements) names.set(element.name.text, { service, name: (element.propertyName ?? element.name).text });
  }

  const nameOf = (expression: ts.Expression) => {
    if (ts.isIdentifier(expression)) return names.get(expression.text);
    if (!ts.isPropertyAccessExpression(expression) || !ts.isIdentifier(expression.expression)) return undefined;
    const service = namespaces.get(expression.expression.text);
    return service ? { service, name: expression.name.text } : undefined;
  };

  const visit = (node: ts.Node): void => {
    if (ts.isNewExpression(node) || ts.isCallExpression(node)) {
      const called = nameOf(node.expression);
      const operation = called && (ts.isNewExpression(node) ? /^(.+)Command$/ : /^paginate(.+)$/).exec(called.name)?.[1];
      if (called && operation) sites.push({ file, line: lineOf(node), service: called.service, operation });
      else if (called && ts.isNewExpression(node) && !/Client$/.test(called.name)) complain(node, `got a client that has its operations as methods (${called.name})`);
      else if (called && /^waitUntil/.test(called.name)) complain(node, `got a waiter (${called.name})`);
    }
    const dynamic = ts.isCallExpression(node) && (node.expression.kind === ts.SyntaxKind.ImportKeyword || node.expression.getText() === 'require')
      && node.arguments[0] && ts.isStringLiteralLike(node.arguments[0]) && CLIENT.test(node.arguments[0].text);
    if (dynamic) complain(node, 'got an import inside the code');
    // handed on under another name, a command or a paginator would not be found where it is called
    if (ts.isIdentifier(node) && /Command$|^paginate/.test(names.get(node.text)?.name ?? '') && !isUse(node)) complain(node, `got ${node.text} as a value`);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return { sites, uncountable };
}

function isUse(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isImportSpecifier(parent) || ts.isTypeReferenceNode(parent) || ts.isPropertyAccessExpression(parent)) return true;
  return (ts.isNewExpression(parent) || ts.isCallExpression(parent)) && parent.expression === node;
}
