import { existsSync, readFileSync } from 'fs';
import { SyntaxKind } from 'typescript';

/** The tablet that jsii-rosetta writes beside `.jsii`. */
export interface Tablet {
  readonly snippets: {
    readonly [key: string]: {
      readonly didCompile?: boolean;
      readonly location: { readonly api: { readonly api: string; readonly fqn?: string; readonly moduleFqn?: string; readonly memberName?: string } };
      readonly translations: { readonly [language: string]: { readonly source: string } };
    };
  };
}

const TABLET = '.jsii.tabl.json';
const LANGUAGES = ['python', 'java', 'csharp', 'go'];

export function readTablet(): Tablet {
  if (!existsSync(TABLET)) throw new Error('the snippets are not translated: run "npx projen rosetta"');
  return JSON.parse(readFileSync(TABLET, 'utf8'));
}

/** Snippets of README and docstrings that a language cannot say, or that do not compile in TypeScript. */
export function untranslated({ snippets }: Tablet): string[] {
  return Object.values(snippets).flatMap(({ didCompile, location: { api }, translations }) => {
    const where = [api.fqn ?? 'README', api.memberName].filter(Boolean).join('.');
    const missing = LANGUAGES.filter(language => !translations[language]?.source.trim());
    const holes = LANGUAGES.flatMap(language => holesIn(translations[language]?.source ?? '').map(hole => `${where}: ${language} has no word for ${hole}`));
    return [...didCompile ? [] : [`${where} does not compile`], ...missing.map(language => `${where} is not translated into ${language}`), ...holes];
  });
}

/** What rosetta cannot translate it writes as it stands in the syntax tree: `(SpreadElement ...`. */
function holesIn(source: string): string[] {
  return [...source.matchAll(/\(([A-Z]\w+)(?=\s|\)|$)/g)].map(([, name]) => name).filter(name => name in SyntaxKind);
}
