import { readFileSync } from 'fs';
import { join } from 'path';
import { CfnParameter, Lazy, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { AccountBaselineOptions } from './baseline-options';
import { addStackSet } from './stack-set';
import { BASELINE_HANDLER, BASELINE_TYPE, BaselineProperties } from '../aws-api/baseline/constants';
import { HandlerFunction } from '../aws-api/handler-function';
import { handlerRolePath, stackSetName } from '../private/names';
import { allow, policy, Statement } from '../private/policy';

/** Props of the baseline. */
export interface AccountBaselineProps extends AccountBaselineOptions {
  readonly prefix: string;
  readonly regions: string[];
}

const DESCRIPTION = 'Gives the account what every account has';
const ON = 'true';

/** Rights by what they are for. None switches anything off; a VPC is deleted only if it is the region's default one and empty, which the handler looks at. */
const RIGHTS = {
  encryptVolumes: ['ec2:EnableEbsEncryptionByDefault', 'ec2:GetEbsEncryptionByDefault'],
  passwordPolicy: ['iam:GetAccountPasswordPolicy', 'iam:UpdateAccountPasswordPolicy'],
  removeDefaultVpcs: [
    'ec2:DescribeInternetGateways', 'ec2:DescribeNetworkInterfaces', 'ec2:DescribeRouteTables', 'ec2:DescribeSecurityGroups', 'ec2:DescribeSubnets', 'ec2:DescribeVpcs',
    'ec2:DeleteInternetGateway', 'ec2:DeleteSubnet', 'ec2:DeleteVpc', 'ec2:DetachInternetGateway',
  ],
  requireTokens: ['ec2:GetInstanceMetadataDefaults', 'ec2:ModifyInstanceMetadataDefaults'],
};
const NO_ARN = 'settings of an account have no ARN, and the default VPC\'s is not known before';

/**
 * What every account has that neither a policy of the organization nor a type of CloudFormation settles: by one StackSet in all accounts of the platform's units, so that an account that
 * comes changes no template. Its function stands in the template itself: an account has no bucket of code before it is bootstrapped.
 *
 * It is not at the root: an organization that is adopted has accounts that no code names, and what lives in their default VPC nobody knows.
 */
export class AccountBaseline {
  private readonly units = new Map<string, string>();

  public constructor(private readonly stack: Stack, private readonly props: AccountBaselineProps) {
    addStackSet(stack, 'Everywhere', {
      stackSetName: stackSetName(props.prefix, 'baseline'),
      description: DESCRIPTION,
      template: this.template(),
      regions: props.regions,
      organizationalUnitIds: Lazy.list({ produce: () => this.targets }),
      namedRoles: false,
    }).applyRemovalPolicy(RemovalPolicy.RETAIN);
  }

  /** @param idParameter where the id of the unit is published */
  public addUnit(path: string, idParameter: string): void {
    const scope = new Construct(this.stack, `Unit${idParameter.replaceAll('/', '_2f')}`);
    this.units.set(path, new CfnParameter(scope, 'Id', { type: 'AWS::SSM::Parameter::Value<String>', default: idParameter }).valueAsString);
  }

  /** A unit stands for all below it. */
  private get targets(): string[] {
    const above = (path: string) => [...this.units.keys()].some(other => path.startsWith(`${other}/`));
    return [...this.units].filter(([path]) => !above(path)).map(([, id]) => id);
  }

  private template(): object {
    const { prefix } = this.props;
    const asked = askedFor(this.props);
    const actions = rightsOf(asked).sort();
    const log = { 'Fn::GetAtt': ['Logs', 'Arn'] } as unknown as string;
    const statements: Statement[] = [allow(['logs:CreateLogStream', 'logs:PutLogEvents'], [log]), allow(actions, ['*'])];
    return {
      Description: 'Baseline of the account, by @astradot/cloud-platform',
      Resources: {
        Logs: { Type: 'AWS::Logs::LogGroup', DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain', Properties: { RetentionInDays: 365 } },
        Role: {
          Type: 'AWS::IAM::Role',
          Properties: {
            Path: handlerRolePath(prefix),
            Description: DESCRIPTION,
            AssumeRolePolicyDocument: policy([{ Action: 'sts:AssumeRole', Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' } } as unknown as Statement]),
            Policies: [{ PolicyName: 'handler', PolicyDocument: policy(statements) }],
          },
        },
        Function: {
          Type: 'AWS::Lambda::Function',
          Properties: {
            Description: DESCRIPTION,
            Runtime: 'nodejs24.x',
            Architectures: ['arm64'],
            Handler: 'index.handler',
            Code: { ZipFile: readFileSync(join(__dirname, '..', '..', 'assets', 'handlers', BASELINE_HANDLER, 'index.js'), 'utf8') },
            Role: { 'Fn::GetAtt': ['Role', 'Arn'] },
            Timeout: 900,
            MemorySize: 256,
            LoggingConfig: { LogGroup: { Ref: 'Logs' }, LogFormat: 'JSON' },
          },
        },
        Baseline: {
          Type: BASELINE_TYPE,
          DependsOn: 'Role',
          Properties: {
            ServiceToken: { 'Fn::GetAtt': ['Function', 'Arn'] },
            ServiceTimeout: 900,
            ...asked.encryptVolumes && { EncryptVolumes: ON },
            ...asked.removeDefaultVpcs && { RemoveDefaultVpc: ON },
            ...asked.passwordPolicy && { PasswordPolicy: ON },
          },
        },
      },
    };
  }
}

/**
 * The same for the management account, which StackSets never reach: in each region a resource of its own stacks. It stands in no unit, so that here the handler
 * settles as well how instances start, which members have by a guardrail.
 */
export function addOwnBaseline(stack: Stack, props: AccountBaselineProps): void {
  const asked = { ...askedFor(props), requireTokens: true };
  const handler = HandlerFunction.in(stack, { handler: BASELINE_HANDLER, prefix: props.prefix, description: DESCRIPTION });
  handler.allowAnywhere(NO_ARN, rightsOf(asked));
  handler.resource(new Construct(stack, 'Own'), 'Resource', BASELINE_TYPE, {
    RequireTokens: ON,
    ...asked.encryptVolumes && { EncryptVolumes: ON },
    ...asked.removeDefaultVpcs && { RemoveDefaultVpc: ON },
    ...asked.passwordPolicy && { PasswordPolicy: ON },
  } satisfies BaselineProperties);
}

function askedFor({ encryptVolumes = true, removeDefaultVpcs = true, passwordPolicy = true }: AccountBaselineOptions) {
  return { encryptVolumes, removeDefaultVpcs, passwordPolicy };
}

function rightsOf(asked: { readonly [what in keyof typeof RIGHTS]?: boolean }): string[] {
  return (Object.keys(RIGHTS) as (keyof typeof RIGHTS)[]).flatMap(what => asked[what] ? RIGHTS[what] : []);
}
