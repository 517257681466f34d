import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { EnvironmentAccount } from '../../src';

/** Rules of the stack's template, by whom they name in their first assertion. */
function rulesOf(stack: Stack): { parameter: string; expected: string; otherwise: string }[] {
  const { Rules, Parameters } = Template.fromStack(stack).toJSON();
  return Object.values<any>(Rules).flatMap(({ Assertions }) => Assertions).filter(({ Assert }) => Assert['Fn::Equals'])
    .map(({ Assert: { 'Fn::Equals': [{ Ref }, expected] }, AssertDescription }) => ({ parameter: Parameters[Ref].Default, expected, otherwise: AssertDescription }));
}

test('a stack of one environment asks CloudFormation to refuse any other account, in words that say what to do', () => {
  // GIVEN
  const stack = new Stack(new App(), 'Shop-production');

  // WHEN
  const environment = EnvironmentAccount.named(stack, 'production');

  // THEN
  expect(environment.environmentName).toBe('production');
  expect(rulesOf(stack)).toContainEqual({
    parameter: '/cloud-platform/v1/environment-name',
    expected: 'production',
    otherwise: 'This stack is for the environment production, and this account is another one\'s. Deploy it with the identity of production.',
  });
});

test('several environments stand in one app, each with a stack of its own', () => {
  const app = new App();
  const stacks = ['staging', 'production'].map(name => {
    const stack = new Stack(app, `Shop-${name}`);
    EnvironmentAccount.named(stack, name);
    return stack;
  });
  expect(stacks.map(stack => rulesOf(stack).map(({ expected }) => expected))).toEqual([['staging'], ['production']]);
});

test('whatever is read of a contract, the template refuses a version of it that is no longer kept up', () => {
  // GIVEN
  const stack = new Stack(new App(), 'Shop');

  // WHEN
  EnvironmentAccount.current(stack).certificateArnIn(stack);

  // THEN
  expect(rulesOf(stack)).toEqual([{
    parameter: '/cloud-platform/v1/contract-version',
    expected: 'v1',
    otherwise: 'The platform of this account no longer keeps up version v1 of its contract, which this stack reads. '
      + 'Install the version of @astradot/cloud-platform that the platform has, and synthesise again.',
  }]);
});

test('a value that is asked for in another stack brings the rules there as well', () => {
  // GIVEN
  const app = new App();
  const [shop, network] = ['Shop', 'Network'].map(id => new Stack(app, id));
  const environment = EnvironmentAccount.named(shop, 'staging');

  // WHEN
  environment.ipAddressesIn(network);

  // THEN
  expect(rulesOf(network).map(({ expected }) => expected)).toEqual(['v1', 'staging']);
});

test('the current environment of such a stack is the named one', () => {
  const stack = new Stack(new App(), 'Shop');
  expect(EnvironmentAccount.named(stack, 'staging')).toBe(EnvironmentAccount.current(stack));
  expect(EnvironmentAccount.current(stack).environmentName).toBe('staging');
});

test.each<[string, (stack: Stack) => void, string]>([
  ['two environments in one stack', stack => ['staging', 'production'].forEach(name => EnvironmentAccount.named(stack, name)),
    'Shop: EnvironmentAccount.named: got "production", expected "staging", whose this stack is already; write a stack for each environment'],
  ['a name that is none', stack => EnvironmentAccount.named(stack, 'Production 1'),
    'Shop: name: got "Production 1", expected 2 to 30 lower-case letters, digits and single hyphens, beginning with a letter; write "production-1"'],
])('%s is an error that says what to write', (_, build, expected) => {
  const stack = new Stack(new App(), 'Shop');
  build(stack);
  expect(() => Template.fromStack(stack)).toThrow(expected);
});
