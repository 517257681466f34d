import type { Assembly } from '../assembly';
import { allResources, Law } from '../law';

/** Types that hold state and that CloudFormation itself would delete. */
export const STATEFUL = [
  'AWS::Route53::HostedZone', 'AWS::S3::Bucket', 'AWS::KMS::Key', 'AWS::DynamoDB::Table', 'AWS::ECR::Repository', 'AWS::CloudTrail::Trail', 'AWS::Logs::LogGroup',
  'AWS::ControlTower::EnabledBaseline', 'AWS::ControlTower::LandingZone',
];

/** The second one lets go only of what a stack that could not be made has made: its name is free for the next try. */
const RETAINED = ['Retain', 'RetainExceptOnCreate'];

export function unretained(assembly: Assembly): string[] {
  return allResources(assembly).filter(({ resource: { Type, DeletionPolicy, UpdateReplacePolicy } }) =>
    STATEFUL.includes(Type) && !(RETAINED.includes(String(DeletionPolicy)) && UpdateReplacePolicy === 'Retain')).map(({ path, id }) => `${path}: ${id}`);
}

export const STATE_IS_RETAINED: Law = {
  id: 'state-is-retained',
  promise: 'What holds state outlives its resource and its stack.',
  needsPlan: false,
  faults: assembly => unretained(assembly).map(where => `${where} has no DeletionPolicy and UpdateReplacePolicy of Retain`),
};

/** Environment types say for themselves whether their stacks are protected; what all accounts share always is. */
export const CORE_IS_PROTECTED: Law = {
  id: 'core-is-protected',
  promise: 'The stacks of the core accounts are protected against deletion.',
  needsPlan: true,
  faults: assembly => {
    const core = assembly.plan.accounts.filter(({ environmentType }) => environmentType === undefined).map(({ id }) => id);
    return assembly.stacks.filter(({ account, terminationProtection }) => core.includes(account) && !terminationProtection)
      .map(({ path }) => `${path}: no termination protection`);
  },
};
