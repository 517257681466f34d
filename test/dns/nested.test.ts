import { Stack } from 'aws-cdk-lib';
import { Role } from 'aws-cdk-lib/aws-iam';
import { PublicHostedZone } from 'aws-cdk-lib/aws-route53';
import { EnvironmentAccount, EnvironmentType, SubdomainDelegation } from '../../src';
import { faultsOf } from '../../src/verify/laws';
import { landingZone, registered } from '../support/acme';
import { synthesize } from '../support/assembly';

const ROLE = 'arn:aws:iam::200000000010:role/cloud-platform/delegation-eu';

test('an environment may stand several labels below its root domain', () => {
  const assembly = synthesize(app => {
    landingZone(app, registered(['production'])).addEnvironment('production', { environmentType: EnvironmentType.PRODUCTION, subdomain: 'eu.production' });
  });
  const [[, { Properties }]] = assembly.resources('Acme/production/eu-west-1', 'Custom::SubdomainDelegation');
  expect(Properties).toMatchObject({ ChildZoneName: 'eu.production.acme.com', ParentZoneName: 'acme.com' });
  expect(faultsOf(assembly)).toEqual([]);
});

test('an environment delegates further by itself: its own half beside its zone, the other half wherever the child is', () => {
  // WHEN
  const assembly = synthesize(app => {
    const production: EnvironmentAccount = landingZone(app, registered(['production']))
      .addEnvironment('production', { environmentType: EnvironmentType.PRODUCTION });
    SubdomainDelegation.allow(production.stack('eu-west-1'), 'AllowEu', {
      hostedZone: production.hostedZone, zoneName: 'eu.production.acme.com', accountId: '333333333333', roleName: 'delegation-eu',
    });
    const child = new Stack(app, 'Eu', { env: { account: '333333333333', region: 'eu-west-1' } });
    new SubdomainDelegation(child, 'Delegation', {
      hostedZone: new PublicHostedZone(child, 'Zone', { zoneName: 'eu.production.acme.com' }),
      delegationRole: Role.fromRoleArn(child, 'Role', ROLE),
      chainOfTrust: true,
    });
  });

  // THEN the role writes that name into the environment's own zone
  const [zoneId] = assembly.resources('Acme/production/eu-west-1', 'AWS::Route53::HostedZone')[0];
  const [, role] = assembly.resources('Acme/production/eu-west-1', 'AWS::IAM::Role').find(([, { Properties }]) => Properties.RoleName === 'delegation-eu')!;
  const write = role.Properties.Policies[0].PolicyDocument.Statement.find((one: any) => one.Action === 'route53:ChangeResourceRecordSets');
  expect(JSON.stringify(write.Resource)).toContain(zoneId);
  expect(write.Condition['ForAllValues:StringEquals']['route53:ChangeResourceRecordSetsNormalizedRecordNames']).toEqual(['eu.production.acme.com']);
  const [[, { Properties }]] = assembly.resources('Eu', 'Custom::SubdomainDelegation');
  expect(Properties).toMatchObject({ ParentZoneName: 'production.acme.com', RoleArn: ROLE, ChainOfTrust: 'true' });
});
