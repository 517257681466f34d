import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { AccountRegistry, EnvironmentType } from '../../src';
import { unretained } from '../../src/verify/laws';
import { landingZone, registered, withEnvironments } from '../support/acme';
import { synthesize } from '../support/assembly';

test('what holds state is retained when its stack or its resource goes', () => {
  const assembly = synthesize(withEnvironments(['production']));
  expect(assembly.resources('Acme/dns/eu-west-1', 'AWS::Route53::HostedZone')).toHaveLength(1);
  expect(unretained(assembly)).toEqual([]);
});

test('stacks are protected against deletion, but for a sandbox\'s', () => {
  const assembly = synthesize(app => {
    const zone = landingZone(app, registered(['production', 'sandbox-x']));
    zone.addEnvironment('production', { environmentType: EnvironmentType.PRODUCTION });
    zone.addSandbox('x', { expires: '2027-01-15', owner: 'jane@acme.com' });
  });
  const unprotected = assembly.stacks.filter(stack => !stack.terminationProtection).map(stack => stack.path).sort();
  expect(unprotected).toEqual(['Acme/sandbox-x/eu-west-1', 'Acme/sandbox-x/us-east-1']);
});

test('a suspended account and a closed one have no stacks, stop nobody, and keep their place', () => {
  // GIVEN
  const dir = mkdtempSync(join(tmpdir(), 'registry-'));
  const file = join(dir, 'accounts.json');
  const statuses: Record<string, string> = { staging: 'SUSPENDED', third: 'CLOSED' };
  writeFileSync(file, JSON.stringify({
    version: 1, accounts: registered(['production', 'staging', 'third']).map(({ name, slot, accountId }) => ({ name, slot, id: accountId, status: statuses[name] ?? 'ACTIVE' })),
  }));
  // WHEN
  const assembly = synthesize(app => {
    const zone = landingZone(app, [], { accounts: AccountRegistry.fromFile(file) });
    for (const name of ['production', 'staging', 'third']) zone.addEnvironment(name, { environmentType: EnvironmentType.STAGING });
  });
  rmSync(dir, { recursive: true });
  // THEN
  expect(['production', 'staging', 'third'].map(name => assembly.account(name)).map(({ status, slot }) => [status, slot]))
    .toEqual([['active', 10], ['suspended', 11], ['closed', 12]]);
  expect(assembly.stacks.filter(stack => /staging|third/.test(stack.path))).toEqual([]);
  expect(assembly.stacks.filter(stack => stack.path.startsWith('Acme/production/'))).toHaveLength(2);
});
