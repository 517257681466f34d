import { App, CfnResource } from 'aws-cdk-lib';
import { EnvironmentType } from '../../src';
import { changedTemplates, movedResources } from '../../src/verify/comparison';
import { emptyStacks, ties } from '../../src/verify/laws';
import { environments, landingZone, registered, withEnvironments } from '../support/acme';
import { synthesize } from '../support/assembly';

/** The same platform with a stack of the platform team's own, synthesised whole and account by account. */
const platform = withEnvironments(['production', 'staging'], zone => {
  const production = zone.node.findChild('production') as ReturnType<typeof zone.addEnvironment>;
  new CfnResource(production.stack('us-east-1', 'network'), 'Topic', { type: 'AWS::SNS::Topic' });
});
const whole = synthesize(platform);

test.each(['production', 'dns', 'management', 'staging'])('%s synthesised alone has the same bytes', name => {
  // WHEN
  const alone = synthesize(platform, { 'cloud-platform:only': name });
  // THEN
  const own = whole.stacks.filter(stack => stack.path.startsWith(`Acme/${name}/`));
  expect(alone.stacks.map(stack => stack.path).sort()).toEqual(own.map(stack => stack.path).sort());
  for (const { file } of own) {
    expect(alone.files.get(file)).toBe(whole.files.get(file));
    const assets = file.replace('.template.', '.assets.');
    expect(alone.files.get(assets)).toBe(whole.files.get(assets));
  }
  expect(alone.files.get('platform.json')).toBe(whole.files.get('platform.json'));
});

test('stacks are split by account and region, and one pattern names one account', () => {
  for (const { path, account, region } of whole.stacks) {
    const [zone, name, rest] = path.split('/');
    expect([zone, whole.account(name).id]).toEqual(['Acme', account]);
    expect(rest.startsWith(region)).toBe(true);
    expect(path.split('/')).toHaveLength(3);
  }
});

test('no stack is empty, and none is tied to another by an export', () => {
  expect(emptyStacks(whole)).toEqual([]);
  expect(ties(whole)).toEqual([]);
});

test('an own stack is deployed after the contract that it reads', () => {
  const network = whole.stacks.find(stack => stack.path === 'Acme/production/us-east-1-network')!;
  expect(network.dependsOn).toEqual(expect.arrayContaining(['Acme/production/eu-west-1', 'Acme/production/us-east-1']));
});

test('the hundredth environment changes at most four existing templates and moves nothing', () => {
  // GIVEN
  const [before, after] = [99, 100].map(count => synthesize(withEnvironments(environments(count))));
  // THEN
  const changed = changedTemplates(before, after);
  expect(changed.length).toBeGreaterThan(0);
  expect(changed.length).toBeLessThanOrEqual(4);
  expect(movedResources(before, after)).toEqual([]);
});

test('1,000 accounts keep every stack below 500 resources, and one more moves nothing between stacks', () => {
  // GIVEN all that is kept for an account
  const contact = { name: 'Security', title: 'Security team', email: 'security@acme.com', phone: '+49 30 123456' };
  const props = { alternateContacts: { security: contact, billing: contact, operations: contact }, accountTags: { company: 'acme' } };
  const core = { 'cloud-platform:only': 'management,dns,identity,email' };
  // WHEN
  const [before, after] = [993, 994].map(count => synthesize(withEnvironments(environments(count), undefined, props), core));
  // THEN
  expect([before, after].map(({ plan }) => plan.accounts.length)).toEqual([1000, 1001]);
  for (const { templates } of [before, after]) {
    expect(Math.max(...[...templates.values()].map(template => Object.keys(template.Resources).length))).toBeLessThan(500);
  }
  expect(movedResources(before, after)).toEqual([]);
  // what dns and email keep for it, what makes it, and the costs of its kind
  const parts = changedTemplates(before, after).map(file => after.stacks.find(stack => stack.file === file)!.path);
  expect(parts.sort()).toEqual(['Acme/dns/eu-west-1-accounts-25', 'Acme/email/eu-west-1-accounts-25', 'Acme/management/eu-west-1-accounts-25', 'Acme/management/us-east-1-billing']);
});

test('an environment that moves to another place in the code changes no template but those that keep the order', () => {
  const [before, after] = [['a1', 'b2', 'c3'], ['c3', 'a1', 'b2']].map(order => synthesize((app: App) => {
    // the registry is the same; only the code is written in another order
    const zone = landingZone(app, registered(['a1', 'b2', 'c3']));
    for (const name of order) zone.addEnvironment(name, { environmentType: EnvironmentType.STAGING });
  }));
  expect(changedTemplates(before, after).filter(file => !/(management|dns|email).*accounts/.test(file))).toEqual([]);
});
