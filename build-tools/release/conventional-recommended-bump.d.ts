declare module 'conventional-recommended-bump' {
  function recommend(options: object, parser: object, callback: (error: Error | null, recommendation?: { readonly releaseType?: string }) => void): void;
  export = recommend;
}
