import { CfnResource } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { ArtifactsHost } from './artifacts-host';
import { acknowledge, acknowledgeAnyResource, acknowledgeResource } from '../private/acknowledge';
import { rolePath } from '../private/names';
import { allow, policy, Statement } from '../private/policy';
import { trustService } from '../private/trust';

/**
 * All that a job of CI can ever be given: to read and publish artifacts, and to say what it did. No role, no stack, no network, and nothing of another account, so that a job
 * here reaches no environment whatever is granted to it there.
 */
const MOST = [
  'codeartifact:DescribePackageVersion', 'codeartifact:DescribeRepository', 'codeartifact:GetAuthorizationToken', 'codeartifact:GetPackageVersionReadme',
  'codeartifact:GetRepositoryEndpoint', 'codeartifact:ListPackages', 'codeartifact:ListPackageVersionAssets', 'codeartifact:ListPackageVersions',
  'codeartifact:PublishPackageVersion', 'codeartifact:PutPackageMetadata', 'codeartifact:ReadFromRepository',
  'codebuild:BatchPutCodeCoverages', 'codebuild:BatchPutTestCases', 'codebuild:CreateReport', 'codebuild:CreateReportGroup', 'codebuild:UpdateReport',
  'codeconnections:GetConnection', 'codeconnections:GetConnectionToken', 'codeconnections:UseConnection',
  'ecr:BatchCheckLayerAvailability', 'ecr:BatchGetImage', 'ecr:CompleteLayerUpload', 'ecr:DescribeImages', 'ecr:DescribeRepositories', 'ecr:GetAuthorizationToken',
  'ecr:GetDownloadUrlForLayer', 'ecr:InitiateLayerUpload', 'ecr:ListImages', 'ecr:PutImage', 'ecr:UploadLayerPart',
  'imagebuilder:GetImage', 'imagebuilder:GetImagePipeline', 'imagebuilder:StartImagePipelineExecution',
  'kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:GenerateDataKey', 'kms:GenerateDataKeyWithoutPlaintext',
  'logs:CreateLogStream', 'logs:PutLogEvents',
  's3:AbortMultipartUpload', 's3:GetBucketLocation', 's3:GetObject', 's3:GetObjectVersion', 's3:ListBucket', 's3:PutObject',
  'signer:GetSigningProfile', 'signer:SignPayload',
  'sts:GetCallerIdentity', 'sts:GetServiceBearerToken',
];

/** The boundary of all roles of CI, one in the account. */
export function ciBoundaryIn(scope: Construct, { prefix, accountId }: ArtifactsHost): iam.CfnManagedPolicy {
  const known = scope.node.tryFindChild('Boundary') as iam.CfnManagedPolicy | undefined;
  if (known) return known;
  const boundary = new iam.CfnManagedPolicy(scope, 'Boundary', {
    managedPolicyName: `${prefix}-ci-boundary`,
    path: rolePath(prefix),
    description: 'The most that jobs of CI can do',
    policyDocument: {
      Version: '2012-10-17',
      Statement: [
        { Sid: 'Most', Effect: 'Allow', Action: MOST, Resource: '*' },
        {
          Sid: 'OtherAccounts',
          Effect: 'Deny',
          Action: '*',
          Resource: '*',
          Condition: { StringNotEquals: { 'aws:ResourceAccount': accountId }, Null: { 'aws:ResourceAccount': 'false' } },
        },
      ],
    },
  });
  acknowledgeAnyResource(boundary, 'a boundary gives nothing');
  return boundary;
}

/** Props of a role of CI. */
export interface CiRoleProps {
  readonly host: ArtifactsHost;
  readonly roleName: string;
  readonly projectArn: string;
  readonly logGroupArn: string;
  readonly connectionArn: string;
  /** What its jobs may publish. */
  readonly publishing: Statement[];
}

/** The role that jobs of one project have: CodeBuild takes it for that project alone. */
export function ciRole(scope: Construct, id: string, props: CiRoleProps): iam.CfnRole {
  const { host, roleName, projectArn, logGroupArn, connectionArn, publishing } = props;
  const own = publishing.filter(({ Action }) => Action !== 'sts:GetServiceBearerToken');
  const reportArn = projectArn.replace(':project/', ':report-group/');
  const role = new iam.CfnRole(scope, id, {
    // beside the platform's own path: what runs there is not the platform
    roleName,
    description: `Jobs of CI in ${projectArn.split('/').at(-1)}`,
    permissionsBoundary: ciBoundaryIn(scope, host).ref,
    assumeRolePolicyDocument: trustService('codebuild.amazonaws.com', { StringEquals: { 'aws:SourceArn': projectArn } }),
    policies: [{
      policyName: 'job',
      policyDocument: policy([
        allow(['logs:CreateLogStream', 'logs:PutLogEvents'], [logGroupArn]),
        allow(['codeconnections:GetConnection', 'codeconnections:GetConnectionToken', 'codeconnections:UseConnection'], [connectionArn]),
        allow(['codebuild:BatchPutCodeCoverages', 'codebuild:BatchPutTestCases', 'codebuild:CreateReport', 'codebuild:CreateReportGroup', 'codebuild:UpdateReport'], [`${reportArn}-*`]),
        // who may read packages is said by the domain; only the token is the job's own to ask for
        allow(['sts:GetServiceBearerToken'], ['*'], { StringEquals: { 'sts:AWSServiceName': 'codeartifact.amazonaws.com' } }),
        ...own,
      ]),
    }],
  });
  acknowledgeAnyResource(role, 'a token to sign in to a registry names no resource');
  acknowledgeResource(role, `${reportArn}-*`, 'CodeBuild names reports after the project');
  for (const resource of own.flatMap(({ Resource }) => Resource).filter(one => one !== '*' && one.includes('*'))) {
    acknowledgeResource(role, resource, 'what it may publish, by name');
  }
  return role;
}

/** A project whose artifacts are published by its jobs keeps none of its own. */
export function acknowledgeProject(project: CfnResource): void {
  acknowledge(project, 'AwsSolutions-CB4', 'a project without artifacts of its own keeps nothing that a key would protect');
}
