import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as cloudtrail from 'aws-cdk-lib/aws-cloudtrail';
import { logNames } from '../private/names';

/** Props of the organization's trail. */
export interface OrganizationTrailProps {
  readonly prefix: string;
  readonly partition: string;
  readonly logArchiveId: string;
}

/** Every call of every account in every region. Its bucket and its key stand in the log archive, where whoever breaks in here does not reach. */
export function addOrganizationTrail(stack: Stack, { prefix, partition, logArchiveId }: OrganizationTrailProps): void {
  const names = logNames(prefix, { partition, home: stack.region }, logArchiveId);
  new cloudtrail.CfnTrail(stack, 'Trail', {
    trailName: names.trail,
    s3BucketName: names.trailBucket,
    kmsKeyId: names.keyAliasArn,
    isLogging: true,
    isOrganizationTrail: true,
    isMultiRegionTrail: true,
    includeGlobalServiceEvents: true,
    enableLogFileValidation: true,
  }).applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
}
