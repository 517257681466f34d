import { APPLICATION_QUALIFIER } from '../private/names';

/** By what names the platform's own things are known. */
export interface PlatformNames {
  readonly prefix: string;
  /** Of the platform's own bootstrap. */
  readonly qualifier: string;
  /** Of the provider by which the platform's deploy identities come, if there is one: its URL without `https://`. */
  readonly issuer?: string;
}

/** What is denied, and on what. */
export interface Denied {
  readonly Action: string | string[];
  readonly Resource: string | string[];
}

/** Roles of the platform, and those by which AWS comes in. */
export function platformRoles({ prefix, qualifier }: PlatformNames): string[] {
  return [
    `role/${prefix}/*`, `role/cdk-${qualifier}-*`, 'role/stacksets-exec-*', 'role/AWSControlTowerExecution', 'role/OrganizationAccountAccessRole',
  ].map(role => `arn:*:iam::*:${role}`);
}

/**
 * Changes of what the platform has put into an account: roles and policies, stacks, contract, handlers, code that waits to be deployed. The guardrail denies
 * them to everybody but the platform, the boundary of applications denies them once more.
 */
export function platformWrites(names: PlatformNames): Denied[] {
  const { prefix, qualifier, issuer } = names;
  return [
    {
      Action: ['iam:AttachRole*', 'iam:CreateRole', 'iam:DeleteRole*', 'iam:DetachRole*', 'iam:PutRole*', 'iam:TagRole', 'iam:UntagRole', 'iam:UpdateAssume*', 'iam:UpdateRole*'],
      // those of the application's bootstrap as well: whoever changes them leaves the boundary
      Resource: [...platformRoles(names), `arn:*:iam::*:role/cdk-${APPLICATION_QUALIFIER}-*`],
    },
    {
      Action: [
        'iam:CreatePolicy*', 'iam:DeletePolicy*', 'iam:SetDefaultPolicy*', ...issuer ? ['iam:AddClientID*', 'iam:DeleteOpenID*', 'iam:RemoveClientID*', 'iam:UpdateOpenID*'] : [],
      ],
      Resource: [`arn:*:iam::*:policy/${prefix}/*`, ...issuer ? [`arn:*:iam::*:oidc-provider/${issuer}`] : []],
    },
    {
      Action: [
        'cloudformation:Cancel*', 'cloudformation:Continue*', 'cloudformation:CreateChangeSet', 'cloudformation:CreateStack*', 'cloudformation:DeleteChangeSet',
        'cloudformation:DeleteStack', 'cloudformation:Execute*', 'cloudformation:Rollback*', 'cloudformation:SetStackPolicy', 'cloudformation:Signal*',
        'cloudformation:Update*',
      ],
      Resource: [`arn:*:cloudformation:*:*:stack/${prefix}-*`, `arn:*:cloudformation:*:*:stack/StackSet-${prefix}-*`],
    },
    {
      Action: ['ssm:DeleteParameter*', 'ssm:LabelParameterVersion', 'ssm:PutParameter', 'ssm:UnlabelParameterVersion'],
      Resource: [`arn:*:ssm:*:*:parameter/${prefix}/*`, 'arn:*:ssm:*:*:parameter/cdk-bootstrap/*'],
    },
    {
      Action: ['lambda:AddPermission', 'lambda:DeleteFunction*', 'lambda:InvokeFunction', 'lambda:PutFunction*', 'lambda:UpdateFunction*'],
      Resource: `arn:*:lambda:*:*:function:${prefix}-*`,
    },
    // code of handlers waits there until it is deployed
    { Action: ['s3:Delete*', 's3:Put*'], Resource: `arn:*:s3:::cdk-${qualifier}-assets-*` },
  ];
}
