import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { ARecord, RecordTarget } from 'aws-cdk-lib/aws-route53';
import { EnvironmentAccount } from '../../src';
import { CONTRACT, contractPath, MAIL_CONFIGURATION_SET, MAIL_ROLE_ARN } from '../../src/environments/contract';
import { withEnvironments } from '../support/acme';
import { synthesize } from '../support/assembly';

function application(build: (stack: Stack) => void): any {
  const stack = new Stack(new App(), 'Shop');
  build(stack);
  return Template.fromStack(stack).toJSON();
}

test('an application reads the contract when it is deployed, and nothing that it does not ask for', () => {
  // WHEN
  const { Parameters, Resources } = application(stack => {
    const { hostedZone } = EnvironmentAccount.current(stack);
    new ARecord(stack, 'Shop', { zone: hostedZone, recordName: 'shop', target: RecordTarget.fromIpAddresses('192.0.2.10') });
  });
  // THEN
  const read = Object.values<any>(Parameters).filter(({ Type }) => Type === 'AWS::SSM::Parameter::Value<String>').map(({ Default }) => Default);
  expect(read.filter(name => !name.startsWith('/cdk-bootstrap/')).sort()).toEqual(
    ['/cloud-platform/v1/contract-version', '/cloud-platform/v1/hosted-zone-id', '/cloud-platform/v1/hosted-zone-name']);
  expect(Object.values<any>(Resources).map(({ Type }) => Type)).toEqual(['AWS::Route53::RecordSet']);
});

test('it is one environment however often a stack asks for it', () => {
  application(stack => expect(EnvironmentAccount.current(stack)).toBe(EnvironmentAccount.current(stack)));
});

test('every role of its stack gets the boundary without which the bootstrap may make none, of the region that it is in', () => {
  // WHEN
  const { Resources } = application(stack => {
    new Role(stack, 'Before', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    EnvironmentAccount.current(stack);
    new Role(stack, 'After', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
  });
  // THEN
  const name = 'cloud-platform/cloud-platform-application-boundary-';
  const boundary = { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':iam::', { Ref: 'AWS::AccountId' }, `:policy/${name}`, { Ref: 'AWS::Region' }]] };
  expect(Object.values<any>(Resources).map(({ Properties }) => Properties.PermissionsBoundary)).toEqual([boundary, boundary]);
});

test('a platform with another prefix is asked under that prefix', () => {
  const { Parameters } = application(stack => stack.exportValue(EnvironmentAccount.current(stack, { prefix: 'acme' }).environmentName, { name: 'Name' }));
  expect(Object.values<any>(Parameters).map(({ Default }) => Default)).toContain('/acme/v1/environment-name');
});

test('whatever an application can read, each environment publishes in every governed region', () => {
  // WHEN
  const assembly = synthesize(withEnvironments(['production']));
  const published = (region: string) => assembly.resources(`Acme/production/${region}`, 'AWS::SSM::Parameter').map(([, { Properties }]) => Properties.Name);
  const carried = assembly.resources('Acme/production/eu-west-1', 'Custom::RegionalParameter')
    .map(([, { Properties }]) => ({ name: Properties.Name, regions: Properties.Regions }));
  // THEN
  const contract = [...CONTRACT, MAIL_ROLE_ARN, MAIL_CONFIGURATION_SET].map(({ name }) => contractPath('cloud-platform') + name).sort();
  expect(published('eu-west-1').sort()).toEqual(contract);
  expect([...published('us-east-1'), ...carried.map(({ name }) => name)].sort()).toEqual(contract);
  expect(carried).toEqual([{ name: '/cloud-platform/v1/hosted-zone-id', regions: ['us-east-1'] }]);
});
