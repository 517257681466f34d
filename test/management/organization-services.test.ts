import { App } from 'aws-cdk-lib';
import { LandingZoneProps, RegisteredAccount } from '../../src';
import { landingZone, registered, registryFile } from '../support/acme';
import { complaintsOf, synthesize } from '../support/assembly';

const ORGANIZATION = { organization: { id: 'o-exampleorgid', rootId: 'r-exam', managementAccountId: '200000000000' } };
const IDENTITY_CENTER = { identityCenter: { instanceArn: 'arn:aws:sso:::instance/ssoins-1111111111111111', identityStoreId: 'd-1111111111', region: 'eu-west-1' } };

interface Given {
  readonly accounts?: RegisteredAccount[];
  readonly more?: (account: RegisteredAccount) => object;
  readonly file?: object;
  readonly props?: Partial<LandingZoneProps>;
}

function zone({ accounts = registered(), more, file, props }: Given) {
  return (app: App) => void landingZone(app, [], { accounts: registryFile(accounts, more, { ...ORGANIZATION, ...file }), ...props });
}

/** Who administers what, and which services the organization lets in. */
function services(given: Given) {
  const assembly = synthesize(zone(given));
  const of = (path: string, type: string) => assembly.resources(`Acme/management/eu-west-1-${path}`, type).map(([, { Properties }]) => Properties);
  return {
    administrators: Object.fromEntries(of('services', 'Custom::DelegatedAdministrator').map(one => [one.ServicePrincipal, `${one.AccountName} ${one.AccountId}`])),
    trusted: of('organization', 'Custom::Organization')[0].TrustedServices,
  };
}

test('security administers who can reach what and the root users; Identity Center waits until it is on', () => {
  expect(services({})).toEqual({
    administrators: { 'iam.amazonaws.com': 'security 200000000002', 'access-analyzer.amazonaws.com': 'security 200000000002' },
    trusted: [
      'access-analyzer.amazonaws.com', 'account.amazonaws.com', 'iam.amazonaws.com', 'malware-protection.guardduty.amazonaws.com',
      'member.org.stacksets.cloudformation.amazonaws.com',
    ],
  });
});

test('identity administers Identity Center once it is on', () => {
  expect(services({ file: IDENTITY_CENTER }).administrators).toMatchObject({ 'sso.amazonaws.com': 'identity 200000000003' });
});

test('an account that is pending, suspended or closed waits, and keeps no other from it', () => {
  const pending = registered([], ['management', 'log-archive', 'identity']);
  expect(services({ accounts: pending, file: IDENTITY_CENTER }).administrators).toEqual({ 'sso.amazonaws.com': 'identity 200000000003' });
  for (const status of ['SUSPENDED', 'CLOSED']) {
    expect(services({ more: ({ name }) => name === 'security' ? { status } : {}, file: IDENTITY_CENTER }).administrators).toEqual({ 'sso.amazonaws.com': 'identity 200000000003' });
  }
});

test('sharing and root users are switched on before any account administers anything', () => {
  const { plan, ...assembly } = synthesize(zone({ accounts: registered([], ['management']) }));
  expect(plan.stacks.map(({ path }) => path)).toContain('Acme/management/eu-west-1-services');
  expect(assembly.stacks.find(({ path }) => path.endsWith('-services'))!.dependsOn).toEqual(['Acme/management/eu-west-1-organization']);
});

test('the owner says who else administers what: an account that the code does not know, another one, or the management account', () => {
  // GIVEN
  const accounts = [...registered(), { name: 'Old Audit', accountId: '300000000000' }];
  const delegatedAdministrators = {
    'access-analyzer.amazonaws.com': 'Old Audit', 'iam.amazonaws.com': 'management', 'backup.amazonaws.com': 'artifacts',
  };
  // WHEN
  const { administrators, trusted } = services({ accounts, props: { delegatedAdministrators } });
  // THEN
  expect(administrators).toEqual({ 'access-analyzer.amazonaws.com': 'Old Audit 300000000000', 'backup.amazonaws.com': 'artifacts 200000000004' });
  expect(trusted).toEqual(expect.arrayContaining(['backup.amazonaws.com', 'iam.amazonaws.com']));
});

test('each administrator is one change after the other, and its right is for that account and service', () => {
  // WHEN
  const resources = synthesize(zone({})).resources('Acme/management/eu-west-1-services');
  const changes = resources.filter(([, { Type }]) => Type.startsWith('Custom::'));
  // THEN
  changes.forEach(([, { DependsOn }], index) => expect(DependsOn).toEqual(expect.arrayContaining(index ? [changes[index - 1][0]] : [])));
  const [[, role]] = resources.filter(([, { Type }]) => Type === 'AWS::IAM::Role');
  const statements = role.Properties.Policies[0].PolicyDocument.Statement.filter((one: any) => one.Action === 'organizations:RegisterDelegatedAdministrator');
  expect(statements.map((one: any) => [JSON.stringify(one.Resource).includes('/200000000002"'), one.Condition.StringEquals])).toEqual([
    [true, { 'organizations:ServicePrincipal': 'iam.amazonaws.com' }], [true, { 'organizations:ServicePrincipal': 'access-analyzer.amazonaws.com' }],
  ]);
});

test.each<[string, { [service: string]: string }, string]>([
  [
    'a service with a call of its own', { 'guardduty.amazonaws.com': 'security' },
    'Acme: delegatedAdministrators: got "guardduty.amazonaws.com", expected a service whose administrator Organizations registers; write nothing for it: guardduty has a call of its own',
  ],
  ['a name that is no principal', { backup: 'security' }, 'Acme: delegatedAdministrators: got "backup", expected the service principal of an AWS service; write "backup.amazonaws.com"'],
  [
    'an account that nobody knows', { 'backup.amazonaws.com': 'securty' },
    'Acme: delegatedAdministrators[\'backup.amazonaws.com\']: got "securty", expected the name of an account of the code or of the registry; write "security"',
  ],
])('%s is an error that says what to write', (_, delegatedAdministrators, expected) => {
  expect(complaintsOf(zone({ props: { delegatedAdministrators } }))).toContain(expected);
});
