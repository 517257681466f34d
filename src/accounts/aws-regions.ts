/**
 * The regions of AWS. CDK knows them as well, with all else that there is to know of a region: loading that takes longer than the synth of a
 * small platform. A test compares the two.
 *
 * @see https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html
 */
const PARTITIONS: Record<string, string[]> = {
  'aws': [
    'ap-northeast-1', 'ap-northeast-2', 'ap-northeast-3', 'ap-south-1', 'ap-southeast-1', 'ap-southeast-2', 'ca-central-1', 'eu-central-1', 'eu-north-1',
    'eu-west-1', 'eu-west-2', 'eu-west-3', 'sa-east-1', 'us-east-1', 'us-east-2', 'us-west-1', 'us-west-2',
  ],
  'aws-cn': ['cn-north-1', 'cn-northwest-1'],
  'aws-eusc': ['eusc-de-east-1'],
  'aws-iso': ['us-iso-east-1', 'us-iso-west-1'],
  'aws-iso-b': ['us-isob-east-1', 'us-isob-west-1'],
  'aws-iso-e': ['eu-isoe-west-1'],
  'aws-iso-f': ['us-isof-east-1', 'us-isof-south-1'],
  'aws-us-gov': ['us-gov-east-1', 'us-gov-west-1'],
};

/** All in the partition `aws`. */
const OPT_IN = [
  'af-south-1', 'ap-east-1', 'ap-east-2', 'ap-south-2', 'ap-southeast-3', 'ap-southeast-4', 'ap-southeast-5', 'ap-southeast-6', 'ap-southeast-7', 'ca-west-1',
  'eu-central-2', 'eu-south-1', 'eu-south-2', 'il-central-1', 'me-central-1', 'me-south-1', 'mx-central-1',
];

/** Names of all regions, sorted: a suggestion for a mistyped one does not depend on its partition. */
export const REGION_NAMES = [...Object.values(PARTITIONS).flat(), ...OPT_IN].sort();

/** Of a region that nobody knows: the commercial one. */
export function partitionOf(region: string): string {
  return Object.keys(PARTITIONS).find(partition => PARTITIONS[partition].includes(region)) ?? 'aws';
}

/** Whether an account has to opt in to the region before it can use it. */
export function isOptIn(region: string): boolean {
  return OPT_IN.includes(region);
}
