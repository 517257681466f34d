import type { NamedPolicy } from './documents';

/** What writes, of version 22; what reads is bounded. @see https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AWSControlTowerServiceRolePolicy.html */
const CONTROL_TOWER: NamedPolicy['document'] = {
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Action: 'cloudformation:*',
      Resource: [
        'arn:aws:cloudformation:*:*:type/*', 'arn:aws:cloudformation:*:*:stack/AWSControlTower*/*', 'arn:aws:cloudformation:*:*:stack/StackSet-AWSControlTower*/*',
        'arn:aws:cloudformation:*:*:stackset/AWSControlTower*:*', 'arn:aws:cloudformation:*:*:stackset-target/AWSControlTower*/*',
      ],
    },
    { Effect: 'Allow', Action: 'cloudformation:ActivateOrganizationsAccess', Resource: '*' },
    {
      Effect: 'Allow', Action: ['cloudtrail:*', 'logs:*'], Resource: ['arn:aws:logs:*:*:log-group:aws-controltower/*', 'arn:aws:cloudtrail:*:*:trail/aws-controltower*'],
    },
    {
      Effect: 'Allow',
      Action: 'sts:AssumeRole',
      Resource: ['arn:aws:iam::*:role/AWSControlTowerExecution', 'arn:aws:iam::*:role/AWSControlTowerBlueprintAccess'],
    },
    {
      Effect: 'Allow',
      Action: [
        'account:EnableRegion', 'config:DeleteConfigurationAggregator', 'config:PutConfigurationAggregator', 'config:TagResource', 'iam:CreateServiceLinkedRole',
        'logs:CreateLogGroup', 'organizations:CreateAccount', 'organizations:DisableAWSServiceAccess', 'organizations:EnableAWSServiceAccess', 'organizations:MoveAccount',
        'servicecatalog:AssociatePrincipalWithPortfolio',
      ],
      Resource: '*',
    },
    { Effect: 'Allow', Action: 'iam:PassRole', Resource: 'arn:aws:iam::*:role/service-role/AWSControlTower*' },
  ],
};

const NOTHING = { Version: '2012-10-17', Statement: [] };

/** Services of bills and payments, all that `job-function/Billing` has ever spoken of. */
const BILLING_SERVICES = [
  'account', 'aws-portal', 'bcm-dashboards', 'bcm-data-exports', 'bcm-pricing-calculator', 'bcm-recommended-actions', 'billing', 'budgets', 'ce',
  'compute-optimizer', 'consolidatedbilling', 'cost-optimization-hub', 'cur', 'freetier', 'invoicing', 'mapcredits', 'marketplace', 'payments', 'pricing',
  'purchase-orders', 'support', 'sustainability', 'tax',
];

/** AWS managed policies that the platform's roles carry. Their text is not in an assembly: what is not known to the letter is bounded from above. */
const AWS_MANAGED: Record<string, Omit<NamedPolicy, 'name'>> = {
  'AdministratorAccess': { document: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] } },
  'ReadOnlyAccess': { document: NOTHING, readsAtMost: '*' },
  'SecurityAudit': { document: NOTHING, readsAtMost: '*' },
  'job-function/ViewOnlyAccess': { document: NOTHING, readsAtMost: '*' },
  'PowerUserAccess': {
    document: {
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', NotAction: ['iam:*', 'organizations:*', 'account:*'], Resource: '*' },
        {
          Effect: 'Allow',
          Action: [
            'account:GetAccountInformation', 'account:GetGovCloudAccountInformation', 'account:GetPrimaryEmail', 'account:ListRegions',
            'iam:CreateServiceLinkedRole', 'iam:DeleteServiceLinkedRole', 'iam:ListRoles', 'organizations:DescribeEffectivePolicy',
            'organizations:DescribeOrganization',
          ],
          Resource: '*',
        },
      ],
    },
  },
  'AWSSupportAccess': {
    document: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: ['support:*', 'support-console:*'], Resource: '*' }] },
  },
  'job-function/Billing': { document: NOTHING, servicesAtMost: BILLING_SERVICES },
  'service-role/AWSControlTowerServiceRolePolicy': { document: CONTROL_TOWER, readsAtMost: '*' },
  'service-role/AWSControlTowerCloudTrailRolePolicy': {
    document: {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: ['logs:CreateLogStream', 'logs:PutLogEvents'], Resource: 'arn:aws:logs:*:*:log-group:aws-controltower/CloudTrailLogs*:*' }],
    },
  },
  'service-role/AWSConfigRoleForOrganizations': { document: NOTHING, readsAtMost: 'organizations' },
  'service-role/AWS_ConfigRole': {
    document: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: ['config:Put*', 'config:BatchPut*'], Resource: '*' }] }, readsAtMost: '*',
  },
  // what an agent on a machine says of it and is told
  'AmazonSSMManagedInstanceCore': {
    document: {
      Version: '2012-10-17',
      Statement: [{
        Effect: 'Allow',
        Action: [
          'ec2messages:*', 'ssm:PutComplianceItems', 'ssm:PutConfigurePackageResult', 'ssm:PutInventory', 'ssm:UpdateAssociationStatus', 'ssm:UpdateInstanceAssociationStatus',
          'ssm:UpdateInstanceInformation', 'ssmmessages:*',
        ],
        Resource: '*',
      }],
    },
    readsAtMost: 'ssm',
  },
  'EC2InstanceProfileForImageBuilder': {
    document: {
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', Action: 'imagebuilder:GetComponent', Resource: '*' },
        {
          Effect: 'Allow',
          Action: 'kms:Decrypt',
          Resource: '*',
          Condition: { 'ForAnyValue:StringEquals': { 'kms:EncryptionContextKeys': 'aws:imagebuilder:arn', 'aws:CalledVia': ['imagebuilder.amazonaws.com'] } },
        },
        { Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::ec2imagebuilder*' },
        { Effect: 'Allow', Action: ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'], Resource: 'arn:aws:logs:*:*:log-group:/aws/imagebuilder/*' },
      ],
    },
  },
  'service-role/EC2ImageBuilderLifecycleExecutionPolicy': {
    document: NOTHING, servicesAtMost: ['ec2', 'ecr', 'imagebuilder', 'tag'],
  },
  'AWSCloudFormationReadOnlyAccess': { document: NOTHING, readsAtMost: 'cloudformation' },
};

/** @param where for errors */
export function awsManagedPolicy(arn: string, where: string): NamedPolicy {
  const name = arn.replace(/^arn:[^:]+:iam::aws:policy\//, '');
  const known = AWS_MANAGED[name];
  if (!known) {
    throw new Error(`${where}: got the managed policy ${arn}, expected one of ${Object.keys(AWS_MANAGED).join(', ')}, whose text the access model knows; `
      + 'write the permissions into the role, or add the policy\'s text to AWS_MANAGED');
  }
  return { name, ...known };
}
