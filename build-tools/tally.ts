/** What a gate counted. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/**
 * Reads what a tool says of itself: jest's `Tests:`, pytest's last line, or our own `N passed, N failed, N skipped`. A tool that counts
 * nothing counts as one. A tool that ends badly has failed, whatever it counted.
 */
export function tallyOf(output: string, exitCode: number): Tally {
  const line = /^Tests: .*$/m.exec(output)?.[0] ?? output.match(/^.*\b\d+ (?:passed|failed|skipped)\b.*$/gm)?.pop() ?? '';
  const count = (word: string) => Number(new RegExp(`(\\d+) ${word}`).exec(line)?.[1] ?? 0);
  const counted = { passed: count('passed'), failed: count('failed') + count('error'), skipped: count('skipped') };
  if (exitCode !== 0) return { ...counted, failed: Math.max(1, counted.failed) };
  return counted.passed + counted.failed + counted.skipped ? counted : { passed: 1, failed: 0, skipped: 0 };
}

/** The line by which our own gates count. */
export function report(passed: number, failures: string[], skipped: string[] = []): void {
  for (const failure of failures) console.error(`FAILED: ${failure}`);
  for (const reason of skipped) console.log(`skipped: ${reason}`);
  console.log(`${passed} passed, ${failures.length} failed, ${skipped.length} skipped`);
  process.exitCode = failures.length ? 1 : 0;
}

/** Promises of a gate, each held or broken; one that is broken does not hide the next. */
export class Checks {
  private passed = 0;
  private readonly failures: string[] = [];
  private readonly skipped: string[] = [];

  /** @param holds throws, or says what is wrong */
  public async check(promise: string, holds: () => unknown): Promise<void> {
    try {
      const fault = await holds();
      if (typeof fault === 'string' && fault) this.failures.push(`${promise}: ${fault}`);
      else this.passed++;
    } catch (error) {
      const { stdout, stderr, message } = error as Error & { stdout?: string; stderr?: string };
      this.failures.push(`${promise}: ${stdout || stderr ? `${stdout ?? ''}${stderr ?? ''}` : message}`);
    }
  }

  public skip(reason: string): void {
    this.skipped.push(reason);
  }

  public report(): void {
    report(this.passed, this.failures, this.skipped);
  }
}
