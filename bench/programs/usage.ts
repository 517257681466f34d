/**
 * Loaded before a program: writes what the process has used when it ends, CPU in microseconds and peak memory in KiB. `excluded` takes out what
 * only the benchmark needs, such as reading its own data.
 */
import { writeFileSync } from 'fs';

const EXCLUDED = Symbol.for('bench.excluded');
const here = globalThis as typeof globalThis & { [EXCLUDED]?: number };

export function excluded<T>(work: () => T): T {
  const before = process.cpuUsage();
  const result = work();
  const { user, system } = process.cpuUsage(before);
  here[EXCLUDED] = (here[EXCLUDED] ?? 0) + user + system;
  return result;
}

if (process.env.BENCH_USAGE && here[EXCLUDED] === undefined) {
  here[EXCLUDED] = 0;
  process.on('exit', () => {
    const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
    writeFileSync(process.env.BENCH_USAGE!, JSON.stringify({ cpu: userCPUTime + systemCPUTime - here[EXCLUDED]!, peak: maxRSS }));
  });
}
