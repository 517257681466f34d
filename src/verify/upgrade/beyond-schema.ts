/** Types that hold what no template brings back, though the schemas do not say so; each with what is lost. */
export const HOLDS_STATE: Readonly<Record<string, string>> = {
  'AWS::CloudFormation::StackSet': 'its stacks in all accounts',
  'AWS::CloudTrail::Trail': 'an unbroken record of events',
  'AWS::CodeArtifact::Domain': 'packages',
  'AWS::CodeArtifact::Repository': 'packages',
  'AWS::ControlTower::EnabledBaseline': 'the enrolment of the accounts in the unit',
  'AWS::ControlTower::LandingZone': 'the governance of every account',
  'AWS::ECR::Repository': 'images',
  'AWS::IdentityStore::Group': 'an id that assignments name',
  'AWS::KMS::ReplicaKey': 'what is encrypted with it',
  'AWS::Organizations::Organization': 'every account in it',
  'AWS::Organizations::OrganizationalUnit': 'the place of its accounts',
  'AWS::Route53::HostedZone': 'records that others made, and the name servers that its parent names',
  'AWS::SES::EmailIdentity': 'keys that stand in DNS, and a reputation',
};

/**
 * Top-level properties whose change in place interrupts, by "Update requires: Some interruptions" in the CloudFormation user guide. The schemas
 * have no field for it, and their documentation says it of some others only.
 */
export const INTERRUPTING: Readonly<Record<string, readonly string[]>> = {
  'AWS::AmazonMQ::Broker': ['Configuration', 'HostInstanceType'],
  'AWS::AutoScaling::AutoScalingGroup': ['VPCZoneIdentifier'],
  'AWS::DynamoDB::Table': ['SSESpecification'],
  'AWS::EC2::SecurityGroup': ['SecurityGroupEgress', 'SecurityGroupIngress'],
  'AWS::MWAA::Environment': ['EnvironmentClass', 'ExecutionRoleArn', 'RequirementsS3ObjectVersion', 'RequirementsS3Path', 'SourceBucketArn', 'WebserverAccessMode'],
  'AWS::OpenSearchService::Domain': ['VPCOptions'],
  'AWS::RDS::DBCluster': ['EngineVersion'],
  'AWS::RDS::DBInstance': ['DBInstanceClass', 'EngineVersion'],
};

/** Top-level properties that name a template which is not there to be read: what becomes of its resources is not known. */
export const OPAQUE: Readonly<Record<string, readonly string[]>> = {
  'AWS::CloudFormation::Stack': ['TemplateURL'],
  'AWS::CloudFormation::StackSet': ['TemplateURL'],
};
