declare module 'conventional-changelog-conventionalcommits' {
  interface Preset {
    readonly parserOpts: object;
    readonly recommendedBumpOpts: { readonly whatBump: (commits: readonly object[]) => { readonly level: 0 | 1 | 2 } };
  }
  function preset(options: { readonly preMajor: boolean }): Promise<Preset>;
  export = preset;
}

declare module 'conventional-commits-parser' {
  export function sync(message: string, options: object): object;
}

declare module 'conventional-commits-filter' {
  function withoutReverted(commits: readonly object[]): object[];
  export = withoutReverted;
}
