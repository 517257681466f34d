/** What the example's people have on the embedded AWS, asked of Identity Center's own APIs, and what the tool says and does of it. */
import { readFileSync, writeFileSync } from 'fs';
import { IdentityCenter } from './identity-center';
import type { Playground } from './playground';
import type { Checks } from './tally';
import type { PlatformJson } from '../src/plan/platform-json';

const REVOKED = ['Billing-management', 'SecurityAudit-management', 'cloud-platform-revoked at ROOT'];

/** After a deploy. */
export async function checkPeople(checks: Checks, playground: Playground): Promise<void> {
  const center = new IdentityCenter(playground.aws);
  const before = await center.everything();
  await checks.check('users, groups, permission sets and assignments are those of the plan', () => differs(before, expected(plan(playground))));
  await checks.check('who may enter where is what Identity Center has', async () => {
    const { same, differences } = await live(playground);
    const { access } = plan(playground);
    const all = new Set(access.assignments.flatMap(({ group, permissionSet, accounts }) => accounts.flatMap(account =>
      access.users.filter(({ groups }) => groups.includes(group)).map(({ name }) => `${name} ${group} ${permissionSet} ${account}`)))).size;
    return differences.length || same !== all ? `${same} of ${all} are there, ${JSON.stringify(differences)}` : undefined;
  });
  await checks.check('a user who was added by hand is seen', async () => {
    await center.addUser('mallory');
    await center.join('mallory', 'engineers');
    const { differences, unknownUsers } = await live(playground);
    const wrong = differences.filter(({ difference, who }) => difference !== 'by hand' || who !== 'mallory');
    return !differences.length || wrong.length || unknownUsers.join() !== 'mallory' ? JSON.stringify({ differences, unknownUsers }) : undefined;
  });
  await checks.check('whose access is revoked has nothing left, also of what was given by hand, and is denied everything', async () => {
    await center.join('jane', 'auditors');
    await center.assign('jane', 'PowerUser', 'production');
    const { changed, steps } = await revoke(playground, 'jane');
    if (!changed || steps.some(({ state }) => state !== 'done')) return JSON.stringify(steps);
    return differs(await of(center, 'jane'), ['jane <jane@acme.com>']) ?? differs(await center.denied('jane'), REVOKED) ?? differs(await center.denied('maria'), []);
  });
  await checks.check('a second revoke changes nothing', () => unchanged(playground));
  const code = playground.path('platform', 'acme.ts');
  const written = readFileSync(code, 'utf8');
  await checks.check('a user who is taken out of the code is gone after the next deploy, and who was added by hand is left', async () => {
    writeFileSync(code, written.replace(/.*const lee = .*\n/, '').replace('[jane, lee]', '[jane]'));
    await playground.tool(['deploy', '--yes', '--json']);
    const { differences, unknownUsers } = await live(playground);
    if (unknownUsers.join() !== 'mallory' || differences.some(({ who }) => who !== 'mallory')) return JSON.stringify({ unknownUsers, differences });
    return differs(await of(center, 'lee'), []);
  });
  await checks.check('that deploy gives nothing back to whose access is revoked', async () =>
    differs(await of(center, 'jane'), ['jane <jane@acme.com>']) ?? differs(await center.denied('jane'), REVOKED) ?? await unchanged(playground));
  await checks.check('lifted, and with the code as it was, everything is as before', async () => {
    writeFileSync(code, written);
    const { changed } = await revoke(playground, 'jane', '--lift');
    if (!changed) return 'lifting changed nothing';
    await playground.tool(['deploy', '--yes', '--json']);
    const now = await center.everything();
    return differs(now.filter(line => !line.includes('mallory')), before) ?? differs(await center.denied('jane'), []);
  });
}

/** The lines of `IdentityCenter.everything` that the plan asks for. */
function expected({ access, accounts }: PlatformJson): string[] {
  const ids = new Map(accounts.map(({ name, id }) => [name, id]));
  const management = accounts.find(({ purpose }) => purpose === 'management')!.name;
  const named = access.assignments.flatMap(({ group, permissionSet, accounts: names }) => names.map(account => {
    const { nameInManagement } = access.permissionSets.find(({ name }) => name === permissionSet)!;
    return { group, permissionSet, account, called: account === management ? nameInManagement! : permissionSet };
  }));
  const sets = access.permissionSets.flatMap(({ name, sessionLength, managedPolicies }) =>
    [...new Set(named.filter(({ permissionSet }) => permissionSet === name).map(({ called }) => called))].map(called => [called, sessionLength, ...[...managedPolicies].sort()].join(' ')));
  return [...new Set([
    ...access.users.flatMap(({ name, email, groups }) => [`${name} <${email}>`, ...groups.map(group => `${name} in ${group}`)]),
    ...access.groups.map(({ name }) => name),
    ...sets,
    ...named.map(({ group, called, account }) => `${group} ${called} ${ids.get(account)}`),
  ])].sort();
}

/** What is there of a user. */
async function of(center: IdentityCenter, user: string): Promise<string[]> {
  return (await center.everything()).filter(line => line.startsWith(`${user} `));
}

interface Live {
  readonly same: number;
  readonly differences: { readonly difference: string; readonly who: string }[];
  readonly unknownUsers: string[];
}

/** `cloud-platform access --live`, which ends with 3 where something differs. */
async function live(playground: Playground): Promise<Live> {
  return JSON.parse(await playground.answer(['access', '--live', '--json'], [0, 3]));
}

interface Revoked {
  readonly changed: boolean;
  readonly steps: { readonly title: string; readonly state: string }[];
}

async function revoke(playground: Playground, user: string, ...options: string[]): Promise<Revoked> {
  return JSON.parse(await playground.answer(['revoke', user, '--json', ...options], [0]));
}

async function unchanged(playground: Playground): Promise<string | undefined> {
  const { changed, steps } = await revoke(playground, 'jane');
  return changed || steps.some(({ state }) => state !== 'as it was') ? JSON.stringify(steps) : undefined;
}

function plan(playground: Playground): PlatformJson {
  return JSON.parse(readFileSync(playground.path('platform', 'cdk.out', 'platform.json'), 'utf8'));
}

function differs(got: string[], wanted: string[]): string | undefined {
  const only = (these: string[], those: string[]) => these.filter(line => !those.includes(line)).join(', ') || 'nothing';
  return got.join('\n') === wanted.join('\n') ? undefined : `too much: ${only(got, wanted)}; missing: ${only(wanted, got)}`;
}
