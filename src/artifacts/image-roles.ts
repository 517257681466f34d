import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { ArtifactsHost } from './artifacts-host';
import { acknowledgeAnyResource, acknowledgeManagedPolicy, acknowledgeResource } from '../private/acknowledge';
import { artifactNames, rolePath } from '../private/names';
import { allow, policy, Statement } from '../private/policy';
import { trustService } from '../private/trust';

const CREATED_BY = { 'aws:ResourceTag/CreatedBy': 'EC2 Image Builder' };
/** Roles that code of builds runs with lie beside the platform's own path: what runs there is not the platform. */
const BUILD_PATH = '/builds/';

/** The roles of Image Builder: its own, the one of its machines, the one that cleans up. */
export class ImageRoles extends Construct {
  public readonly executionRoleArn: string;
  public readonly lifecycleRoleArn: string;
  /** Of the instance profile. */
  public readonly profileName: string;

  public constructor(scope: Construct, id: string, host: ArtifactsHost) {
    super(scope, id);
    const { partition, accountId, prefix } = host;
    const aws = (name: string) => `arn:${partition}:iam::aws:policy/${name}`;
    const managed = [aws('AmazonSSMManagedInstanceCore'), aws('EC2InstanceProfileForImageBuilder')];
    const machine = new iam.CfnRole(this, 'Machine', {
      path: BUILD_PATH,
      description: 'Machines that machine images are built and tried on',
      assumeRolePolicyDocument: trustService('ec2.amazonaws.com'),
      managedPolicyArns: managed,
    });
    for (const arn of managed) acknowledgeManagedPolicy(machine, arn, 'what Image Builder asks for, kept by AWS');
    this.profileName = `${prefix}-machine-images`;
    new iam.CfnInstanceProfile(this, 'Profile', { instanceProfileName: this.profileName, path: BUILD_PATH, roles: [machine.ref] });

    const statements = buildStatements(host, machine.attrArn);
    const fromHere = { StringEquals: { 'aws:SourceAccount': accountId } };
    const execution = new iam.CfnRole(this, 'Execution', {
      path: rolePath(prefix),
      description: 'Image Builder: builds, tries and hands out machine images',
      assumeRolePolicyDocument: trustService('imagebuilder.amazonaws.com', fromHere),
      policies: [{ policyName: 'build', policyDocument: policy(statements) }],
    });
    for (const resource of statements.flatMap(({ Resource }) => Resource).filter(one => one !== '*' && one.includes('*'))) {
      acknowledgeResource(execution, resource, 'machine images are handed out in every governed region; what exists is changed by its tag alone');
    }
    acknowledgeAnyResource(execution, 'machines, images and snapshots have no name before they are made; what exists is changed by its tag alone');
    const lifecycle = new iam.CfnRole(this, 'Lifecycle', {
      path: rolePath(prefix),
      description: 'Image Builder: deprecates and deletes old machine images',
      assumeRolePolicyDocument: trustService('imagebuilder.amazonaws.com', fromHere),
      managedPolicyArns: [aws('service-role/EC2ImageBuilderLifecycleExecutionPolicy')],
    });
    acknowledgeManagedPolicy(lifecycle, aws('service-role/EC2ImageBuilderLifecycleExecutionPolicy'), 'what Image Builder asks for, kept by AWS: by tag alone');
    this.executionRoleArn = execution.attrArn;
    this.lifecycleRoleArn = lifecycle.attrArn;
  }
}

/**
 * What the service's own role may do, as far as images of machines need it, and to write the parameters, which that one may not.
 *
 * @see https://docs.aws.amazon.com/imagebuilder/latest/userguide/image-builder-service-linked-role.html
 */
function buildStatements({ partition, accountId, prefix }: ArtifactsHost, machineRole: string): Statement[] {
  const here = (service: string, resource: string, account = accountId) => `arn:${partition}:${service}:*:${account}:${resource}`;
  const names = artifactNames(prefix, { partition, account: accountId, region: '*' });
  return [
    allow([
      'ec2:DescribeImages', 'ec2:DescribeInstanceAttribute', 'ec2:DescribeInstances', 'ec2:DescribeInstanceStatus', 'ec2:DescribeInstanceTypeOfferings', 'ec2:DescribeInstanceTypes',
      'ec2:DescribeSnapshots', 'ec2:DescribeSubnets', 'ec2:DescribeTags', 'ec2:DescribeVolumes', 'ssm:DescribeAssociationExecutions', 'ssm:DescribeInstanceAssociationsStatus',
      'ssm:DescribeInstanceInformation', 'ssm:GetAutomationExecution', 'ssm:GetCommandInvocation', 'ssm:ListCommandInvocations', 'ssm:ListCommands', 'ssm:ListInventoryEntries',
    ], ['*']),
    allow(['ec2:CopyImage', 'ec2:CreateImage', 'ec2:ModifyImageAttribute', 'ec2:RegisterImage', 'ec2:RunInstances'], ['*']),
    allow(['ec2:CreateTags'], ['*'], { StringEquals: { 'ec2:CreateAction': ['CopyImage', 'CreateImage', 'RegisterImage', 'RunInstances'] } }),
    allow(['ec2:CreateTags', 'ec2:DeregisterImage', 'ec2:ModifySnapshotAttribute', 'ec2:StartInstances', 'ec2:StopInstances', 'ec2:TerminateInstances'], ['*'], { StringEquals: CREATED_BY }),
    allow(['iam:PassRole'], [machineRole], { StringEquals: { 'iam:PassedToService': 'ec2.amazonaws.com' } }),
    allow(['ssm:SendCommand'], [
      here('ssm', 'document/AWS-RunShellScript', ''), here('ssm', 'document/AWS-RunPowerShellScript', ''), here('ssm', 'document/AWSEC2-RunSysprep', ''),
    ]),
    allow(['ssm:SendCommand'], [here('ec2', 'instance/*')], { StringEquals: CREATED_BY }),
    allow(['ssm:StartAutomationExecution', 'ssm:StopAutomationExecution', 'ssm:SendAutomationSignal'], [here('ssm', 'automation-definition/ImageBuilder*', '*'), here('ssm', 'automation-execution/*')]),
    allow(['ssm:CreateAssociation', 'ssm:DeleteAssociation'], [here('ssm', 'document/AWS-GatherSoftwareInventory', ''), here('ssm', 'association/*'), here('ec2', 'instance/*')]),
    allow(['ssm:PutParameter'], [here('ssm', `parameter${names.machineImageParameter('*')}`)]),
    allow(['kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:GenerateDataKeyWithoutPlaintext', 'kms:ReEncryptFrom', 'kms:ReEncryptTo'], [here('kms', 'key/*')],
      { 'ForAnyValue:StringEquals': { 'kms:ResourceAliases': names.machineImageKeyAlias } }),
    allow(['kms:CreateGrant'], [here('kms', 'key/*')], { 'ForAnyValue:StringEquals': { 'kms:ResourceAliases': names.machineImageKeyAlias }, 'Bool': { 'kms:GrantIsForAWSResource': 'true' } }),
    allow(['logs:CreateLogStream', 'logs:PutLogEvents'], [here('logs', 'log-group:/aws/imagebuilder/*')]),
  ];
}
