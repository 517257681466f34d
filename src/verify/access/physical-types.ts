/**
 * What a resource is called once it is deployed, for the types that policies speak of. `{name}` is the property that names it, or a
 * stable name of the model; what begins with a capital is a property; what else stands in braces belongs to the stack.
 */
export interface PhysicalType {
  /** Property that names it; absent where AWS gives an id. */
  readonly named?: string;
  /** What an id begins with, where AWS gives one. */
  readonly id?: string;
  readonly arn: string;
  /** What `Ref` gives; the URL is a queue's. */
  readonly ref: 'name' | 'arn' | 'url';
  /** Attributes that are an ARN; `Arn` unless said otherwise. */
  readonly arnAttributes?: string[];
  /** Attributes that are the name or id. */
  readonly nameAttributes?: string[];
  /** Property by which people know it, where that is not its name. */
  readonly label?: string;
}

export const PHYSICAL_TYPES: Record<string, PhysicalType> = {
  'AWS::IAM::Role': { named: 'RoleName', arn: 'arn:{partition}:iam::{account}:role{path}{name}', ref: 'name' },
  'AWS::IAM::ManagedPolicy': {
    named: 'ManagedPolicyName', arn: 'arn:{partition}:iam::{account}:policy{path}{name}', ref: 'arn', arnAttributes: ['PolicyArn'],
  },
  'AWS::IAM::OIDCProvider': { named: 'Url', arn: 'arn:{partition}:iam::{account}:oidc-provider/{name}', ref: 'arn' },
  'AWS::S3::Bucket': { named: 'BucketName', arn: 'arn:{partition}:s3:::{name}', ref: 'name' },
  'AWS::KMS::Key': { id: '', label: 'Description', arn: 'arn:{partition}:kms:{region}:{account}:key/{name}', ref: 'name', nameAttributes: ['KeyId'] },
  'AWS::SQS::Queue': { named: 'QueueName', arn: 'arn:{partition}:sqs:{region}:{account}:{name}', ref: 'url', nameAttributes: ['QueueName'] },
  'AWS::SNS::Topic': {
    named: 'TopicName', arn: 'arn:{partition}:sns:{region}:{account}:{name}', ref: 'arn', arnAttributes: ['TopicArn'], nameAttributes: ['TopicName'],
  },
  'AWS::ECR::Repository': { named: 'RepositoryName', arn: 'arn:{partition}:ecr:{region}:{account}:repository/{name}', ref: 'name' },
  // it stands for repositories that nobody has made yet
  'AWS::ECR::RegistryPolicy': { arn: 'arn:{partition}:ecr:{region}:{account}:repository', ref: 'name' },
  'AWS::SecretsManager::Secret': { named: 'Name', arn: 'arn:{partition}:secretsmanager:{region}:{account}:secret:{name}-AbCdEf', ref: 'arn', arnAttributes: ['Id'] },
  'AWS::Lambda::Function': { named: 'FunctionName', arn: 'arn:{partition}:lambda:{region}:{account}:function:{name}', ref: 'name' },
  'AWS::Events::EventBus': { named: 'Name', arn: 'arn:{partition}:events:{region}:{account}:event-bus/{name}', ref: 'name', nameAttributes: ['Name'] },
  'AWS::StepFunctions::StateMachine': {
    named: 'StateMachineName', arn: 'arn:{partition}:states:{region}:{account}:stateMachine:{name}', ref: 'arn', nameAttributes: ['Name'],
  },
  'AWS::DynamoDB::Table': { named: 'TableName', arn: 'arn:{partition}:dynamodb:{region}:{account}:table/{name}', ref: 'name' },
  'AWS::CodeArtifact::Domain': {
    named: 'DomainName', arn: 'arn:{partition}:codeartifact:{region}:{account}:domain/{name}', ref: 'arn', nameAttributes: ['Name'],
  },
  'AWS::CodeArtifact::Repository': {
    named: 'RepositoryName', arn: 'arn:{partition}:codeartifact:{region}:{account}:repository/{DomainName}/{name}', ref: 'arn', nameAttributes: ['Name'],
  },
  'AWS::CodeConnections::Connection': {
    id: '', label: 'ConnectionName', arn: 'arn:{partition}:codeconnections:{region}:{account}:connection/{name}', ref: 'arn', arnAttributes: ['ConnectionArn'],
  },
  'AWS::IAM::InstanceProfile': { named: 'InstanceProfileName', arn: 'arn:{partition}:iam::{account}:instance-profile{path}{name}', ref: 'name' },
  'AWS::Backup::BackupVault': {
    named: 'BackupVaultName', arn: 'arn:{partition}:backup:{region}:{account}:backup-vault:{name}', ref: 'name', arnAttributes: ['BackupVaultArn'],
  },
  'AWS::SSM::Parameter': { named: 'Name', arn: 'arn:{partition}:ssm:{region}:{account}:parameter{/name}', ref: 'name' },
  'AWS::Logs::LogGroup': { named: 'LogGroupName', arn: 'arn:{partition}:logs:{region}:{account}:log-group:{name}:*', ref: 'name' },
  'AWS::Route53::HostedZone': {
    id: 'Z', label: 'Name', arn: 'arn:{partition}:route53:::hostedzone/{name}', ref: 'name', arnAttributes: [], nameAttributes: ['Id'],
  },
  'AWS::CloudFormation::StackSet': {
    named: 'StackSetName', arn: 'arn:{partition}:cloudformation:{region}:{account}:stackset/{name}:00000000-0000-0000-0000-000000000000', ref: 'name',
  },
  'AWS::Organizations::Policy': {
    id: 'p-', label: 'Name', arn: 'arn:{partition}:organizations::{account}:policy/o-organization/{name}', ref: 'name', nameAttributes: ['Id'],
  },
};
