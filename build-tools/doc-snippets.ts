/**
 * Compiles the TypeScript of docs/*.md; that of the README and of the docstrings is rosetta's (`npx projen rosetta`). A snippet that begins with the name of a property stands
 * inside the options of a landing zone.
 */
import { readdirSync, readFileSync } from 'fs';
import { join, resolve } from 'path';
import * as ts from 'typescript';
import { Checks } from './tally';

interface Snippet {
  readonly page: string;
  readonly line: number;
  readonly code: string;
}

/** What a reader has at hand. */
const AT_HAND = readFileSync(join('build-tools', 'doc-snippets.fixture'), 'utf8');

/** TypeScript of a page. */
function snippetsOf(page: string): Snippet[] {
  const text = readFileSync(page, 'utf8');
  return [...text.matchAll(/^```ts[^\n]*\n(.*?)^```$/gms)].map(match => ({ page, line: text.slice(0, match.index).split('\n').length, code: match[1] }));
}

function moduleOf({ code }: Snippet): string {
  const imports = code.split('\n').filter(line => /^import .* from '.*';$/.test(line));
  // what it declares for rosetta is at hand
  const rest = code.split('\n').filter(line => !imports.includes(line) && !/^declare const /.test(line)).join('\n').trimStart();
  const said = imports.flatMap(line => /^import \{(.*)\}/.exec(line)?.[1].split(',').map(name => name.trim()) ?? []);
  // what the snippet imports itself is not at hand twice
  const atHand = said.reduce((text, name) => text.replace(new RegExp(`(?<=[{,]) *\\b${name}\\b,?(?=[^}]*\\} from)`), ''), AT_HAND);
  const body = /^\w+: /.test(rest) ? `const options: Partial<LandingZoneProps> = {\n${rest}\n};` : rest;
  return `${imports.join('\n')}\n${atHand.replace('/// here', () => `{\n${body}\n}`)}`;
}

async function main(): Promise<void> {
  const checks = new Checks();
  const snippets = readdirSync('docs').filter(file => file.endsWith('.md')).sort().flatMap(file => snippetsOf(join('docs', file)));
  const modules = new Map(snippets.map((snippet, index) => [resolve(`snippet-${index}.ts`), { snippet, text: moduleOf(snippet) }]));
  const { config } = ts.readConfigFile('tsconfig.dev.json', ts.sys.readFile);
  const options: ts.CompilerOptions = {
    ...ts.convertCompilerOptionsFromJson(config.compilerOptions, '.').options,
    noEmit: true,
    skipLibCheck: true,
    noUnusedLocals: false,
    noUnusedParameters: false,
    incremental: false,
    paths: { '@astradot/cloud-platform': [resolve('src/index.ts')], '@astradot/cloud-platform/lib/mail': [resolve('src/mail.ts')] },
  };
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists, readFile } = host;
  host.fileExists = file => modules.has(file) || fileExists(file);
  host.readFile = file => modules.get(file)?.text ?? readFile(file);
  host.getSourceFile = (file, version, ...rest) => modules.has(file) ? ts.createSourceFile(file, modules.get(file)!.text, version)
    : getSourceFile(file, version, ...rest);
  const program = ts.createProgram([...modules.keys()], options, host);
  for (const [file, { snippet }] of modules) {
    const source = program.getSourceFile(file)!;
    await checks.check(`${snippet.page}:${snippet.line} compiles`, () => [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)]
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' ')).join('; '));
  }
  checks.report();
}

void main();
