import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { EnvironmentAccount, EnvironmentType } from '../../src';
import { faultsOf } from '../../src/verify/laws';
import { landingZone, registered } from '../support/acme';
import { synthesize } from '../support/assembly';

const PRODUCTION = { environmentType: EnvironmentType.PRODUCTION, certificate: true };
const platform = () => synthesize(app => { landingZone(app, registered(['production'])).addEnvironment('production', PRODUCTION); });

test.each(['eu-west-1', 'us-east-1'])('in %s: a certificate for the zone and all names in it, validated in that zone', region => {
  // WHEN
  const assembly = platform();
  // THEN
  const stack = `Acme/production/${region}-certificate`;
  const [[id, { Properties }]] = assembly.resources(stack, 'AWS::CertificateManager::Certificate');
  expect(Properties).toMatchObject({ DomainName: 'production.acme.com', SubjectAlternativeNames: ['*.production.acme.com'], ValidationMethod: 'DNS' });
  expect(Properties.DomainValidationOptions.map(({ DomainName }: any) => DomainName)).toEqual(['production.acme.com', '*.production.acme.com']);
  for (const { HostedZoneId: { Ref } } of Properties.DomainValidationOptions) {
    expect(assembly.templates.get(stack).Parameters[Ref].Default).toBe('/cloud-platform/v1/hosted-zone-id');
  }
  expect(assembly.resources(stack, 'AWS::SSM::Parameter').map(([, parameter]) => parameter.Properties)).toMatchObject([
    { Name: '/cloud-platform/v1/certificate-arn', Value: { Ref: id } },
  ]);
  // the zone's id is there by then, in this region too
  expect(assembly.plan.stacks.find(({ path }) => path === stack)!.dependsOn).toContain('Acme/production/eu-west-1');
});

test('it stands in stacks of its own, and breaks no law', () => {
  const without = synthesize(app => { landingZone(app, registered(['production'])).addEnvironment('production', { ...PRODUCTION, certificate: false }); });
  const assembly = platform();
  expect(assembly.templates.get('Acme/production/eu-west-1')).toEqual(without.templates.get('Acme/production/eu-west-1'));
  expect(faultsOf(assembly)).toEqual([]);
});

test('an application reads its ARN when it is deployed, in its own region', () => {
  const stack = new Stack(new App(), 'Shop');
  stack.exportValue(EnvironmentAccount.current(stack).certificateArnIn(stack), { name: 'Arn' });
  const { Parameters } = Template.fromStack(stack).toJSON();
  expect(Object.values<any>(Parameters).map(({ Default }) => Default)).toContain('/cloud-platform/v1/certificate-arn');
});
