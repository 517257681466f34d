import { describeDoor } from './access/doors';
import { emptyLines, knownHoles, LineReport, MatrixReport } from './access/matrix';
import type { Outcome } from './check';

/** What `verify` has found, for a security reviewer. It carries no date and no path of a machine: the same assembly gives the same report. */
export function markdownReport(subject: string, fingerprint: string, outcomes: readonly Outcome[]): string {
  const matrix = outcomes.map(outcome => outcome.matrix).find(Boolean);
  return [
    `# What holds of ${subject}`,
    `Cloud assembly ${fingerprint}. Everything below was read from its templates and its plan; no AWS account was asked.`,
    '## Checks',
    table(['', 'check', 'promise', 'looked at'], outcomes.map(({ id, promise, verdict, looked, why }) => [verdict, id, promise, looked ?? why ?? ''])),
    ...faults(outcomes),
    ...matrix ? access(matrix) : [],
    '## What this does not prove',
    list([
      'That AWS decides as the simulator does. Session policies and VPC endpoint policies are not looked at.',
      'What is not in the assembly: policies and roles made by hand, and what the organization had before.',
      'That what is deployed is this assembly: `cdk diff` says it of each account.',
      ...outcomes.filter(({ verdict }) => verdict === 'skipped').map(({ id, why }) => `Check "${id}": ${why}.`),
    ]),
  ].join('\n\n') + '\n';
}

/** Whether there is nothing to object to. */
export function holds(outcomes: readonly Outcome[]): boolean {
  return outcomes.every(({ verdict }) => verdict !== 'broken') && outcomes.some(({ verdict }) => verdict === 'holds');
}

function faults(outcomes: readonly Outcome[]): string[] {
  const broken = outcomes.filter(({ verdict }) => verdict === 'broken');
  return broken.length ? ['## What does not hold', ...broken.map(({ id, faults: found }) => `### ${id}\n\n${list(found)}`)] : [];
}

function access(matrix: MatrixReport): string[] {
  const holes = knownHoles(matrix);
  const verdict = ({ cases, failed }: LineReport) => failed ? `**${failed} wrong**` : cases ? 'as expected' : 'no such account here';
  return [
    '## Who may do what',
    `${matrix.cases} cases, each decided by IAM's rules over all policies that apply. For each, what decides it was taken away, and the answer flipped: `
      + `${matrix.controls} controls.`,
    table(['', 'case', 'expected', 'cases', 'why'], matrix.lines.filter(({ until }) => until === undefined)
      .map(line => [verdict(line), line.name, line.expect, String(line.cases), line.why])),
    ...holes.length ? [
      '## Known holes',
      'What is open though it should not be, and what closes it.',
      table(['hole', 'open until', 'cases'], holes.map(({ name, until, cases }) => [name, until!, String(cases)])),
    ] : [],
    '## Doors',
    `By these somebody from outside an account comes in. ${matrix.uncovered.length ? `${matrix.uncovered.length} of them have no case.` : 'Each has a case of somebody who may and one of somebody who may not.'}`,
    list(matrix.doors.map(describeDoor)),
    ...emptyLines(matrix).length ? ['Lines that stand for no case, since no such account exists yet:', list(emptyLines(matrix).map(({ name }) => name))] : [],
  ];
}

function list(items: readonly string[]): string {
  return items.map(item => `- ${item.replace(/\n/g, '\n  ')}`).join('\n');
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const row = (cells: readonly string[]) => `| ${cells.map(cell => cell.replace(/\|/g, '\\|').replace(/</g, '&lt;').replace(/\n/g, ' ')).join(' | ')} |`;
  return [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');
}
