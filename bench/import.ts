/**
 * `npx projen bench:import`: what `import '@astradot/cloud-platform'` costs a process, beside what it is built upon. Each in processes of its own, in turn;
 * writes bench/import.md.
 */
import { execFileSync } from 'child_process';
import { writeFileSync } from 'fs';
import { cpus } from 'os';

const ROUNDS = 7;
/** Modules of aws-cdk-lib are loaded when they are named. */
const SUBJECTS = {
  '`constructs`': 'require("constructs")',
  '`App` and `Stack` of `aws-cdk-lib`': '(({ App, Stack }) => [App, Stack])(require("aws-cdk-lib"))',
  '`@astradot/cloud-platform`': 'require("@astradot/cloud-platform")',
};
/** Time, processor time and memory of one of them, without that of Node itself. */
const probe = (code: string) => `
const memory = process.memoryUsage().rss;
const cpu = process.cpuUsage();
const begun = process.hrtime.bigint();
${code};
const wall = Number(process.hrtime.bigint() - begun) / 1e6;
const { user, system } = process.cpuUsage(cpu);
const files = Object.keys(require.cache);
console.log(JSON.stringify({ wall, cpu: (user + system) / 1e3, mib: (process.memoryUsage().rss - memory) / 2 ** 20, files: files.length, own: files.filter(file => !file.includes('node_modules')).length }));
`;

interface Cost {
  readonly wall: number;
  readonly cpu: number;
  readonly mib: number;
  readonly files: number;
  /** Files of this project. */
  readonly own: number;
}

function cost(code: string): Cost {
  return JSON.parse(execFileSync(process.execPath, ['-e', probe(code)], { encoding: 'utf8', env: { ...process.env, NODE_OPTIONS: '' } }));
}

function median(values: readonly number[]): number {
  return [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)];
}

const rounds = Array.from({ length: ROUNDS }, () => Object.values(SUBJECTS).map(cost));
const rows = Object.keys(SUBJECTS).map((name, index) => {
  const costs = rounds.map(round => round[index]);
  const of = (key: keyof Cost) => median(costs.map(one => one[key]));
  return `| ${name} | ${of('cpu').toFixed(0)} | ${of('wall').toFixed(0)} | ${of('mib').toFixed(0)} | ${of('files')} | ${of('own')} |`;
});
const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
const text = `# What an import costs

Written by \`npx projen bench:import\` at ${commit}, ${cpus().length} cores, Node ${process.version}, median of ${ROUNDS} processes each, without Node's own start.

| import | CPU ms | wall ms | MiB | files loaded | of this project |
| --- | --- | --- | --- | --- | --- |
${rows.join('\n')}
`;
writeFileSync('bench/import.md', text);
console.log(text);
