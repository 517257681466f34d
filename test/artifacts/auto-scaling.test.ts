import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { made } from './support/company';
import { CentralArtifacts, ParentImage } from '../../src';

test('Auto Scaling of an environment has a grant on the key of machine images, of what the key allows, as long as the stack is there', () => {
  // GIVEN the key as the artifacts account has it
  const { of } = made(({ artifacts }) => void artifacts.addMachineImage('base', { parent: ParentImage.amazonLinux2023() }));
  const { Statement } = of('machine-images', 'AWS::KMS::Key')[0].Properties.KeyPolicy;
  const { Condition } = Statement.find(({ Sid }: any) => Sid === 'AutoScaling');
  // WHEN
  const stack = new Stack(new App(), 'Shop', { env: { account: '200000000010', region: 'eu-west-1' } });
  const image = CentralArtifacts.fromAccount(stack, 'Artifacts', { accountId: '200000000004' }).machineImage('base');
  image.allowAutoScaling(stack);
  image.allowAutoScaling(stack);
  const resources = Object.values<any>(Template.fromStack(stack).toJSON().Resources);
  // THEN
  const [grant, ...more] = resources.filter(({ Type }) => Type === 'Custom::MachineImageGrant');
  expect(more).toEqual([]);
  const created = JSON.stringify(grant.Properties.Create);
  expect(created).toContain('role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling');
  for (const operation of Condition['ForAllValues:StringEquals']['kms:GrantOperations']) expect(created).toContain(operation);
  expect(JSON.stringify(grant.Properties.Delete)).toContain('retireGrant');
  const [key] = resources.filter(({ Type }) => Type === 'Custom::MachineImageKey');
  const [name] = of('machine-images', 'AWS::SSM::Parameter').map(({ Properties: { Name } }) => Name).filter(one => one.includes('key'));
  expect(JSON.stringify(key.Properties.Create)).toContain(`:ssm:eu-west-1:200000000004:parameter${name}`);
});
