import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import * as ts from 'typescript';

/** A place in the code that tells somebody of an error. */
export interface ErrorSite {
  /** File and line. */
  readonly place: string;
  /** What is wrong, as it is written; `<...>` stands for what is known only when it runs. */
  readonly what: string;
}

/** The one who calls it says what is wrong, as the argument of this index. */
const TELLERS: Readonly<Record<string, number>> = { 'problems.add': 1, 'problem': 0, 'forGood': 0, 'once': 2, 'fault': 0 };

/** What the library finds at synth: calls of `problems.add`, of functions that only hand on to it, and faults that are lists of its arguments. */
export function synthErrors(): ErrorSite[] {
  return inSources(file => !/^src\/(cli|verify|aws-api)\//.test(file), (node, source) => {
    if (ts.isCallExpression(node)) {
      const index = TELLERS[node.expression.getText(source).replace(/^.*\bproblems\.add$/s, 'problems.add')];
      return index === undefined || !node.arguments[index] ? [] : texts(node.arguments[index], source);
    }
    return ts.isArrayLiteralExpression(node) && /(?<!de)fault/i.test(source.text) && isFault(node) ? texts(node.elements[0], source) : [];
  });
}

/** What the tool ends with. */
export function toolErrors(): ErrorSite[] {
  return inSources(file => file.startsWith('src/cli/'), (node, source) => {
    if (ts.isCallExpression(node) && node.expression.getText(source) === 'bad') return texts(node.arguments[0], source);
    if (!ts.isObjectLiteralExpression(node)) return [];
    const names = node.properties.map(one => one.name?.getText(source));
    // a step that is applied has a "what" as well
    if (!names.includes('what') || names.includes('apply')) return [];
    return node.properties.flatMap(one => ts.isPropertyAssignment(one) && one.name.getText(source) === 'what' ? texts(one.initializer, source) : []);
  });
}

/** What the library throws where nothing can go on: the section that each names, or that it names none. */
export function thrownByTheLibrary(): ErrorSite[] {
  return inSources(file => !/^src\/(cli|verify|aws-api)\//.test(file), (node, source) => {
    if (!ts.isNewExpression(node) || node.expression.getText(source) !== 'Error') return [];
    const [message] = node.arguments ?? [];
    return message && ts.isCallExpression(message) && message.expression.getText(source) === 'explained' ? texts(message.arguments[0], source) : ['no section'];
  });
}

/** The arguments of `problems.add` after the path: what, got, expected, instead. */
function isFault({ elements }: ts.ArrayLiteralExpression): boolean {
  const isText = (node: ts.Expression) => ts.isStringLiteralLike(node) || ts.isTemplateExpression(node);
  return (elements.length === 4 || elements.length === 5) && isText(elements[0]) && !isText(elements[1]) && elements.slice(-2).every(isText);
}

let sources: readonly ts.SourceFile[] | undefined;

/** All of `src`, parsed once. */
function allSources(): readonly ts.SourceFile[] {
  return sources ??= readdirSync('src', { recursive: true, encoding: 'utf8' }).filter(path => path.endsWith('.ts')).sort()
    .map(path => join('src', path)).map(file => ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.ES2022, true));
}

function inSources(takes: (file: string) => boolean, whats: (node: ts.Node, source: ts.SourceFile) => string[]): ErrorSite[] {
  const sites: ErrorSite[] = [];
  for (const source of allSources().filter(({ fileName }) => takes(fileName))) {
    const visit = (node: ts.Node) => {
      // what consists of nothing but values is said by whoever hands them on
      for (const what of whats(node, source).filter(text => /\w/.test(text.replace(/<.*?>/g, '')))) sites.push({ place: `${source.fileName}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1}`, what });
      node.forEachChild(visit);
    };
    visit(source);
  }
  return sites;
}

/** What an expression can say, as far as it stands there. */
function texts(node: ts.Expression, source: ts.SourceFile): string[] {
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (ts.isTemplateExpression(node)) {
    const spans = node.templateSpans.map(({ expression, literal }) => (said(expression, source) ?? `<${expression.getText(source)}>`) + literal.text);
    return [node.head.text + spans.join('')];
  }
  if (ts.isConditionalExpression(node)) return [...texts(node.whenTrue, source), ...texts(node.whenFalse, source)];
  return [];
}

/** What a constant of the same function, or of the file, says. */
function said(node: ts.Expression, source: ts.SourceFile): string | undefined {
  if (!ts.isIdentifier(node)) return undefined;
  for (let scope: ts.Node = node; scope; scope = scope.parent) {
    if (!ts.isBlock(scope) && !ts.isSourceFile(scope)) continue;
    for (const statement of scope.statements.filter(ts.isVariableStatement)) {
      for (const { name, initializer } of statement.declarationList.declarations) {
        if (name.getText(source) === node.text && initializer) return texts(initializer, source)[0];
      }
    }
  }
  return undefined;
}
