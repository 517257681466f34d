/**
 * The contract of an environment account: what the platform publishes in it, in every governed region, for whoever works there. Additive
 * within a version: a name that stands here stays, with its meaning. Both sides, the account's stacks and `EnvironmentAccount.current`,
 * take the names from here.
 */
export const CONTRACT_VERSION = 'v1';

/** A value of the contract. */
export interface ContractParameter {
  readonly name: string;
  readonly description: string;
}

export const ENVIRONMENT_NAME: ContractParameter = { name: 'environment-name', description: 'Name of the environment' };
export const ENVIRONMENT_TYPE: ContractParameter = { name: 'environment-type', description: 'production, staging, sandbox, or a type of one\'s own' };
export const PLATFORM_VERSION: ContractParameter = { name: 'platform-version', description: 'Version of @astradot/cloud-platform that deployed this last' };
export const HOME_REGION: ContractParameter = { name: 'home-region', description: 'Region of what exists once, such as the hosted zone\'s handler' };
export const HOSTED_ZONE_NAME: ContractParameter = { name: 'hosted-zone-name', description: 'Domain name of the environment' };
export const LOG_RETENTION_DAYS: ContractParameter = { name: 'log-retention-days', description: 'Days that logs are kept in the environment' };
export const HOSTED_ZONE_ID: ContractParameter = { name: 'hosted-zone-id', description: 'Id of the environment\'s public hosted zone' };

export const ARTIFACTS_ACCOUNT_ID: ContractParameter = {
  name: 'artifacts-account-id', description: 'Account of images, packages, machine images and files',
};
export const PACKAGES_REGION: ContractParameter = {
  name: 'packages-region', description: 'Region of the repositories of packages: not every one has the service',
};

/** Only in an environment with a certificate. */
export const CERTIFICATE_ARN: ContractParameter = { name: 'certificate-arn', description: 'Certificate of the environment\'s name and all names directly below it, in this region' };

/** Only with an address plan. */
export const NETWORK_CIDR: ContractParameter = { name: 'network-cidr', description: 'IPv4 addresses of the environment in this region, in CIDR notation' };
export const NETWORK_SUBNET_BITS: ContractParameter = { name: 'network-subnet-bits', description: 'Host bits of a sixteenth of them, as Fn::Cidr takes it' };
/** Only in an environment that sends mail. */
export const MAIL_ROLE_ARN: ContractParameter = { name: 'mail-role-arn', description: 'Role in the email account by which this environment sends mail' };
export const MAIL_CONFIGURATION_SET: ContractParameter = {
  name: 'mail-configuration-set', description: 'Configuration set and tenant of SES that have to be named with each mail',
};
/** Only in an environment that a private zone is shared with. */
export const PRIVATE_ZONES_TOPIC_ARN: ContractParameter = {
  name: 'private-zones-topic-arn', description: 'ServiceToken, in this region, of a Custom::PrivateZoneAssociation: ZoneName, VpcId',
};

/** Those of each environment. */
export const CONTRACT: ContractParameter[] = [
  ENVIRONMENT_NAME, ENVIRONMENT_TYPE, PLATFORM_VERSION, HOME_REGION, HOSTED_ZONE_NAME, HOSTED_ZONE_ID, LOG_RETENTION_DAYS,
  ARTIFACTS_ACCOUNT_ID, PACKAGES_REGION,
];

/** Where the contract stands, with a slash at both ends. */
export function contractPath(prefix: string): string {
  return `/${prefix}/${CONTRACT_VERSION}/`;
}
