import { performance } from 'perf_hooks';

/** Steps of long work: says what is under way, and how long each took. */
export class Steps {
  public readonly taken: { readonly title: string; readonly seconds: number }[] = [];
  private readonly begun = performance.now();

  public async step<T>(title: string, work: () => T | Promise<T>): Promise<T> {
    console.log(`\n▸ ${title}`);
    const begun = performance.now();
    const result = await work();
    const seconds = (performance.now() - begun) / 1000;
    this.taken.push({ title, seconds });
    console.log(`  ${seconds.toFixed(1)} s`);
    return result;
  }

  public get seconds(): number {
    return (performance.now() - this.begun) / 1000;
  }
}
