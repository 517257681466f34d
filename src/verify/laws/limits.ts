import { allResources, Law } from '../law';

/** A rule for one property: what is expected, and whether a value keeps to it. What only the deploy knows is not judged. */
interface Limit {
  readonly type: string;
  readonly property: string;
  readonly expected: string;
  readonly holds: (value: any) => boolean;
}

const atMost = (length: number) => (value: string) => value.length > 0 && value.length <= length;

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html, and the API reference of each service */
const LIMITS: Limit[] = [
  { type: 'AWS::IAM::Role', property: 'RoleName', expected: '1 to 64 letters, digits and +=,.@_-', holds: value => /^[\w+=,.@-]{1,64}$/.test(value) },
  { type: 'AWS::IAM::Role', property: 'Path', expected: 'a path of at most 512 characters, a slash at both ends', holds: value => /^\/([!-~]{0,510}\/)?$/.test(value) },
  { type: 'AWS::IAM::Role', property: 'Description', expected: 'at most 1,000 characters', holds: atMost(1000) },
  { type: 'AWS::IAM::Role', property: 'AssumeRolePolicyDocument', expected: 'at most 2,048 characters', holds: value => JSON.stringify(value).length <= 2048 },
  { type: 'AWS::IAM::Role', property: 'Policies', expected: 'at most 10,240 characters together', holds: value => JSON.stringify(value).length <= 10240 },
  {
    type: 'AWS::SSM::Parameter',
    property: 'Name',
    expected: 'at most 1,011 letters, digits and _.-/, 15 levels, not beginning with aws or ssm',
    holds: value => /^\/?[\w.-]+(\/[\w.-]+){0,14}$/.test(value) && value.length <= 1011 && !/^\/?(aws|ssm)/i.test(value),
  },
  { type: 'AWS::SSM::Parameter', property: 'Description', expected: 'at most 1,024 characters', holds: atMost(1024) },
  { type: 'AWS::SSM::Parameter', property: 'Value', expected: '1 to 4,096 characters', holds: atMost(4096) },
  { type: 'AWS::Lambda::Function', property: 'Description', expected: 'at most 256 characters', holds: atMost(256) },
  { type: 'AWS::Route53::HostedZone', property: 'Name', expected: 'a domain name of at most 254 characters', holds: value => /^([a-z0-9_-]{1,63}\.)+[a-z0-9-]{1,63}\.?$/.test(value) && value.length <= 254 },
  { type: 'AWS::Route53::HostedZone', property: 'HostedZoneConfig', expected: 'a comment of at most 256 characters', holds: ({ Comment }) => Comment === undefined || Comment.length <= 256 },
  { type: 'AWS::CloudFormation::StackSet', property: 'StackSetName', expected: '1 to 128 letters, digits and hyphens', holds: value => /^[A-Za-z][A-Za-z0-9-]{0,127}$/.test(value) },
  { type: 'AWS::CloudFormation::StackSet', property: 'Description', expected: 'at most 1,024 characters', holds: atMost(1024) },
  { type: 'Custom::Account', property: 'AccountName', expected: '1 to 50 characters', holds: atMost(50) },
  { type: 'Custom::Account', property: 'Email', expected: 'an address of 6 to 64 characters', holds: value => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value) && value.length >= 6 && value.length <= 64 },
];

/** CloudFormation's own. @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html */
const LARGEST_TEMPLATE = 1024 * 1024;

export const WITHIN_LIMITS: Law = {
  id: 'within-limits',
  promise: 'Names, descriptions, policies and templates are such as AWS takes them.',
  needsPlan: false,
  faults: assembly => {
    const stacks = assembly.stacks.flatMap(({ path, stackName, file }) => {
      const { Description = '' } = assembly.templates.get(path) ?? {};
      return [
        /^[A-Za-z][A-Za-z0-9-]{0,127}$/.test(stackName) ? '' : `${path}: stack name ${stackName}: expected 1 to 128 letters, digits and hyphens`,
        Buffer.byteLength(Description) <= 1024 ? '' : `${path}: description: expected at most 1,024 bytes`,
        Buffer.byteLength(assembly.files.get(file) ?? '') <= LARGEST_TEMPLATE ? '' : `${path}: template: expected at most 1 MiB`,
      ].filter(Boolean);
    });
    const resources = allResources(assembly).flatMap(({ path, id, resource: { Type, Properties = {} } }) => [
      ...(/^[A-Za-z0-9]{1,255}$/.test(id) ? [] : [`${path}: ${id}: expected a logical id of letters and digits`]),
      ...LIMITS.filter(({ type, property, holds }) => type === Type && isKnown(Properties[property]) && !holds(Properties[property]))
        .map(({ property, expected }) => `${path}: ${id}: ${property}: got ${JSON.stringify(Properties[property]).slice(0, 200)}, expected ${expected}`),
    ]);
    return [...stacks, ...resources];
  },
};

/** Whether the value is there, and is no function that CloudFormation computes. */
function isKnown(value: unknown): boolean {
  if (value === undefined) return false;
  return typeof value !== 'object' || !Object.keys(value as object).some(key => key === 'Ref' || key.startsWith('Fn::'));
}
