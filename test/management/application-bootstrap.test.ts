import { EnvironmentType } from '../../src';
import { LONGEST_POLICY } from '../../src/management/application-boundary';
import { landingZone, registered } from '../support/acme';
import { synthesize } from '../support/assembly';

/** The template of one kind of bootstrap, and the StackSet that spreads it. */
function bootstrap(kind: 'platform' | 'application', props: object = {}): { stackSet: any; template: any } {
  const assembly = synthesize(app => {
    landingZone(app, registered(), props).addEnvironment('production', { environmentType: EnvironmentType.PRODUCTION });
  });
  const stackSets = assembly.stacks.flatMap(({ path }) => assembly.resources(path, 'AWS::CloudFormation::StackSet'));
  const [, stackSet] = stackSets.find(([, { Properties }]) => Properties.StackSetName.endsWith(`bootstrap-${kind}`))!;
  return { stackSet, template: JSON.parse(stackSet.Properties.TemplateBody) };
}

const roles = (template: any) => Object.values<any>(template.Resources).filter(({ Type }) => Type === 'AWS::IAM::Role');

test('every role of the application\'s bootstrap has the boundary, which the same stack makes before it', () => {
  // WHEN
  const { template } = bootstrap('application');

  // THEN
  expect(roles(template)).toHaveLength(5);
  expect(roles(template).map(({ Properties }) => Properties.PermissionsBoundary)).toEqual(Array(5).fill({ Ref: 'ApplicationBoundary' }));
  expect(template.Resources.ApplicationBoundary.Type).toBe('AWS::IAM::ManagedPolicy');
});

/** What is left of a template without boundaries. */
function unbounded({ Resources: { ApplicationBoundary, ...resources }, ...rest }: any): object {
  const left = Object.entries<any>(resources).map(([id, { Properties: { PermissionsBoundary, ...Properties }, ...resource }]) =>
    [id, { ...resource, Properties }]);
  return { ...rest, Resources: Object.fromEntries(left) };
}

test('but for the boundary it is CDK\'s own, as is the platform\'s', () => {
  // WHEN
  const { template } = bootstrap('application');
  const platform = bootstrap('platform').template;

  // THEN
  expect(unbounded(template)).toEqual(unbounded(platform));
  expect(platform.Resources.ApplicationBoundary).toBeUndefined();
  expect(platform.Resources.CdkBootstrapVersion.Properties.Value).toMatch(/^\d+$/);
});

test('the boundary fits into a policy whatever the landing zone is called, and the template into a StackSet', () => {
  // WHEN names are as long as they may be
  const { stackSet, template } = bootstrap('application', { prefix: 'p'.repeat(20), bootstrapQualifier: 'q'.repeat(10) });

  // THEN
  const { PolicyDocument } = template.Resources.ApplicationBoundary.Properties;
  expect(JSON.stringify(PolicyDocument).length).toBeLessThanOrEqual(LONGEST_POLICY);
  expect(Buffer.byteLength(stackSet.Properties.TemplateBody)).toBeLessThanOrEqual(51_200);
});

test('nothing takes the bootstraps away: the StackSets stay, whatever becomes of their stack', () => {
  for (const kind of ['platform', 'application'] as const) {
    expect(bootstrap(kind).stackSet).toMatchObject({ DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
  }
});

test('what is deployed is encrypted with AWS\'s own key, as CDK\'s tool has it: none is paid for in each account and region', () => {
  for (const kind of ['platform', 'application'] as const) {
    const { stackSet, template } = bootstrap(kind);
    expect(stackSet.Properties.Parameters).toContainEqual({ ParameterKey: 'FileAssetsBucketKmsKeyId', ParameterValue: 'AWS_MANAGED_KEY' });
    // and the template still knows the word
    expect(template.Conditions.UseAwsManagedKey).toEqual({ 'Fn::Equals': ['AWS_MANAGED_KEY', { Ref: 'FileAssetsBucketKmsKeyId' }] });
    const keys = Object.values<any>(template.Resources).filter(({ Type }) => Type === 'AWS::KMS::Key');
    expect(keys.map(({ Condition }) => Condition)).toEqual(['CreateNewKey']);
    expect(template.Conditions.CreateNewKey).toEqual({ 'Fn::Equals': ['', { Ref: 'FileAssetsBucketKmsKeyId' }] });
  }
});
