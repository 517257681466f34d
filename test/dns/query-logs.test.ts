import { App } from 'aws-cdk-lib';
import { EnvironmentType, LandingZoneProps } from '../../src';
import { faultsOf } from '../../src/verify/laws';
import { landingZone, registered } from '../support/acme';
import { complaintsOf, synthesize } from '../support/assembly';

const PRODUCTION = { environmentType: EnvironmentType.PRODUCTION };
const build = (props: Partial<LandingZoneProps>) => (app: App) => {
  const zone = landingZone(app, registered(['production', 'quiet', 'sandbox-try']), props);
  zone.dns.addDomain('acme.org');
  zone.addEnvironment('production', PRODUCTION);
  zone.addEnvironment('quiet', { ...PRODUCTION, queryLogging: false });
  zone.addSandbox('try', { expires: '2027-01-15', owner: 'jane@acme.com' });
};
const groupOf = (account: string, zone: string) => `arn:aws:logs:us-east-1:${account}:log-group:/aws/route53/${zone}`;

test('who asked for what is logged in the account of each zone, and in no sandbox', () => {
  // WHEN
  const assembly = synthesize(build({ queryLogging: true }));
  // THEN
  const logged = assembly.stacks.flatMap(({ path }) => assembly.resources(path, 'AWS::Route53::HostedZone'))
    .map(([, { Properties }]) => `${Properties.Name} ${Properties.QueryLoggingConfig?.CloudWatchLogsLogGroupArn ?? '-'}`);
  expect(logged.sort()).toEqual([
    `acme.com. ${groupOf('200000000005', 'acme.com')}`, `acme.org. ${groupOf('200000000005', 'acme.org')}`,
    `production.acme.com. ${groupOf('200000000010', 'production.acme.com')}`, 'quiet.acme.com. -', 'try.sandbox.acme.com. -',
  ]);
  // the groups are there before the zones, are kept, and Route 53 alone writes into them
  const logs = 'Acme/dns/us-east-1-query-logs';
  expect(assembly.plan.stacks.find(({ path }) => path === 'Acme/dns/eu-west-1')!.dependsOn).toContain(logs);
  expect(assembly.resources(logs, 'AWS::Logs::LogGroup').map(([, { DeletionPolicy, Properties }]) => `${Properties.LogGroupName} ${Properties.RetentionInDays} ${DeletionPolicy}`))
    .toEqual(['/aws/route53/acme.com 365 Retain', '/aws/route53/acme.org 365 Retain']);
  const policies = assembly.resources(logs, 'AWS::Logs::ResourcePolicy');
  expect(policies).toHaveLength(1);
  expect(JSON.parse(policies[0][1].Properties.PolicyDocument).Statement).toEqual([expect.objectContaining({
    Principal: { Service: 'route53.amazonaws.com' },
    Resource: [`${groupOf('200000000005', 'acme.com')}:*`, `${groupOf('200000000005', 'acme.org')}:*`],
    Condition: expect.objectContaining({ StringEquals: { 'aws:SourceAccount': '200000000005' } }),
  })]);
  expect(faultsOf(assembly)).toEqual([]);
});

test('it is off unless it is said', () => {
  expect(synthesize(build({})).plan.stacks.filter(({ part }) => part === 'query-logs')).toEqual([]);
});

test('a zone that is there already cannot be told to', () => {
  expect(complaintsOf(app => { landingZone(app, registered(), { hostedZoneId: 'Z0123456789', queryLogging: true }); }))
    .toContain('Acme: queryLogging: got true, expected a zone that is made, and not one that is there (Z0123456789)');
});
