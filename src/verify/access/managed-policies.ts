import type { NamedPolicy } from './documents';

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
