import { readFileSync } from 'fs';
import { join } from 'path';

/** What a review reads of jsii's assembly, `.jsii`. */
export interface ApiAssembly {
  readonly name: string;
  readonly version: string;
  readonly readme?: unknown;
  readonly targets?: { readonly dotnet?: { readonly namespace: string } };
  readonly types: { readonly [fqn: string]: ApiType };
}

export interface ApiDocs {
  readonly summary?: string;
  readonly remarks?: string;
  readonly default?: string;
  readonly stability?: string;
  readonly deprecated?: string;
}

export interface ApiType {
  readonly kind: 'class' | 'interface' | 'enum';
  readonly name: string;
  readonly docs?: ApiDocs;
  /** An interface of values alone: a struct. */
  readonly datatype?: boolean;
  readonly initializer?: ApiMember;
  readonly methods?: readonly ApiMember[];
  readonly properties?: readonly ApiMember[];
  /** Of an enum. */
  readonly members?: readonly { readonly name: string; readonly docs?: ApiDocs }[];
}

/** A reference to a type, as jsii writes it. */
export interface ApiReference {
  readonly primitive?: string;
  readonly fqn?: string;
  readonly collection?: { readonly kind: string; readonly elementtype: ApiReference };
  readonly union?: { readonly types: readonly ApiReference[] };
  readonly intersection?: { readonly types: readonly ApiReference[] };
}

export interface ApiParameter {
  readonly name: string;
  readonly type: ApiReference;
  readonly optional?: boolean;
  readonly docs?: ApiDocs;
}

/** A property, a method or a constructor; the last has no name. */
export interface ApiMember {
  readonly name?: string;
  readonly docs?: ApiDocs;
  readonly optional?: boolean;
  readonly static?: boolean;
  /** The type whose member it takes the place of. */
  readonly overrides?: string;
  readonly type?: ApiReference;
  readonly returns?: { readonly type: ApiReference };
  readonly parameters?: readonly ApiParameter[];
}

/** The API as it was compiled. */
export function compiledApi(directory = '.'): ApiAssembly {
  try {
    return JSON.parse(readFileSync(join(directory, '.jsii'), 'utf8'));
  } catch (error) {
    throw new Error(`there is no compiled API (${(error as Error).message}): run "npx projen compile:all"`);
  }
}
