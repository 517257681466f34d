/**
 * Contract replay: every call of AWS that code of ours made in a test, and every answer of a fake, against the service's own model. A place in
 * the code whose call no test has made is a failure. It reads what the last run of jest left behind: `npx projen test unit replay`.
 */
import { spawnSync } from 'child_process';
import { join } from 'path';
import { CallSite, callSites } from './call-sites';
import { report } from './tally';
import { ensureVirtualEnvironment } from '../local/embedded-aws';
import { Recording, recordings } from '../test/support/recordings';

type Call = Omit<Recording, 'source'>;

/** Each of them has to be refused, or the instrument says yes to everything. */
const REFUSED: [string, Call][] = [
  ['an unknown service', { service: 'organisations', operation: 'ListRoots', side: 'input', value: {} }],
  ['an unknown operation', { service: 'organizations', operation: 'ListRoot', side: 'input', value: {} }],
  ['a wrong name', { service: 'organizations', operation: 'DescribeAccount', side: 'input', value: { AccountId: '222222222222', AccountID: '222222222222' } }],
  ['a required one that is missing', { service: 'organizations', operation: 'CreateAccount', side: 'input', value: { AccountName: 'production' } }],
  ['a wrong type', { service: 'ssm', operation: 'PutParameter', side: 'input', value: { Name: 'a', Value: 'b', Overwrite: 'true' } }],
  ['a word that is none', { service: 'ssm', operation: 'PutParameter', side: 'input', value: { Name: 'a', Value: 'b', Type: 'Text' } }],
  ['a text that is too short', { service: 'sts', operation: 'AssumeRole', side: 'input', value: { RoleArn: 'arn', RoleSessionName: 'deploy' } }],
  ['a wrong name deep inside', {
    service: 'route-53',
    operation: 'ChangeResourceRecordSets',
    side: 'input',
    value: { HostedZoneId: 'Z1', ChangeBatch: { Changes: [{ Action: 'UPSERT', ResourceRecordSet: { Name: 'a', Type: 'NS', Ttl: 60 } }] } },
  }],
  ['an answer with a wrong name', { service: 'organizations', operation: 'ListRoots', side: 'output', value: { Roots: [{ ID: 'r-abcd' }] } }],
  ['an answer that lacks what is always there', { service: 'route-53', operation: 'GetHostedZone', side: 'output', value: { DelegationSet: { NameServers: ['ns'] } } }],
  ['an answer in XML with a wrong name', {
    service: 'sts', operation: 'GetCallerIdentity', side: 'output', value: { xml: '<Result><AccountId>111111111111</AccountId></Result>' },
  }],
  ['an error that the operation does not have', { service: 'organizations', operation: 'ListRoots', side: 'error', value: 'DuplicateAccountException' }],
];

async function main(): Promise<void> {
  const recorded = recordings();
  const { sites, uncountable } = callSites('src');
  const failures = [...uncountable];
  let passed = 0;

  if (!recorded.length) failures.push('nothing is recorded in test-reports/calls: got no run of jest, expected "npx projen test unit" before');
  const calls = distinct(recorded);
  const spoiltCalls = calls.flatMap(([call]) => spoilt(call));
  const python = await ensureVirtualEnvironment();
  const { version, faults } = check(python, [...calls.map(([call]) => call), ...spoiltCalls, ...REFUSED.map(([, call]) => call)]);

  calls.forEach(([call, sources], index) => {
    if (!faults[index].length) passed++;
    else failures.push(`${sources.join(', ') || 'a test'}: ${call.service}:${call.operation}, ${call.side} ${JSON.stringify(call.value)}: ${faults[index].join('; ')}`);
  });
  const controls = [...spoiltCalls.map(call => `${call.service}:${call.operation} with ${JSON.stringify(call.value)}`), ...REFUSED.map(([what]) => what)];
  controls.forEach((what, index) => {
    if (faults[calls.length + index].length) passed++;
    else failures.push(`the check let through what it has to refuse: ${what}`);
  });

  const missing = sites.filter(site => !recorded.some(one => one.side === 'input' && one.source === site.file && isOf(one, site)));
  passed += sites.length - missing.length;
  failures.push(...missing.map(({ file, line, service, operation }) =>
    `${file}:${line}: ${service}:${operation} was called in no test of the last run; write one that comes here, or run all of them ("npx projen test unit replay")`));
  const unseen = recorded.filter(one => one.source && !sites.some(site => site.file === one.source && isOf(one, site)));
  failures.push(...new Set(unseen.map(one => `${one.source}: ${one.service}:${one.operation} was called, and the search for call sites did not find where`)));

  console.log(`${sites.length} call sites, ${calls.length} different calls and answers, ${controls.length} controls; models of botocore ${version}`);
  report(passed, failures);
}

function isOf(recording: Recording, { service, operation }: CallSite): boolean {
  return recording.service === service && recording.operation === operation;
}

/** Each call once, with the files that make it. */
function distinct(recorded: Recording[]): [Call, string[]][] {
  const calls = new Map<string, [Call, string[]]>();
  for (const { source, ...call } of recorded) {
    const key = JSON.stringify(call);
    const [, sources] = calls.get(key) ?? calls.set(key, [call, []]).get(key)!;
    if (source && !sources.includes(source)) sources.push(source);
  }
  return [...calls.values()];
}

/** The same call with one name of it written wrongly. */
function spoilt(call: Call): Call[] {
  if (call.side !== 'input') return [];
  return Object.entries(call.value as object).map(([name, value]) => {
    const { [name]: _, ...others } = call.value as Record<string, unknown>;
    return { ...call, value: { ...others, [`${name}_`]: value } };
  });
}

function check(python: string, calls: Call[]): { version: string; faults: string[][] } {
  const { status, stdout, stderr } = spawnSync(python, [join(__dirname, 'service-models.py')], {
    input: calls.map(call => JSON.stringify(call)).join('\n'), encoding: 'utf8', maxBuffer: 256 * 1024 * 1024,
  });
  if (status !== 0) throw new Error(`service-models.py ended with ${status}: ${stderr}`);
  const [version, ...lines] = stdout.trim().split('\n');
  if (lines.length !== calls.length) throw new Error(`service-models.py gave ${lines.length} answers, expected ${calls.length}`);
  return { version, faults: lines.map(line => JSON.parse(line)) };
}

main().catch(error => report(0, [(error as Error).message]));
