import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { AccountRegistry, ControlTower, DeployIdentity, PermissionSet } from '../../src';
import { GuardrailPolicyType } from '../../src/guardrails/guardrail-policy-type';
import type { PlannedQuota } from '../../src/plan/platform-json';
import { environments, landingZone, registered, withEnvironments } from '../support/acme';
import { complaintsOf, synthesize } from '../support/assembly';

const folder = mkdtempSync(join(tmpdir(), 'quotas-'));
afterAll(() => rmSync(folder, { recursive: true }));

const quota = (plan: { quotas: PlannedQuota[] }, id: string) => plan.quotas.find(one => one.id === id)!;

describe('what the plan says is used is what the templates hold', () => {
  const assembly = synthesize(withEnvironments(environments(30)));
  const of = (account: string) => assembly.stacks.filter(({ path }) => path.startsWith(`Acme/${account}/`)).map(({ path }) => assembly.templates.get(path)!);
  const resources = (account: string, type: string): any[] => of(account).flatMap(({ Resources }) => Object.values<any>(Resources))
    .filter(({ Type }) => Type === type);

  test('stack sets', () => {
    expect(quota(assembly.plan, 'stack-sets')).toMatchObject({ used: resources('management', 'AWS::CloudFormation::StackSet').length, where: 'management' });
  });

  test('stack sets, with the one of the deploy identity', () => {
    // WHEN
    const deployIdentity = DeployIdentity.gitHub({ organization: 'acme', repository: 'platform' });
    const own = synthesize(withEnvironments([], undefined, { deployIdentity }));

    // THEN
    const sets = own.resources('Acme/management/eu-west-1-bootstrap', 'AWS::CloudFormation::StackSet');
    // beside the baseline's, the alarms', that of changes by hand and that of drift
    expect([sets.length, quota(own.plan, 'stack-sets').used]).toEqual([3, 3 + 4]);
  });

  test('stack sets, with the one of AWS Config where Control Tower does not record', () => {
    // WHEN
    const own = synthesize(withEnvironments([], undefined, { controlTower: ControlTower.none() }));

    // THEN
    const sets = ['bootstrap', 'config'].flatMap(part => own.resources(`Acme/management/eu-west-1-${part}`, 'AWS::CloudFormation::StackSet'));
    expect(own.plan.stackSets!.map(({ name }) => name)).toEqual(expect.arrayContaining(sets.map(([, { Properties }]) => Properties.StackSetName)));
    expect(quota(own.plan, 'stack-sets').used).toBe(own.plan.stackSets!.length);
  });

  test('roles, in the account with most of them: those of the stack sets\' template, and the doors', () => {
    // GIVEN
    const named = resources('email', 'AWS::IAM::Role').filter(({ Properties }) => Properties.RoleName);
    const roles = resources('management', 'AWS::CloudFormation::StackSet').filter(({ Properties }) => !Properties.StackSetName.endsWith('changes-by-hand'))
      .flatMap(({ Properties }) => Object.values<any>(JSON.parse(Properties.TemplateBody).Resources)).filter(({ Type }) => Type === 'AWS::IAM::Role').length;

    // THEN
    expect(quota(assembly.plan, 'roles')).toMatchObject({ used: named.length + 2 * roles, where: 'email', limit: 1000 });
  });

  test('permission sets, in the account with most of them', () => {
    const { plan } = synthesize(app => {
      const { identity, dns, security } = landingZone(app, registered());
      for (const target of [dns, security]) identity.addGroup(target.accountName).assign(PermissionSet.READ_ONLY, target);
      identity.addGroup('auditors').assign(PermissionSet.SECURITY_AUDIT, security);
    });
    expect(quota(plan, 'permission-sets')).toMatchObject({ used: 2, limit: 250, where: 'security' });
  });

  test('stacks, in the account and region with most of them: its own and its bootstraps', () => {
    const most = Math.max(...assembly.plan.accounts.map(({ name }) => assembly.plan.stacks.filter(stack => stack.account === name && stack.region === 'eu-west-1').length));
    expect(quota(assembly.plan, 'stacks')).toMatchObject({ used: most + 1, where: 'management in eu-west-1' });
  });

  test('policies: the largest, and how many a unit has beside AWS\'s own and the place that is kept', () => {
    // GIVEN
    const policies = resources('management', 'AWS::Organizations::Policy');
    const sizes = policies.map(({ Properties }) => JSON.stringify(Properties.Content).length);
    const units = policies.filter(({ Properties }) => Properties.Type === GuardrailPolicyType.SERVICE_CONTROL)
      .flatMap(({ Properties }) => Properties.TargetIds.map((id: any) => id.Ref));
    const most = Math.max(...units.map(unit => units.filter(other => other === unit).length));

    // THEN tokens in a policy count as long as their values can be
    expect(quota(assembly.plan, 'policies-per-unit')).toMatchObject({ used: most + 2, limit: 5, where: expect.stringContaining('SERVICE_CONTROL_POLICY') });
    expect(Math.abs(quota(assembly.plan, 'policy-size').used - Math.max(...sizes))).toBeLessThan(200);
  });

  test('rules that tell environments what became of their mail', () => {
    expect(quota(assembly.plan, 'event-rules')).toMatchObject({ used: resources('email', 'AWS::Events::Rule').length, limit: 300 });
  });

  test('records of the root zone: its own, and two for each zone below it', () => {
    const delegations = resources('dns', 'AWS::IAM::Role').filter(({ Properties }) => Properties.RoleName).length;
    expect(quota(assembly.plan, 'records')).toMatchObject({ used: 2 + 2 * delegations, where: 'acme.com' });
  });
});

test('near a limit the plan says what to ask for, where, and what to write when it is granted', () => {
  // GIVEN nine accounts of ten
  const { plan } = synthesize(withEnvironments(['one', 'two']));

  // THEN
  expect(quota(plan, 'accounts')).toMatchObject({
    used: 9,
    limit: 10,
    standing: 'near',
    serviceCode: 'organizations',
    quotaCode: 'L-29A0C5DF',
    region: 'us-east-1',
    request: {
      desired: 20,
      command: 'aws service-quotas request-service-quota-increase --region us-east-1 --service-code organizations --quota-code L-29A0C5DF --desired-value 20',
      granted: 'accountQuota: 20',
    },
  });
  expect(quota(plan, 'accounts').request!.text).toContain('from 10 to 20');
  expect(plan.manualSteps.map(({ id }) => id)).not.toContain('account-quota');
});

test('an account that is closed counts until it is gone, also when its successor has its name', () => {
  // GIVEN
  const used = (status: string) => {
    const accounts = [...registered().map(({ name, accountId: id, slot }) => ({ name, id, slot })), { name: 'sandbox-ipv6', id: '300000000000', slot: 10, status }];
    const file = join(folder, `${status}.json`);
    writeFileSync(file, JSON.stringify({ version: 1, accounts: [...accounts, { name: 'sandbox-ipv6', id: '300000000001', slot: 10 }] }));
    return quota(synthesize(app => {
      landingZone(app, [], { accounts: AccountRegistry.fromFile(file) }).addSandbox('ipv6', { expires: '2027-01-15', owner: 'jane@acme.com', generation: 2 });
    }).plan, 'accounts').used;
  };

  // THEN
  expect([used('CLOSED'), used('REMOVED')]).toEqual([9, 8]);
});

test('more environments than email may have roles for is a step by hand, until AWS has granted more', () => {
  // GIVEN
  const plan = (roles?: number) => synthesize(withEnvironments(environments(990), undefined, {
    accountQuota: 5000, ...roles && { grantedQuotas: { roles } },
  }), { 'cloud-platform:only': 'dns' }).plan;

  // WHEN
  const [asked, granted] = [plan(), plan(2000)];

  // THEN
  expect(quota(asked, 'roles')).toMatchObject({ used: 1019, limit: 1000, standing: 'over', where: 'email', quotaCode: 'L-FE177D64', request: { granted: 'grantedQuotas: { roles: 1530 }' } });
  expect(asked.manualSteps.find(({ id }) => id === 'quota-roles')?.title).toBe('Raise the quota "Roles per account" of email to at least 1019');
  expect(quota(granted, 'roles')).toMatchObject({ standing: 'within', limit: 2000 });
  expect(granted.manualSteps.map(({ id }) => id)).not.toContain('quota-roles');
});

test.each([
  [{ role: 2000 }, 'Acme: grantedQuotas: got "role", expected one of organizational-units, organizational-unit-depth, stack-sets', 'write "roles"'],
  [{ roles: 0 }, 'Acme: grantedQuotas: roles: got 0, expected a whole number from 1', 'write { roles: 1000 }'],
  [{ accounts: 50 }, 'Acme: grantedQuotas: got "accounts"', 'write accountQuota: 50'],
])('a granted quota that there is not, is none, or has a prop of its own is an error: %j', (grantedQuotas, complaint, instead) => {
  const complaints = complaintsOf(app => { landingZone(app, registered(), { grantedQuotas: grantedQuotas as any }); });
  expect(complaints).toContain(complaint);
  expect(complaints).toContain(instead);
});
