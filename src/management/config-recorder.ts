import { logNames } from '../private/names';
import { trustServiceFor } from '../private/trust';

/** Props of a recorder of AWS Config. */
export interface ConfigRecorderProps {
  readonly prefix: string;
  readonly partition: string;
  readonly home: string;
  readonly logArchiveId: string;
}

/**
 * AWS Config of one account in one region, as plain JSON: it stands in stacks of the management account and, for all others, in a StackSet. The role is one for
 * each region, since StackSets promise no order among regions. What is the same in all regions is recorded once, at home.
 */
export function configRecorder({ prefix, partition, home, logArchiveId }: ConfigRecorderProps): Record<string, any> {
  return {
    Role: {
      Type: 'AWS::IAM::Role',
      Properties: {
        Path: `/${prefix}/`,
        Description: 'AWS Config reads with it what there is',
        AssumeRolePolicyDocument: trustServiceFor('config.amazonaws.com', { Ref: 'AWS::AccountId' }),
        ManagedPolicyArns: [`arn:${partition}:iam::aws:policy/service-role/AWS_ConfigRole`],
      },
    },
    Recorder: {
      Type: 'AWS::Config::ConfigurationRecorder',
      Properties: {
        Name: 'default',
        RoleARN: { 'Fn::GetAtt': ['Role', 'Arn'] },
        RecordingGroup: { AllSupported: true, IncludeGlobalResourceTypes: { 'Fn::If': ['AtHome', true, false] } },
      },
    },
    DeliveryChannel: {
      Type: 'AWS::Config::DeliveryChannel',
      Properties: {
        Name: 'default',
        S3BucketName: logNames(prefix, { partition, home }, logArchiveId).configBucket,
        ConfigSnapshotDeliveryProperties: { DeliveryFrequency: 'TwentyFour_Hours' },
      },
    },
  };
}

/** For `Fn::If`. */
export function atHome(home: string): object {
  return { 'Fn::Equals': [{ Ref: 'AWS::Region' }, home] };
}
