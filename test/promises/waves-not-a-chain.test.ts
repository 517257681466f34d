import { CfnResource } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { AccountRole, PlatformAccount } from '../../src';
import { depth } from '../../src/verify/laws';
import { environments, withEnvironments } from '../support/acme';
import { synthesize } from '../support/assembly';

test('the longest chain of stacks is the same with 10 and with 300 accounts', () => {
  const [few, many] = [3, 293].map(count => synthesize(withEnvironments(environments(count))));
  expect(depth(few)).toBeGreaterThan(1);
  expect(depth(many)).toBe(depth(few));
});

test('a stack waits for a handful of others, whatever their number', () => {
  const assembly = synthesize(withEnvironments(environments(120)));
  expect(Math.max(...assembly.stacks.map(stack => stack.dependsOn.length))).toBeLessThanOrEqual(6);
});

test('management comes first, then dns, then the environments side by side', () => {
  const assembly = synthesize(withEnvironments(['production', 'staging']));
  const before = (path: string) => [...assembly.stacks.find(stack => stack.path === path)!.dependsOn].sort();
  expect(before('Acme/management/eu-west-1-organization')).toEqual([]);
  expect(before('Acme/dns/eu-west-1')).toEqual(['Acme/management/eu-west-1-accounts-0', 'Acme/management/eu-west-1-bootstrap']);
  expect(before('Acme/production/eu-west-1')).toContain('Acme/dns/eu-west-1-accounts-0');
  for (const { path, dependsOn } of assembly.stacks.filter(stack => stack.path.startsWith('Acme/staging/'))) {
    expect([path, dependsOn.filter(other => other.startsWith('Acme/production/'))]).toEqual([path, []]);
  }
  expect(assembly.plan.waves.map(wave => wave.accounts)).toEqual([
    ['management'], ['dns'], ['log-archive', 'security', 'identity', 'artifacts', 'email'], ['production', 'staging'],
  ]);
});

test('the plan says of each stack what the CDK CLI is told', () => {
  const assembly = synthesize(withEnvironments(['production', 'staging']));
  const planned = Object.fromEntries(assembly.plan.stacks.map(({ path, dependsOn }) => [path, dependsOn]));
  expect(planned).toEqual(Object.fromEntries(assembly.stacks.map(({ path, dependsOn }) => [path, [...dependsOn].sort()])));
});

test('doors between accounts of one wave, in both directions and against the waves, make no chain and no circle', () => {
  const open = (pairs: (names: string[]) => [string, string][]) => synthesize(withEnvironments(environments(8), zone => {
    for (const [owner, guest] of pairs(environments(8))) {
      const [from, to] = [owner, guest].map(name => zone.node.findChild(name) as PlatformAccount);
      new AccountRole({ owner: from, guest: to, purpose: 'list', statements: [new iam.PolicyStatement({ actions: ['route53:ListHostedZones'], resources: ['*'] })] });
    }
  }));
  const [none, chain] = [open(() => []), open(names => [
    ...names.slice(1).flatMap((name, index): [string, string][] => [[names[index], name], [name, names[index]]]),
    ['env-1', 'management'], ['env-2', 'dns'], ['security', 'identity'], ['identity', 'security'],
  ])];
  expect(chain.plan.doors.length).toBe(none.plan.doors.length + 18);
  // an owner's doors stand in a stack of their own behind its first one
  expect(depth(chain)).toBe(depth(none) + 1);
});

test('an own stack waits for the platform\'s in its region also when it was asked for first, and the organization for no own stack', () => {
  const assembly = synthesize(withEnvironments(['production'], zone => {
    const production = zone.node.findChild('production') as PlatformAccount;
    for (const [account, region, part] of [[production, 'eu-west-2', 'network'], [production, 'eu-west-2', undefined], [zone.management, 'eu-west-1', undefined]] as const) {
      new CfnResource(account.stack(region, part), 'Topic', { type: 'AWS::SNS::Topic' });
    }
  }, { additionalRegions: ['eu-west-2'] }));
  const planned = Object.fromEntries(assembly.plan.stacks.map(({ path, dependsOn }) => [path, dependsOn]));
  expect(planned).toEqual(Object.fromEntries(assembly.stacks.map(({ path, dependsOn }) => [path, [...dependsOn].sort()])));
  expect(planned['Acme/production/eu-west-2-network']).toEqual(expect.arrayContaining(['Acme/production/eu-west-1', 'Acme/production/eu-west-2']));
  expect(planned['Acme/management/eu-west-1-organization']).toEqual([]);
});

test('no stack comes in a wave before one that it waits for, whichever accounts and stacks lie between them', () => {
  // GIVEN
  const { plan } = synthesize(withEnvironments(['production', 'staging']));
  const waveOf = (account: string) => plan.accounts.find(({ name }) => name === account)!.wave;
  const stacks = new Map(plan.stacks.map(stack => [stack.path, { ...stack, wave: stack.wave ?? waveOf(stack.account) }]));
  // WHEN
  const early = [...stacks.values()].flatMap(({ path, account, wave, dependsOn }) => dependsOn.map(earlier => stacks.get(earlier)!)
    .filter(earlier => earlier.account === account ? earlier.wave > wave : earlier.wave >= wave)
    .map(earlier => `${path} in wave ${wave} waits for ${earlier.path} in wave ${earlier.wave}`));
  // THEN
  expect(early).toEqual([]);
  expect([...stacks.values()].filter(({ wave, account }) => wave > waveOf(account))).not.toEqual([]);
});
