import * as names from '../../src/private/names';

const AT = { partition: 'aws', account: '222222222222', region: 'eu-west-1' };
const HOME = { partition: 'aws', home: 'eu-west-1' };

/** What a function made of names, with each of its own functions called. */
function spelt(of: Record<string, unknown>, ...values: string[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(of).map(([key, name]) => [key, typeof name === 'function' ? name(...values) : name]));
}

test.each<[string, unknown, unknown]>([
  ['rolePath', names.rolePath('acme'), '/acme/'],
  ['handlerRolePath', names.handlerRolePath('acme'), '/acme/handlers/'],
  ['handlerRoles', names.handlerRoles('acme'), 'acme/handlers/*'],
  ['doorRoleName', names.doorRoleName('acme', 'delegation', 'production'), 'acme-delegation-production'],
  ['deployRole', names.deployRole('acme'), 'acme-deploy'],
  ['planRole', names.planRole('acme'), 'acme-plan'],
  ['publisherRole', names.publisherRole('acme', 'shop'), 'acme-publish-shop'],
  ['breakGlassRole', names.breakGlassRole('acme'), 'acme-break-glass'],
  ['applicationBoundary', names.applicationBoundary('acme', 'eu-west-1'), { path: '/acme/', name: 'acme-application-boundary-eu-west-1' }],
  ['stackSetName', names.stackSetName('acme', 'bootstrap'), 'acme-bootstrap'],
  ['stackName of an account', names.stackName('acme', 'dns'), 'acme-dns'],
  ['stackName of a part', names.stackName('acme', 'dns', 'accounts-0'), 'acme-dns-accounts-0'],
  ['versionParameter', names.versionParameter('acme'), '/cdk-bootstrap/acme/version'],
  ['routeSecretName', names.routeSecretName('acme', 'pager-0'), 'acme/findings/pager-0'],
  ['investigatorRoles', names.investigatorRoles('aws', '222222222222'), 'arn:aws:iam::222222222222:role/aws-reserved/sso.amazonaws.com/*AWSReservedSSO_SecurityInvestigator_*'],
  ['artifactNames', spelt(names.artifactNames('acme', AT), 'shop'), {
    repositoryArn: 'arn:aws:ecr:eu-west-1:222222222222:repository/shop',
    fileBucket: 'acme-artifacts-222222222222-eu-west-1',
    packageDomain: 'acme',
    machineImageParameter: '/acme/v1/machine-images/shop',
    machineImageParameterArn: 'arn:aws:ssm:eu-west-1:222222222222:parameter/acme/v1/machine-images/shop',
    machineImageKeyAlias: 'alias/acme-machine-images',
    machineImageKeyParameter: '/acme/v1/machine-image-key',
    machineImageKeyParameterArn: 'arn:aws:ssm:eu-west-1:222222222222:parameter/acme/v1/machine-image-key',
  }],
  ['organizationParameters', spelt(names.organizationParameters('acme'), 'Work loads/Büro'), {
    rootId: '/acme/v1/organization-root-id', organizationId: '/acme/v1/organization-id', unitId: '/acme/v1/organizational-units/Work_20loads/B_fcro',
  }],
  ['logNames', names.logNames('acme', HOME, '222222222222'), {
    trail: 'acme-organization',
    trailBucket: 'acme-trail-222222222222-eu-west-1',
    configBucket: 'acme-config-222222222222-eu-west-1',
    accessLogBucket: 'acme-access-logs-222222222222-eu-west-1',
    keyAlias: 'alias/acme-logs',
    keyAliasArn: 'arn:aws:kms:eu-west-1:222222222222:alias/acme-logs',
  }],
  ['mailNames', spelt(names.mailNames('acme'), 'production', 'bounces'), {
    sender: 'acme-production',
    unnamed: 'acme_unnamed',
    eventBus: 'acme-mail',
    eventsRole: 'acme-mail_events',
    stopRole: 'acme-mail_stop',
    alerts: 'acme-mail-alerts',
    alarm: 'acme-mail-production-bounces',
  }],
  ['watchNames', names.watchNames('acme').topic, 'acme-alarm-mail'],
  ['watchNames of alarms', spelt(names.watchNames('acme').alarms, 'eu-west-1'), { bus: 'acme-alarms', role: 'acme-alarms-eu-west-1' }],
  ['watchNames of changes by hand', spelt(names.watchNames('acme').changes, 'eu-west-1'), { bus: 'acme-changes-by-hand', role: 'acme-changes-by-hand-eu-west-1' }],
  ['investigationNames', names.investigationNames('acme'), { workGroup: 'acme-investigation', database: 'organization_logs', results: 'acme-query-results' }],
  ['accessParameters', spelt(names.accessParameters('acme'), 'On/call & më.x-1'), {
    groupId: '/acme/v1/identity/groups/On_2fcall_20_26_20m_eb.x-1', permissionSetArn: '/acme/v1/identity/permission-sets/On/call_20_26_20m_eb.x-1',
  }],
  ['ciNames', spelt(names.ciNames('acme'), 'a-repository-with-a-name-of-its-own'), {
    project: 'acme-a-repository-with-a-name-of-its-own',
    role: 'acme-ci-a-repository-with-a-name-of-its-own',
    connection: 'acme-a-repository-with-a-name-of',
    connectionParameter: '/acme/v1/artifacts/connections/a-repository-with-a-name-of-its-own',
    logGroup: '/acme/ci/a-repository-with-a-name-of-its-own',
  }],
])('%s: a running platform has resources and doors of this name', (_, made, frozen) => {
  expect(made).toEqual(frozen);
});
