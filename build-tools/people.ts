/** What the example's people have on the embedded AWS, asked of Identity Center's own APIs, and what the tool says of it. */
import { readFileSync, writeFileSync } from 'fs';
import { CreateGroupMembershipCommand, CreateUserCommand, IdentitystoreClient, ListGroupsCommand } from '@aws-sdk/client-identitystore';
import { accountId, exampleRegistry } from './example-accounts';
import type { Playground } from './playground';
import type { Checks } from './tally';
import type { PlatformJson } from '../src/plan/platform-json';

/** After a deploy. */
export async function checkPeople(checks: Checks, playground: Playground): Promise<void> {
  await checks.check('who may enter where is what Identity Center has', async () => {
    const { same, differences } = await live(playground);
    const { access } = JSON.parse(readFileSync(playground.path('platform', 'cdk.out', 'platform.json'), 'utf8')) as PlatformJson;
    const expected = new Set(access.assignments.flatMap(({ group, permissionSet, accounts }) => accounts.flatMap(account =>
      access.users.filter(({ groups }) => groups.includes(group)).map(({ name }) => `${name} ${group} ${permissionSet} ${account}`)))).size;
    return differences.length || same !== expected ? `${same} of ${expected} are there, ${JSON.stringify(differences)}` : undefined;
  });
  await checks.check('a user who was added by hand is seen', async () => {
    const store = client(playground);
    const { identityStoreId: IdentityStoreId } = exampleRegistry().identityCenter!;
    const { UserId } = await store.send(new CreateUserCommand({
      IdentityStoreId, UserName: 'mallory', DisplayName: 'Mallory', Name: { GivenName: 'Mallory', FamilyName: 'X' },
    }));
    const { Groups } = await store.send(new ListGroupsCommand({ IdentityStoreId }));
    await store.send(new CreateGroupMembershipCommand({
      IdentityStoreId, GroupId: Groups!.find(({ DisplayName }) => DisplayName === 'engineers')!.GroupId, MemberId: { UserId: UserId! },
    }));
    const { differences, unknownUsers } = await live(playground);
    const wrong = differences.filter(({ difference, who }) => difference !== 'by hand' || who !== 'mallory');
    return !differences.length || wrong.length || unknownUsers.join() !== 'mallory' ? JSON.stringify({ differences, unknownUsers }) : undefined;
  });
  await checks.check('a user who is taken out of the code is gone after the next deploy, and who was added by hand is left', async () => {
    const code = playground.path('platform', 'acme.ts');
    const before = readFileSync(code, 'utf8');
    writeFileSync(code, before.replace(/.*const lee = .*\n/, '').replace('[jane, lee]', '[jane]'));
    try {
      await playground.tool(['deploy', '--yes', '--json']);
      const { differences, unknownUsers } = await live(playground);
      return unknownUsers.join() !== 'mallory' || differences.some(({ who }) => who !== 'mallory') ? JSON.stringify({ unknownUsers, differences }) : undefined;
    } finally {
      writeFileSync(code, before);
      await playground.tool(['deploy', '--yes', '--json']);
    }
  });
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

function client({ aws }: Playground): IdentitystoreClient {
  const env = aws.environment(accountId('identity'), 'eu-west-1');
  return new IdentitystoreClient({
    endpoint: aws.endpoint, region: 'eu-west-1', credentials: { accessKeyId: env.AWS_ACCESS_KEY_ID!, secretAccessKey: env.AWS_SECRET_ACCESS_KEY! },
  });
}
