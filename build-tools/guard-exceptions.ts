import type { Exception } from './exceptions';

/** CDK's own bootstrap, as its maker has it. */
const BOOTSTRAP = 'Acme/management/eu-west-1-bootstrap/*';

/** Buckets that hold copies: what they are made from stands elsewhere. */
const COPIES = ['Acme/log-archive/eu-west-1-logs/AccessLogs*', 'Acme/management/us-east-1-billing/Bill', 'Acme/security/eu-west-1-investigation/Results'];
const FILES = 'Acme/artifacts/*-files/Files';

/** Why resources of the examples are not as a proactive control of Control Tower has them: each was looked at. */
export const EXCEPTIONS: Exception[] = [
  {
    control: 'CT.ATHENA.PR.2',
    resources: ['Acme/security/eu-west-1-investigation/WorkGroup'],
    reason: 'Answers are encrypted by S3; a key of their own would be one more thing that whoever investigates has to be let into.',
  },
  {
    control: 'CT.CLOUDTRAIL.PR.3',
    resources: ['Acme/management/eu-west-1-trail/Trail'],
    reason: 'What is told at once, EventBridge tells; what is asked later, Athena asks of the archive: a second copy in CloudWatch Logs costs more than both.',
  },
  {
    control: 'CT.CLOUDWATCH.PR.2',
    resources: ['Acme/artifacts/eu-west-1-ci/Logs*', 'Acme/artifacts/eu-west-1-image-pipelines/ImagebaseLogs'],
    reason: 'Output of builds: what was called stands in the trail for as long as logs are kept, and what was built in its store.',
  },
  {
    control: 'CT.CLOUDWATCH.PR.3',
    resources: ['*Logs*', 'Acme/*/us-east-1-query-logs/*'],
    reason: 'CloudWatch Logs encrypts with a key of its own. Handlers, builds and resolvers log no secret that a key in each account and region would be kept for.',
  },
  {
    control: 'CT.CODEBUILD.PR.4',
    resources: ['Acme/artifacts/eu-west-1-ci/Projectshop'],
    reason: 'The one project that asks for Docker builds container images with it, on a machine that is there for CI alone.',
  },
  {
    control: 'CT.EC2.PR.10',
    resources: ['Shop/Workers*'],
    reason: 'Metrics each minute instead of each five cost money, and are the application\'s to decide.',
  },
  {
    control: 'CT.EC2.PR.11',
    resources: ['Acme/artifacts/eu-west-1-image-pipelines/NetworkSubnet*'],
    reason: 'Machines that build an image reach packages and AWS by it for minutes; their security group lets nothing in, and a NAT gateway would cost more than all builds.',
  },
  {
    control: 'CT.ECR.PR.2',
    resources: [`${BOOTSTRAP}/ContainerAssetsRepository`],
    reason: 'Inspector scans every repository of every account; the property says nothing where it does.',
  },
  {
    control: 'CT.ECR.PR.3',
    resources: ['Acme/artifacts/*-containers/Repositoryshop*'],
    reason: 'Its tags are immutable but for those that it names (IMMUTABLE_WITH_EXCLUSION), which the control does not know; who deploys names a digest.',
  },
  {
    control: 'CT.IAM.PR.2',
    resources: [`${BOOTSTRAP}/CdkBoostrapPermissionsBoundaryPolicy`, `${BOOTSTRAP}/ApplicationBoundary`],
    reason: 'Boundaries: they say what at most can be had and give nothing. CDK\'s own is not made: its condition is false.',
  },
  {
    control: 'CT.IAM.PR.3',
    resources: [`${BOOTSTRAP}/CdkBoostrapPermissionsBoundaryPolicy`, `${BOOTSTRAP}/ApplicationBoundary`],
    reason: 'Boundaries: they say what at most can be had and give nothing. CDK\'s own is not made: its condition is false.',
  },
  {
    control: 'CT.KMS.PR.1',
    resources: [`${BOOTSTRAP}/FileAssetsBucketEncryptionKey`],
    reason: 'It is not made: assets are encrypted with AWS\'s key for S3, and the condition is false.',
  },
  {
    control: 'CT.KMS.PR.3',
    resources: [`${BOOTSTRAP}/FileAssetsBucketEncryptionKey`],
    reason: 'It is not made: assets are encrypted with AWS\'s key for S3, and the condition is false.',
  },
  {
    control: 'CT.KMS.PR.3',
    resources: ['Acme/artifacts/*-machine-images/ImagesKey*'],
    reason: 'Auto Scaling of an environment starts images by a grant that the environment\'s own stack makes: no service does. Who may, and for what alone, the key\'s policy says.',
  },
  {
    control: 'CT.LAMBDA.PR.3',
    resources: ['Acme/*/Handler*', 'Acme/management/eu-west-1-baseline/Everywhere/Function'],
    reason: 'Handlers call public endpoints of AWS and nothing else: a network would need a NAT gateway or endpoints in every account and region, and add nothing to reach.',
  },
  {
    control: 'CT.S3.PR.1',
    resources: [`${BOOTSTRAP}/StagingBucket`],
    reason: 'All four are set, behind a condition that is true, which the control does not look through.',
  },
  {
    control: 'CT.S3.PR.10',
    resources: [...COPIES, FILES],
    reason: 'S3 encrypts with a key of its own. What reads files across accounts, delivers bills, or logs accesses cannot use a key, or would have to be let into one.',
  },
  {
    control: 'CT.S3.PR.11',
    resources: ['Acme/security/eu-west-1-investigation/Results'],
    reason: 'Answers are copies of the archive, written once and gone after a month.',
  },
  {
    control: 'CT.S3.PR.2',
    resources: [...COPIES, FILES, `${BOOTSTRAP}/StagingBucket`],
    reason: 'The archive\'s own bucket logs its accesses. Here each would need one more bucket behind the same walls, for files that the organization may read, bills, answers, assets, and logs themselves.',
  },
  {
    control: 'CT.S3.PR.4',
    resources: [...COPIES, FILES, 'Acme/log-archive/eu-west-1-logs/Trail*', `${BOOTSTRAP}/StagingBucket`],
    reason: 'Nothing has to happen when an object comes; what is to be told is told by EventBridge from CloudTrail.',
  },
  {
    control: 'CT.S3.PR.5',
    resources: [`${BOOTSTRAP}/StagingBucket`],
    reason: 'The list says Private, which gives nothing beyond the owner; buckets have their owner enforced since 2023.',
  },
  {
    control: 'CT.S3.PR.8',
    resources: [`${BOOTSTRAP}/StagingBucketPolicy`],
    reason: 'Its statement is the one that the control asks for; the control does not know a bucket that is named by Fn::Sub.',
  },
  {
    control: 'CT.S3.PR.9',
    resources: [...COPIES, FILES, `${BOOTSTRAP}/StagingBucket`],
    reason: 'The trail is locked. These are copies, or, as files and assets, versioned; who may delete a version, policies say.',
  },
  {
    control: 'CT.STEPFUNCTIONS.PR.1',
    resources: ['Acme/email/eu-west-1/Stop', 'Acme/security/eu-west-1-watch/Report'],
    reason: 'AWS keeps what each run did for 90 days, and each call of it is in the trail: one or two calls, without data of its own.',
  },
  {
    control: 'CT.STEPFUNCTIONS.PR.2',
    resources: ['Acme/email/eu-west-1/Stop', 'Acme/security/eu-west-1-watch/Report'],
    reason: 'One or two calls one after the other have nothing to trace.',
  },
];
