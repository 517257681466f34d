/**
 * Services that rooms of the platform use, or will, and that some commercial regions lack. All others that it uses (CloudFormation, IAM, Lambda,
 * logs, S3, SSM, KMS, ECR, CloudTrail, Config, GuardDuty, Security Hub, Access Analyzer, EventBridge, RAM) are in every region.
 *
 * Taken from AWS's own list of endpoints, as botocore 1.43 has it; a test of the embedded AWS compares the two. It cannot say which features
 * of a service a region lacks, and has no list of Image Builder.
 *
 * @see https://docs.aws.amazon.com/general/latest/gr/aws-service-information.html
 */
const LACKING = {
  codeartifact: {
    title: 'CodeArtifact',
    regions: [
      'af-south-1', 'ap-east-1', 'ap-east-2', 'ap-northeast-2', 'ap-northeast-3', 'ap-south-2', 'ap-southeast-3', 'ap-southeast-4', 'ap-southeast-5',
      'ap-southeast-6', 'ap-southeast-7', 'ca-central-1', 'ca-west-1', 'eu-central-2', 'eu-south-2', 'il-central-1', 'me-central-1', 'me-south-1',
      'mx-central-1', 'sa-east-1', 'us-west-1',
    ],
  },
  codebuild: { title: 'CodeBuild', regions: ['ap-east-2', 'ca-west-1', 'mx-central-1'] },
  detective: {
    title: 'Detective',
    regions: [
      'ap-east-2', 'ap-northeast-3', 'ap-south-2', 'ap-southeast-3', 'ap-southeast-4', 'ap-southeast-5', 'ap-southeast-6', 'ap-southeast-7', 'ca-west-1',
      'eu-central-2', 'eu-south-2', 'me-central-1', 'mx-central-1',
    ],
  },
  email: { title: 'SES', regions: ['ap-east-1', 'ap-east-2', 'ap-southeast-4', 'ap-southeast-6', 'ap-southeast-7', 'eu-south-2', 'mx-central-1'] },
  inspector2: { title: 'Inspector', regions: ['ap-southeast-6'] },
  macie2: {
    title: 'Macie',
    regions: [
      'ap-east-2', 'ap-south-2', 'ap-southeast-3', 'ap-southeast-4', 'ap-southeast-5', 'ap-southeast-6', 'ap-southeast-7', 'ca-west-1', 'eu-central-2',
      'eu-south-2', 'me-central-1', 'mx-central-1',
    ],
  },
} satisfies Record<string, { readonly title: string; readonly regions: string[] }>;

/** By the name that its endpoints have. */
export type RegionalService = keyof typeof LACKING;

/** Whether a region has the service, as far as AWS's list says. */
export function hasService(service: RegionalService, region: string): boolean {
  return !(LACKING[service].regions as string[]).includes(region);
}

export function titleOf(service: RegionalService): string {
  return LACKING[service].title;
}

/**
 * Regions in which CodeBuild has fleets, by the list of CloudFormation's types.
 *
 * @see https://docs.aws.amazon.com/codebuild/latest/userguide/fleets.html
 */
const FLEETS = [
  'ap-northeast-1', 'ap-south-1', 'ap-southeast-1', 'ap-southeast-2', 'eu-central-1', 'eu-west-1', 'sa-east-1', 'us-east-1', 'us-east-2', 'us-west-2',
];

export function hasFleets(region: string): boolean {
  return FLEETS.includes(region);
}
