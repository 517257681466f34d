import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as logs from 'aws-cdk-lib/aws-logs';
import { EnvironmentAccount, EnvironmentType, EnvironmentTypeOptions, Guardrail, Guardrails, LandingZoneProps, PermissionSet } from '../../src';
import { complaintsOf, synthesize } from '../support/assembly';
import { peopleZone } from '../support/people';

const NO_BEDROCK = Guardrail.of('NoBedrock', {
  forbids: 'Models are used.',
  reason: 'They are bought centrally.',
  statements: [new iam.PolicyStatement({ effect: iam.Effect.DENY, actions: ['bedrock:*'], resources: ['*'] })],
});

function typed(options: Partial<EnvironmentTypeOptions>, permissionSet = PermissionSet.READ_ONLY, props: Partial<LandingZoneProps> = {}, name = 'load-test') {
  return (app: App) => {
    const environmentType = EnvironmentType.of(name, { organizationalUnit: 'Workloads/LoadTest', ...options });
    const zone = peopleZone(app, ['load'], { guardrails: [...Guardrails.all(), ...environmentType.guardrails], ...props });
    const load = zone.addEnvironment('load', { environmentType });
    zone.identity.addGroup('engineers').assign(permissionSet, load);
  };
}

test('a type of one\'s own has its unit, guardrails, budget, retention and protection, and nothing else has to be said', () => {
  // WHEN
  const assembly = synthesize(typed({
    guardrails: [NO_BEDROCK], permissionSets: [PermissionSet.READ_ONLY], monthlyBudget: 3000, logRetention: 30, terminationProtection: false,
  }));

  // THEN
  expect(assembly.account('load')).toMatchObject({ organizationalUnit: 'Workloads/LoadTest', environmentType: 'load-test' });
  expect(assembly.plan.guardrails.find(({ id }) => id === 'NoBedrock')!.organizationalUnits).toEqual(['Workloads/LoadTest']);
  const budgets = assembly.stacks.flatMap(({ path }) => assembly.resources(path, 'AWS::Budgets::Budget')).map(([, { Properties }]) => Properties.Budget);
  expect(budgets.map(({ BudgetName, BudgetLimit }) => [BudgetName.replace(/-\w+$/, ''), BudgetLimit.Amount])).toEqual([['cloud-platform-load', 3000]]);
  const parameters = assembly.resources('Acme/load/eu-west-1', 'AWS::SSM::Parameter').map(([, { Properties }]) => [Properties.Name, Properties.Value]);
  expect(parameters).toContainEqual(['/cloud-platform/v1/log-retention-days', '30']);
});

test.each([
  ['a permission set that its type does not have', typed({ permissionSets: [PermissionSet.READ_ONLY] }, PermissionSet.POWER_USER),
    'permission set in load: got "PowerUser", expected what may be assigned in environments of type load-test: ReadOnly; write the permission set ReadOnly, or another target'],
  ['any, where a type has none', typed({ permissionSets: [] }), 'environments of type load-test: none; write another target'],
  ['an administrator without a reason, where it is critical', typed({ critical: true }, PermissionSet.ADMINISTRATOR), 'expected why Administrator is needed in load, in a sentence'],
  ['days that CloudWatch Logs does not know', typed({ logRetention: 31 }), 'logRetention: got 31, expected one of 1, 3, 5'],
  ['guardrails that the landing zone does not have', typed({ guardrails: [NO_BEDROCK] }, undefined, { guardrails: Guardrails.all() }),
    'write guardrails: [...Guardrails.all(), ...environmentType.guardrails] at the LandingZone'],
  ['a name that is none', typed({}, undefined, {}, 'Load Test'), 'environmentType: got "Load Test", expected 1 to 30 lower-case letters, digits and single hyphens'],
])('%s is an error that says what to write', (_, build, expected) => {
  expect(complaintsOf(build)).toContain(expected);
});

test('an administrator elsewhere needs no reason', () => {
  expect(complaintsOf(typed({}, PermissionSet.ADMINISTRATOR))).toBe('');
});

test('an application keeps its logs as long as its environment says', () => {
  // GIVEN
  const stack = new Stack(new App(), 'Shop');

  // WHEN
  new logs.LogGroup(stack, 'Logs', { retention: EnvironmentAccount.current(stack).logRetentionIn(stack) });

  // THEN
  const template = Template.fromStack(stack).toJSON();
  const [{ Properties }] = Object.values<any>(template.Resources);
  expect(template.Parameters[Properties.RetentionInDays.Ref].Default).toBe('/cloud-platform/v1/log-retention-days');
});
