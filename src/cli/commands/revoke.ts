import type { RegistryFile } from '../../accounts/registry-file';
import type { PlatformJson } from '../../plan/platform-json';
import { nearest } from '../../private/nearest';
import { ManagementPermissionSets } from '../aws/management-permission-sets';
import { RevocationPolicy } from '../aws/revocation-policy';
import { UserAccess } from '../aws/user-access';
import { CliError, ExitCode } from '../errors';
import { readPlan } from '../plan-file';
import type { RegistryStore } from '../registry-store';
import { Part, Step, takeSteps } from '../revocation-steps';
import { finish, managementCaller, Paths, regionFor, storeOf, Tool } from '../tool';

export interface RevokeOptions extends Paths {
  readonly dryRun?: boolean;
  readonly lift?: boolean;
}

/** `revoke`: takes a user's access away at once, and says what nobody but a person can do. */
export async function revoke(tool: Tool, user: string, options: RevokeOptions): Promise<ExitCode> {
  const plan = readPlan(options.assembly);
  const store = storeOf(tool, options);
  const { file } = await store.read();
  const instance = file.identityCenter;
  if (!instance) {
    throw new CliError({ what: 'Identity Center is not known', where: options.accounts, got: 'no instance', expected: 'one', instead: '"cloud-platform accounts sync"' });
  }
  const said = plan.access.users.find(({ name }) => name === user);
  if (options.lift && said?.revoked) {
    throw new CliError({
      what: `the code still takes the access of ${user} away; nothing was changed`,
      where: said.path,
      got: 'revoked: true',
      expected: 'a user without it',
      instead: 'take "revoked: true" out, run "npx cdk synth", then this again',
    });
  }
  const region = regionFor(plan, file);
  const { account } = await managementCaller(region, file, options.accounts);
  const sleep = async (milliseconds: number) => tool.children.sleep(milliseconds);
  const people = new UserAccess(instance, sleep);
  const id = await people.userId(user) ?? file.revokedUsers?.find(({ name }) => name === user)?.id;
  if (!id) throw nobody(user, plan, instance.identityStoreId);
  const rest = (file.revokedUsers ?? []).filter(one => one.id !== id);
  const remembered = rest.map(one => one.id);
  // whom another machine has revoked stays so, although this registry may not know it
  const wanted = (now: readonly string[]) => options.lift ? now.filter(one => one !== id) : [...new Set([...now, ...remembered, id])];
  const external = plan.access.directory === 'external';
  const parts: Part[] = [
    { title: `deny in ${options.accounts}, for the next deploy`, observe: async () => remember(store, file, options.lift ? rest : [...rest, { name: user, id }]) },
    { title: 'deny in every member account', observe: async () => new RevocationPolicy(region, plan.prefix).changes(wanted) },
    ...options.lift || external ? [] : [{ title: 'memberships', observe: async () => people.memberships(id) }],
    ...options.lift ? [] : [{ title: 'assignments of the user alone', observe: async () => people.assignments(id) }],
    { title: 'deny in the management account', observe: async () => new ManagementPermissionSets(instance, account, sleep).changes(wanted) },
  ];
  const steps = await takeSteps(parts, !!options.dryRun, line => tool.progress.note(line));
  const left = options.lift ? givenBack(user, options) : byHand(user, { external, code: said, accounts: options.accounts, region: instance.region });
  const failed = steps.some(({ state }) => state === 'failed');
  const changed = steps.some(({ state }) => state === 'done');
  return finish(tool, { user, userId: id, changed, steps, left }, render(user, id, steps, left), failed ? ExitCode.FAILED : ExitCode.OK);
}

async function remember(store: RegistryStore, file: RegistryFile, revokedUsers: NonNullable<RegistryFile['revokedUsers']>) {
  const next: RegistryFile = { ...file, revokedUsers };
  return await store.differs(next) ? [{ what: `write ${store.shown}`, apply: async () => store.write(next) }] : [];
}

function nobody(user: string, { access: { users } }: PlatformJson, identityStoreId: string): CliError {
  const guess = nearest(user, users.map(({ name }) => name));
  return new CliError({
    what: 'nobody signs in by that name; nothing was changed',
    where: identityStoreId,
    got: user,
    expected: 'the user name of somebody in Identity Center',
    instead: guess ? `"cloud-platform revoke ${guess}"` : '"cloud-platform access --live" shows who is there',
  });
}

interface Circumstances {
  readonly external: boolean;
  readonly code?: PlatformJson['access']['users'][number];
  readonly accounts: string;
  readonly region: string;
}

/** What no API can do, or only the code. */
function byHand(user: string, { external, code, accounts, region }: Circumstances): string[] {
  return [
    ...code && !code.revoked ? [`in the code (${code.path}): addUser('${user}', { ..., revoked: true }), or take the user out; until then ${accounts} alone keeps the memberships away`] : [],
    `commit ${accounts}: by it the next deploy keeps the deny in the management account and writes no membership`,
    ...external ? ['at the identity provider: disable the user; memberships are the provider\'s'] : [],
    `in the console of IAM Identity Center (${region}), Users, ${user}: "Disable user access", and under "Active sessions" end those of the access portal, which opens new ones until then`,
    'a role that was taken from a session of the user may not carry the user\'s id: such a session ends by itself after an hour at most',
    'what the user made stays: access keys, roles that trust somebody outside, machines',
  ];
}

function givenBack(user: string, { accounts }: RevokeOptions): string[] {
  return [
    `commit ${accounts}`,
    '"cloud-platform deploy" writes the memberships again, if one has left them out since; "cloud-platform access --live" shows what is missing',
    `in the console of IAM Identity Center: enable ${user} again, if that was disabled`,
  ];
}

function render(user: string, id: string, steps: readonly Step[], left: readonly string[]): string {
  return [
    `${user} (${id})`,
    ...steps.flatMap(({ title, state, changes, failure }) => [
      `  ${title}: ${state}`,
      ...changes.map(change => `    ${change}`),
      ...failure ? failure.split('\n').map(line => `    ${line}`) : [],
    ]),
    '',
    'left to do:',
    ...left.map(line => `  - ${line}`),
  ].join('\n');
}
