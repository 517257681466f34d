import { NO_DATA } from '../identity/catalogue/no-data';
import { rolePath } from '../private/names';
import { trustServiceFor } from '../private/trust';

/** Props of what looks for drift. */
export interface DriftRuleProps {
  readonly prefix: string;
  readonly partition: string;
}

/**
 * AWS Config has CloudFormation look at every stack of an account and region once a day, and says of each whether it is as it was deployed; Security Hub makes a finding of
 * what is not. Plain JSON: it stands in a StackSet. The role reads how things are set up, and no data.
 *
 * @see https://docs.aws.amazon.com/config/latest/developerguide/cloudformation-stack-drift-detection-check.html
 */
export function driftRule({ prefix, partition }: DriftRuleProps): Record<string, { Type: string; Properties: any }> {
  return {
    Role: {
      Type: 'AWS::IAM::Role',
      Properties: {
        RoleName: { 'Fn::Sub': `${prefix}-drift-\${AWS::Region}` },
        Path: rolePath(prefix),
        Description: 'CloudFormation looks with it whether stacks are as they were deployed',
        AssumeRolePolicyDocument: trustServiceFor('config.amazonaws.com', { Ref: 'AWS::AccountId' }),
        ManagedPolicyArns: [`arn:${partition}:iam::aws:policy/ReadOnlyAccess`],
        Policies: [{
          PolicyName: 'look',
          PolicyDocument: {
            Version: '2012-10-17',
            Statement: [
              { Effect: 'Allow', Action: ['cloudformation:DetectStackDrift', 'cloudformation:DetectStackResourceDrift'], Resource: '*' },
              NO_DATA,
            ],
          },
        }],
      },
    },
    Rule: {
      Type: 'AWS::Config::ConfigRule',
      Properties: {
        ConfigRuleName: `${prefix}-drift`,
        Description: 'Stacks are as they were deployed',
        Scope: { ComplianceResourceTypes: ['AWS::CloudFormation::Stack'] },
        Source: { Owner: 'AWS', SourceIdentifier: 'CLOUDFORMATION_STACK_DRIFT_DETECTION_CHECK' },
        InputParameters: { cloudformationRoleArn: { 'Fn::GetAtt': ['Role', 'Arn'] } },
        MaximumExecutionFrequency: 'TwentyFour_Hours',
      },
    },
  };
}
