import { StackResource } from './fixtures/cloudformation';
import { EMAIL, FakeMail } from './fixtures/mail';
import { handler } from '../../src/aws-api/mail-identity/mail-identity.lambda';

const ROLE = `arn:aws:iam::${EMAIL}:role/cloud-platform/cloud-platform-mail-shop`;
const PROPERTIES = { DomainName: 'shop.acme.com', Region: 'eu-west-1', RoleArn: ROLE };

let aws: FakeMail;
let resource: StackResource;
beforeEach(async () => {
  aws = new FakeMail();
  aws.identities.set('shop.acme.com', { tokens: ['ccc', 'aaa', 'bbb'] });
  resource = await StackResource.of(handler, 'Custom::MailIdentity');
});
afterEach(async () => resource.stop());

test('it tells what SES wants to find, in an order that stays', async () => {
  // WHEN twice
  const [answer, again] = [await resource.create(PROPERTIES), await resource.update(PROPERTIES)];
  // THEN
  expect(answer).toMatchObject({ Status: 'SUCCESS', Data: { Token1: 'aaa', Token2: 'bbb', Token3: 'ccc', Target1: 'aaa.dkim.amazonses.com' } });
  expect(again).toMatchObject({ PhysicalResourceId: answer.PhysicalResourceId, Data: answer.Data });
  expect(aws.inputs('AssumeRole')[0].RoleArn).toBe(ROLE);
  expect(aws.writes).toEqual([]);
});

test('newer regions keep the keys elsewhere', async () => {
  aws.identities.set('shop.acme.com', { tokens: ['aaa', 'bbb', 'ccc'], hostedZone: 'dkim.eu-south-1.amazonses.com' });
  expect((await resource.create(PROPERTIES)).Data).toMatchObject({ Target3: 'ccc.dkim.eu-south-1.amazonses.com' });
});

test('another name is another resource, and under another role it is the same', async () => {
  // GIVEN
  aws.identities.set('store.acme.com', { tokens: ['ddd', 'eee', 'fff'] });
  const made = await resource.create(PROPERTIES);
  // WHEN
  const [role, name] = [await resource.update({ ...PROPERTIES, RoleArn: `${ROLE}-2` }), await resource.update({ ...PROPERTIES, DomainName: 'store.acme.com' })];
  // THEN
  expect(role.PhysicalResourceId).toBe(made.PhysicalResourceId);
  expect(name).toMatchObject({ Status: 'SUCCESS', Data: { Token1: 'ddd' } });
  expect(name.PhysicalResourceId).not.toBe(made.PhysicalResourceId);
});

test('a role and an identity that were made a moment ago are waited for', async () => {
  // GIVEN
  aws.fail('AssumeRole', 'AccessDenied', { times: 3 });
  aws.fail('GetEmailIdentity', 'NotFoundException', { times: 3 });
  // WHEN, THEN
  expect(await resource.create(PROPERTIES)).toMatchObject({ Status: 'SUCCESS', Data: { Token1: 'aaa' } });
});

test('an identity that is not there, or not of Easy DKIM, fails and says what to do', async () => {
  expect(await resource.create({ ...PROPERTIES, DomainName: 'nobody.acme.com' })).toMatchObject({ Status: 'FAILED', Reason: expect.stringContaining('NotFoundException') });
  aws.identities.set('shop.acme.com', { tokens: ['selector'], origin: 'EXTERNAL' });
  expect((await resource.create(PROPERTIES)).Reason).toContain('got 1 tokens from EXTERNAL, expected 3 of Easy DKIM; deploy the email account again');
});

test('it goes without a call, also twice, and also when the email account is closed by then', async () => {
  // GIVEN
  await resource.create(PROPERTIES);
  aws.fail('AssumeRole', 'AccessDenied', { times: Infinity });
  const before = aws.calls.length;
  // WHEN, THEN
  expect((await resource.delete()).Status).toBe('SUCCESS');
  expect((await resource.delete()).Status).toBe('SUCCESS');
  expect(aws.calls.length).toBe(before);
});
