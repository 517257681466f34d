import type { AloneResult } from './alone';
import type { DeployResult } from './deploy-model';

export interface SizeResult {
  readonly peerOverOurs: number | null;
  readonly oursOverBareCdk: number;
  readonly oursOverJson: number;
  readonly oursCpuSeconds: number;
  readonly oursWallSeconds: number;
  readonly bareCdkCpuSeconds: number;
  readonly jsonCpuSeconds: number;
  readonly peakMiB: number;
  readonly bareCdkPeakMiB: number;
  readonly stacks: number;
  readonly emptyStacks: number;
  readonly resources: number;
  readonly longestChain: number;
  /** Share of the floor's resources that are made by typed classes. */
  readonly bareCdkTyped: number;
  readonly peer: {
    readonly cpuSeconds: number;
    readonly wallOverOurs: number;
    readonly peakMiB: number;
    readonly stacks: number;
    readonly emptyStacks: number;
    readonly resources: number;
    readonly longestChain: number;
  } | null;
}

export interface Results {
  readonly machine: { readonly node: string; readonly cores: number; readonly cpu: string; readonly commit: string; readonly repeats: number };
  readonly sizes: Record<string, SizeResult>;
  /** Exponents: 1 is linear. */
  readonly growth: { readonly from: string; readonly to: string; readonly time: number; readonly memory: number } | null;
  readonly alone: AloneResult | null;
  readonly deploy: DeployResult;
  /** Why the peer was left out. */
  readonly peerMissing: string | null;
}

/** RESULTS.md */
export function renderResults({ machine, sizes, growth, alone, deploy, peerMissing }: Results): string {
  const entries = Object.entries(sizes);
  const or = (value: unknown) => value ?? '-';
  const verdict = (target: string, value: number | undefined | null, holds: (value: number) => boolean) =>
    value === undefined || value === null ? [target, '-', 'not measured'] : [target, String(value), holds(value) ? 'met' : 'not met'];
  const at = (size: string): Partial<SizeResult> => sizes[size] ?? {};
  const worst = entries.filter(([name]) => name !== '10x2');
  const floor = worst.length ? Math.max(...worst.map(([, { oursOverBareCdk }]) => oursOverBareCdk)) : undefined;
  return [
    '# Benchmark',
    '',
    `Written by \`npx projen bench\` at ${machine.commit}, ${machine.cores} cores (${machine.cpu}), Node ${machine.node}, median of ${machine.repeats}. Whole processes in turn,`,
    'CPU of all threads, the same context flags and the same aws-cdk-lib on all sides, validation off. Ratios are medians of the ratios of each round.',
    '',
    '- **ours**: a landing zone with so many environments besides the seven core accounts',
    '- **bare CDK**: a stack for each of our templates, with CDK\'s L1 constructs; before it is timed, what it deploys is compared with ours: the same',
    '- **JSON**: the same files, written directly',
    '- **peer**: aws-data-landing-zone 0.6.12 with as many accounts and regions, no networks. It makes fewer resources. Beyond 300 accounts it is not run.',
    ...peerMissing ? ['', `The peer was left out: ${peerMissing}.`] : [],
    '',
    table(['accounts x regions', 'CPU s', 'wall s', 'peak MiB', 'ours / bare CDK', 'ours / JSON', 'peer / ours', 'peer / ours, wall'],
      entries.map(([name, one]) => [name, one.oursCpuSeconds, one.oursWallSeconds, one.peakMiB, one.oursOverBareCdk, one.oursOverJson,
        or(one.peerOverOurs), or(one.peer?.wallOverOurs)])),
    '',
    table(['accounts x regions', 'stacks (empty)', 'resources', 'longest chain', 'bare CDK: CPU s', 'peak MiB', 'JSON: CPU s',
      'peer: stacks (empty)', 'resources', 'longest chain', 'peak MiB'],
    entries.map(([name, one]) => [name, `${one.stacks} (${one.emptyStacks})`, one.resources, one.longestChain, one.bareCdkCpuSeconds, one.bareCdkPeakMiB,
      one.jsonCpuSeconds, one.peer ? `${one.peer.stacks} (${one.peer.emptyStacks})` : '-', or(one.peer?.resources), or(one.peer?.longestChain), or(one.peer?.peakMiB)])),
    '',
    '## Targets',
    '',
    table(['figure', 'target', 'measured', ''], [
      ['peer / ours, 100x2', ...verdict('>= 2.0', at('100x2').peerOverOurs, value => value >= 2)],
      ['peer / ours, 300x2', ...verdict('>= 12', at('300x2').peerOverOurs, value => value >= 12)],
      ['ours / bare CDK, 100x2', ...verdict('<= 1.3', at('100x2').oursOverBareCdk, value => value <= 1.3)],
      ['ours / bare CDK, the highest but for 10x2', ...verdict('<= 1.3', floor, value => value <= 1.3)],
      ['growth of time, 100 to 1,000 accounts, exponent', ...verdict('<= 1.05', growth?.time, value => value <= 1.05)],
      ['growth of memory, exponent', ...verdict('<= 1.05', growth?.memory, value => value <= 1.05)],
      ['peak MiB, 100x2', ...verdict('<= 120', at('100x2').peakMiB, value => value <= 120)],
      ['peak MiB, 300x2', ...verdict('<= 180', at('300x2').peakMiB, value => value <= 180)],
      ['peak MiB, 1000x2', ...verdict('<= 500', at('1000x2').peakMiB, value => value <= 500)],
      ['one account alone, CPU at 1,000 / at 10', ...verdict('<= 1.3', alone?.ratio, value => value <= 1.3)],
      ['files of it that the full synth has otherwise', ...verdict('0', alone?.differingFiles, value => value === 0)],
      ['empty stacks', ...verdict('0', Math.max(...entries.map(([, { emptyStacks }]) => emptyStacks)), value => value === 0)],
      ['two synths', 'byte-identical', 'byte-identical', 'met'],
      ['deploy that changes nothing: calls an account and region', ...verdict('<= 1', deploy.callsPerAccountAndRegion, value => value <= 1)],
      ['the same: calls that change something', ...verdict('0', deploy.writes, value => value === 0)],
      ['the same: runs of cdk deploy, whose calls are not counted here', ...verdict('0', deploy.cdkRuns, value => value === 0)],
    ]),
    '',
    '"Two synths" is a check: the benchmark ends with an error if they differ.',
    '',
    `The deploy that changes nothing is the tool, run against the fake AWS of its tests, with ${deploy.accounts} accounts in ${deploy.regions} regions: it starts cdk`,
    `${deploy.cdkRuns} times. Its calls: ${Object.entries(deploy.calls).map(([name, count]) => `${name} ${count}`).join(', ')}.`,
    '',
  ].join('\n');
}

function table(head: unknown[], rows: unknown[][]): string {
  return [head, head.map(() => '---'), ...rows].map(row => `| ${row.join(' | ')} |`).join('\n');
}
