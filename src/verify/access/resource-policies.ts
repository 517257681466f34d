import { documentOf, list, PolicyDocument, Statement } from './documents';
import { sharePolicies } from './resource-shares';
import type { TemplateValues } from './template-values';
import type { TemplateResource } from '../assembly';

/** A policy that stands on a resource of the same account. */
export interface AttachedPolicy {
  /** ARN, or the name of the resource. */
  readonly target: string;
  readonly document: PolicyDocument;
}

type Reader = (properties: any, resource: { id: string; values: TemplateValues }) => AttachedPolicy[];

/** A property of the resource itself that is its policy. */
function own(property: string): Reader {
  return (properties, { id, values }) => properties[property] === undefined ? []
    : [{ target: values.arnOf(id), document: documentOf(properties[property], `${values.place.path}: ${id}`) }];
}

/** A resource of its own that puts a policy on others. */
function on(target: string, property = 'PolicyDocument'): Reader {
  return (properties, { id, values }) => list(properties[target]).map((name: string) => ({
    target: name, document: documentOf(properties[property], `${values.place.path}: ${id}`),
  }));
}

/** Which property of which type is a resource policy. A policy document that names principals and stands elsewhere is an error. */
export const RESOURCE_POLICIES: Record<string, Reader> = {
  'AWS::IAM::Role': own('AssumeRolePolicyDocument'),
  'AWS::S3::BucketPolicy': on('Bucket'),
  'AWS::KMS::Key': own('KeyPolicy'),
  'AWS::SQS::QueuePolicy': (properties, resource) => on('Queues')(properties, resource)
    .map(({ target, document }) => ({ target: queueArn(target, resource.values), document })),
  'AWS::SNS::TopicPolicy': on('Topics'),
  'AWS::ECR::Repository': own('RepositoryPolicyText'),
  // names its repositories itself
  'AWS::ECR::RegistryPolicy': own('PolicyText'),
  'AWS::SecretsManager::ResourcePolicy': on('SecretId', 'ResourcePolicy'),
  'AWS::CodeArtifact::Domain': own('PermissionsPolicyDocument'),
  'AWS::CodeArtifact::Repository': own('PermissionsPolicyDocument'),
  'AWS::RAM::ResourceShare': (properties, { id, values }) => sharePolicies(properties, `${values.place.path}: ${id}`),
  'AWS::Backup::BackupVault': own('AccessPolicy'),
  // one of the account and region, which speaks of log groups: each has to be named in full
  'AWS::Logs::ResourcePolicy': (properties, { id, values }) => documentOf(properties.PolicyDocument, `${values.place.path}: ${id}`).Statement
    .flatMap(statement => list<string>(statement.Resource).map(target => ({ target, document: { Version: '2012-10-17', Statement: [{ ...statement, Resource: target }] } }))),
  'AWS::Events::EventBus': own('Policy'),
  'AWS::DynamoDB::Table': (properties, { id, values }) => properties.ResourcePolicy === undefined ? []
    : [{ target: values.arnOf(id), document: documentOf(properties.ResourcePolicy.PolicyDocument, `${values.place.path}: ${id}`) }],
  // an RCP names principals; it is no policy of a resource
  'AWS::Organizations::Policy': () => [],
  'AWS::Lambda::Permission': properties => [{ target: properties.FunctionName, document: { Version: '2012-10-17', Statement: [permission(properties)] } }],
  'AWS::Events::EventBusPolicy': (properties, { id, values }) => properties.Statement === undefined ? unmodelled(values, id, 'Action and Principal of an event bus')
    : [{ target: properties.EventBusName ?? 'default', document: { Version: '2012-10-17', Statement: [properties.Statement] } }],
};

/** Types that let somebody in and that the model has no picture of yet: silence would be a hole. */
export const UNMODELLED = [
  'AWS::IAM::User', 'AWS::IAM::Group', 'AWS::IAM::UserPolicy', 'AWS::IAM::GroupPolicy', 'AWS::IAM::UserToGroupAddition',
  'AWS::Organizations::ResourcePolicy', 'AWS::RolesAnywhere::Profile', 'AWS::Lambda::Url', 'AWS::EKS::AccessEntry',
  'AWS::EKS::PodIdentityAssociation',
];

/** Whether something in the resource looks like a policy that names principals. */
export function namesPrincipals(resource: TemplateResource): boolean {
  const names = (statement: any) => statement?.Principal !== undefined || statement?.NotPrincipal !== undefined;
  const look = (value: any): boolean => typeof value === 'object' && value !== null && (list(value.Statement).some(names) || Object.values(value).some(look));
  return look(resource.Properties);
}

/** A queue is named by its URL. */
function queueArn(url: string, values: TemplateValues): string {
  const [, , host, account, name] = url.split('/');
  return `arn:${values.partition}:sqs:${host.split('.')[1]}:${account}:${name}`;
}

function permission({ FunctionName, Action, Principal, SourceArn, SourceAccount, PrincipalOrgID }: any): Statement {
  const equals = { ...SourceAccount && { 'AWS:SourceAccount': SourceAccount }, ...PrincipalOrgID && { 'aws:PrincipalOrgID': PrincipalOrgID } };
  return {
    Effect: 'Allow',
    Action,
    Principal: Principal === '*' ? '*' : Principal.includes('.') ? { Service: Principal } : { AWS: Principal },
    Resource: FunctionName,
    ...(SourceArn || Object.keys(equals).length) && {
      Condition: { ...Object.keys(equals).length && { StringEquals: equals }, ...SourceArn && { ArnLike: { 'AWS:SourceArn': SourceArn } } },
    },
  };
}

function unmodelled(values: TemplateValues, id: string, expected: string): never {
  throw new Error(`${values.place.path}: ${id}: got a form of policy that the access model does not know, expected a Statement; write ${expected} as a Statement`);
}
