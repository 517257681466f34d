import type { Exception } from './exceptions';

const BILL = 'Acme/management/us-east-1-billing/Bill';
const RESULTS = 'Acme/security/eu-west-1-investigation/Results';
const FILES = 'Acme/artifacts/*-files/Files';
const ACCESS_LOGS = 'Acme/log-archive/eu-west-1-logs/AccessLogs/Resource';
const SECRETS = ['Acme/security/eu-west-1-finding-routes/Secret-*', 'Acme/artifacts/*-containers/Credentials-*'];
const NETWORK = 'Acme/artifacts/eu-west-1-image-pipelines/Network';
/** The VPC that Route 53 wants a private zone to have from the beginning. */
const ANCHOR = 'Acme/dns/eu-west-1/PrivateZonesVpc';
const HANDLERS = ['Acme/*/Handler-*'];

/** Why resources of the example are not as a rule for NIST 800-53 (revision 5) has them: each was looked at. */
export const EXCEPTIONS: Exception[] = [
  {
    control: 'CloudTrailCloudWatchLogsEnabled',
    resources: ['Acme/management/eu-west-1-trail/Trail'],
    reason: 'What is told at once, EventBridge tells; what is asked later, Athena asks of the archive: a second copy in CloudWatch Logs costs more than both.',
  },
  {
    control: 'CloudWatchLogGroupEncrypted',
    resources: ['*'],
    reason: 'CloudWatch Logs encrypts with a key of its own. Handlers, builds and resolvers log no secret that a key in each account and region would be kept for.',
  },
  {
    control: 'IAMNoInlinePolicy',
    resources: ['*'],
    reason: 'Each role has one policy that nobody else has: it comes, changes and goes with the role, and cannot be attached to another one.',
  },
  {
    control: 'LambdaConcurrency',
    resources: HANDLERS,
    reason: 'CloudFormation calls a handler once for each resource; concurrency that is reserved is taken from the applications of the account.',
  },
  {
    control: 'LambdaDLQ',
    resources: HANDLERS,
    reason: 'Whoever calls a handler waits for its answer and says that there was none: a stack, a schedule that tries again, a state machine.',
  },
  {
    control: 'LambdaInsideVPC',
    resources: HANDLERS,
    reason: 'Handlers call public endpoints of AWS and nothing else: a network would need a NAT gateway or endpoints in every account and region, and add nothing to reach.',
  },
  {
    control: 'S3BucketLoggingEnabled',
    resources: [BILL, RESULTS, FILES],
    reason: 'The archive\'s own bucket logs its accesses. Here each would need one more bucket behind the same walls, for bills, answers, and files that the organization may read.',
  },
  {
    control: 'S3BucketReplicationEnabled',
    resources: [BILL, RESULTS, ACCESS_LOGS, 'Acme/log-archive/eu-west-1-logs/Trail/Resource', 'Acme/artifacts/us-east-1-files/Files'],
    reason: 'Logs stay in the region that the law of the company knows, and nobody can delete them; bills, answers and files of another region are copies.',
  },
  {
    control: 'S3BucketVersioningEnabled',
    resources: [RESULTS],
    reason: 'Answers are copies of the archive, written once and gone after a month.',
  },
  {
    control: 'S3DefaultEncryptionKMS',
    resources: [BILL, RESULTS, FILES, ACCESS_LOGS],
    reason: 'S3 encrypts with a key of its own. What reads files across accounts, delivers bills, or logs accesses cannot use a key, or would have to be let into one.',
  },
  {
    control: 'SecretsManagerRotationEnabled',
    resources: SECRETS,
    reason: 'Whoever gave the key or token changes it, at its maker.',
  },
  {
    control: 'SecretsManagerUsingKMSKey',
    resources: SECRETS,
    reason: 'Secrets Manager encrypts with AWS\'s key for it; nobody of another account reads them.',
  },
  {
    control: 'SNSEncryptedKMS',
    resources: ['Acme/management/*/Topic', 'Acme/security/*/Topic*', 'Acme/email/eu-west-1/Alerts'],
    reason: 'What is told is sent by mail, in the clear, a moment later. AWS\'s own key lets no service publish, and one of the platform\'s would be one more thing that can silence an alarm.',
  },
  {
    control: 'SNSEncryptedKMS',
    resources: ['Acme/production/*/PrivateZones', 'Acme/staging/*/PrivateZones'],
    reason: 'CloudFormation writes to it which VPC shall resolve which zone, and a link for the answer that ends within hours; every application would have to be let into the key.',
  },
  {
    control: 'VPCDefaultSecurityGroupClosed',
    resources: [`${NETWORK}/Vpc`],
    reason: 'Nothing stands in it: machines of builds have a group of their own, and CloudFormation has no type for rules of the one that comes by itself.',
  },
  {
    control: 'VPCDefaultSecurityGroupClosed',
    resources: [ANCHOR],
    reason: 'It has no subnet: nothing can stand in it that would have the group.',
  },
  {
    control: 'VPCFlowLogsEnabled',
    resources: [`${NETWORK}/Vpc`],
    reason: 'Machines stand in it for the time of a build, nothing can connect to them, and a build is logged.',
  },
  {
    control: 'VPCFlowLogsEnabled',
    resources: [ANCHOR],
    reason: 'It has no subnet, so that nothing flows.',
  },
  {
    control: 'VPCNoUnrestrictedRouteToIGW',
    resources: [`${NETWORK}/Out`],
    reason: 'It is the way to packages; a NAT gateway would cost more than all builds, and lets out as much.',
  },
  {
    control: 'VPCSubnetAutoAssignPublicIpDisabled',
    resources: [`${NETWORK}/Subnet`],
    reason: 'Machines that build an image reach packages and AWS by it for minutes; their security group lets nothing in.',
  },
];
