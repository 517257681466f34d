import { Assembly } from '../../src/verify/assembly';
import { environments, withEnvironments } from '../support/acme';
import { synthesize } from '../support/assembly';

/** The account alone: its templates are the same whoever else is synthesised. */
const emailOf = (count: number) => synthesize(withEnvironments(environments(count), undefined, { accountQuota: 1000 }), { 'cloud-platform:only': 'email' });
const stacksOf = (assembly: Assembly) => assembly.plan.stacks.filter(({ account }) => account === 'email').map(({ path }) => path);

test('500 environments: the email account stays below every limit, and nothing in it moves', () => {
  // WHEN
  const [few, many] = [emailOf(450), emailOf(500)];
  // THEN
  const all = (type: string) => stacksOf(many).flatMap(path => many.resources(path, type));
  const roles = all('AWS::IAM::Role');
  expect([roles.length, all('AWS::CloudWatch::Alarm').length, all('AWS::SES::EmailIdentity').length]).toEqual([503, 2000, 501]);
  for (const path of stacksOf(many)) expect(many.resources(path).length).toBeLessThan(500);
  for (const [, { Properties }] of roles) {
    expect(JSON.stringify(Properties.Policies.map(({ PolicyDocument }: any) => PolicyDocument)).length).toBeLessThan(10_240);
    expect(JSON.stringify(Properties.AssumeRolePolicyDocument).length).toBeLessThan(2048);
  }
  for (const [, { Properties }] of all('AWS::Events::Rule')) expect(JSON.stringify(Properties.EventPattern).length).toBeLessThan(2048);
  // of rules AWS allows 300 until it is asked: the plan has the request
  expect(many.plan.quotas.find(({ id }) => id === 'event-rules')).toMatchObject({ used: 501, limit: 300, standing: 'over' });
  expect(many.plan.manualSteps.map(({ id }) => id)).toContain('quota-event-rules');
  const moved = stacksOf(few).flatMap(path => few.resources(path)
    .filter(([id, resource]) => JSON.stringify(many.templates.get(path)?.Resources[id]) !== JSON.stringify(resource)).map(([id]) => `${path}: ${id}`));
  expect(moved).toEqual([]);
}, 120_000);
