import { FakeAccountSettings } from './fixtures/account-settings';
import { StackResource } from './fixtures/cloudformation';

const ALL = { EncryptVolumes: 'true', RemoveDefaultVpc: 'true', PasswordPolicy: 'true', RequireTokens: 'true' };
const DELETES = ['DeleteSubnet', 'DeleteSubnet', 'DeleteSubnet', 'DetachInternetGateway', 'DeleteInternetGateway', 'DeleteVpc'];

let aws: FakeAccountSettings;
let resource: StackResource;
beforeEach(async () => {
  aws = new FakeAccountSettings();
  resource = await aws.resource();
});
afterEach(async () => resource.stop());

test('an account as AWS makes it has everything afterwards, and a second run only looks', async () => {
  // WHEN
  const answer = await resource.create(ALL);

  // THEN
  expect(answer).toMatchObject({ Status: 'SUCCESS', Data: { DefaultVpc: 'removed' } });
  expect(aws).toMatchObject({ encrypts: true, tokens: 'required', vpcs: [], subnets: [], gateways: [] });
  expect(aws.passwords).toEqual({
    MinimumPasswordLength: 14,
    PasswordReusePrevention: 24,
    MaxPasswordAge: 90,
    RequireSymbols: true,
    RequireNumbers: true,
    RequireUppercaseCharacters: true,
    RequireLowercaseCharacters: true,
    AllowUsersToChangePassword: true,
    HardExpiry: false,
  });
  const before = aws.writes;
  expect(before).toEqual(['EnableEbsEncryptionByDefault', 'ModifyInstanceMetadataDefaults', 'UpdateAccountPasswordPolicy', ...DELETES]);
  // WHEN
  const again = [await resource.update(ALL), await resource.create(ALL)];
  // THEN
  expect(again).toMatchObject([{ Status: 'SUCCESS', Data: { DefaultVpc: 'none' } }, { Status: 'SUCCESS' }]);
  expect(aws.writes).toEqual(before);
});

test('what is not asked for is not even looked at', async () => {
  // WHEN
  await resource.create({ PasswordPolicy: 'false' });

  // THEN
  expect(aws.calls).toEqual([]);
});

test.each([
  ['something runs in it', () => aws.interfaces.push({ NetworkInterfaceId: 'eni-11111111111111111' })],
  ['it has security groups of its own', () => aws.groups.push({ GroupId: 'sg-2', GroupName: 'web' })],
  ['it has route tables of its own', () => aws.routeTables.push({ RouteTableId: 'rtb-2' })],
  ['it has subnets of its own', () => aws.subnets.push({ SubnetId: 'subnet-2', DefaultForAz: false })],
])('a default VPC that somebody uses stays: %s', async (why, use) => {
  // GIVEN
  use();

  // WHEN
  const answer = await resource.create({ RemoveDefaultVpc: 'true' });

  // THEN
  expect(answer).toMatchObject({ Status: 'SUCCESS', Data: { DefaultVpc: `kept: ${why}` } });
  expect(aws.writes).toEqual([]);
});

test('passwords that are stronger already stay as they are', async () => {
  // GIVEN
  const strong = {
    MinimumPasswordLength: 20,
    PasswordReusePrevention: 24,
    MaxPasswordAge: 30,
    RequireSymbols: true,
    RequireNumbers: true,
    RequireUppercaseCharacters: true,
    RequireLowercaseCharacters: true,
    AllowUsersToChangePassword: true,
    HardExpiry: true,
  };
  aws.passwords = { ...strong };

  // WHEN
  await resource.create(ALL);

  // THEN
  expect(aws.passwords).toEqual(strong);
  expect(aws.writes).not.toContain('UpdateAccountPasswordPolicy');
});

test('weak ones are strengthened, and what is strong of them stays', async () => {
  // GIVEN
  aws.passwords = { MinimumPasswordLength: 18, HardExpiry: true };

  // WHEN
  await resource.create(ALL);

  // THEN
  expect(aws.passwords).toMatchObject({ MinimumPasswordLength: 18, HardExpiry: true, RequireSymbols: true, MaxPasswordAge: 90 });
});

test('a try that is cut off after each of its calls is gone on with', async () => {
  for (const operation of ['EnableEbsEncryptionByDefault', 'ModifyInstanceMetadataDefaults', 'UpdateAccountPasswordPolicy', ...DELETES]) {
    aws = new FakeAccountSettings();
    aws.fail(operation, 'ServiceUnavailable', { afterwards: true });
    const other = await aws.resource();
    // WHEN
    const answers = [await other.create(ALL), await other.create(ALL)];
    await other.stop();
    // THEN
    expect([operation, ...answers.map(({ Status }) => Status)]).toEqual([operation, 'FAILED', 'SUCCESS']);
    expect([operation, aws.vpcs, aws.encrypts, aws.tokens]).toEqual([operation, [], true, 'required']);
  }
});

test('what another run has deleted meanwhile is gone', async () => {
  // GIVEN
  aws.fail('DeleteSubnet', 'InvalidSubnetID.NotFound');
  aws.fail('DetachInternetGateway', 'Gateway.NotAttached', { afterwards: true });
  aws.fail('DeleteInternetGateway', 'InvalidInternetGatewayID.NotFound', { afterwards: true });
  aws.fail('DeleteVpc', 'InvalidVpcID.NotFound', { afterwards: true });
  aws.subnets = [];

  // WHEN
  const answer = await resource.create(ALL);

  // THEN
  expect(answer.Status).toBe('SUCCESS');
});

test('what AWS refuses is told', async () => {
  // GIVEN
  aws.fail('GetAccountPasswordPolicy', 'AccessDeniedException');

  // WHEN
  const answer = await resource.create(ALL);

  // THEN
  expect(answer).toMatchObject({ Status: 'FAILED', Reason: expect.stringContaining('AccessDeniedException') });
});

test('delete takes nothing back, also twice', async () => {
  // GIVEN
  await resource.create(ALL);
  const before = aws.calls.length;

  // WHEN
  const answers = [await resource.delete(), await resource.delete()];

  // THEN
  expect(answers.map(({ Status }) => Status)).toEqual(['SUCCESS', 'SUCCESS']);
  expect(aws.calls.length).toBe(before);
});
