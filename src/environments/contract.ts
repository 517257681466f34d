/**
 * The contract of an environment account: what the platform publishes in it, in every governed region, for whoever works there. Additive
 * within a version: a name that stands here stays, with its meaning. Both sides, the account's stacks and `EnvironmentAccount.current`,
 * take the names from here. docs/contract.md is this list for people, test/environments/contract-v1.json what must not change.
 */
export const CONTRACT_VERSION = 'v1';

/** A value of the contract. */
export interface ContractParameter {
  readonly name: string;
  readonly description: string;
  /** What every value of it looks like. */
  readonly format: RegExp;
  /** Release that publishes it first; absent for what the first release of the contract's version published. */
  readonly since?: string;
  /** What an environment that has it was given; absent for what each one has. */
  readonly given?: string;
}

const ACCOUNT_ID = /^\d{12}$/;
const REGION = /^[a-z]{2}(-[a-z]+)+-\d$/;

/** A later version leaves it here, where all who read this one look, with its own number in it: what else stands here is then no longer kept up. */
export const CONTRACT_VERSION_NOW: ContractParameter = {
  name: 'contract-version', description: 'Version of the contract that the platform keeps up', format: /^v\d+$/,
};
export const ENVIRONMENT_NAME: ContractParameter = { name: 'environment-name', description: 'Name of the environment', format: /^[a-z][a-z0-9-]*$/ };
export const ENVIRONMENT_TYPE: ContractParameter = {
  name: 'environment-type', description: 'production, staging, sandbox, or a type of one\'s own', format: /^[a-z][a-z0-9-]*$/,
};
export const PLATFORM_VERSION: ContractParameter = {
  name: 'platform-version', description: 'Version of @astradot/cloud-platform that deployed this last', format: /^\d+\.\d+\.\d+/,
};
export const HOME_REGION: ContractParameter = {
  name: 'home-region', description: 'Region of what exists once, such as the hosted zone\'s handler', format: REGION,
};
export const HOSTED_ZONE_NAME: ContractParameter = { name: 'hosted-zone-name', description: 'Domain name of the environment', format: /^[a-z0-9-]+(\.[a-z0-9-]+)+$/ };
export const LOG_RETENTION_DAYS: ContractParameter = { name: 'log-retention-days', description: 'Days that logs are kept in the environment', format: /^\d+$/ };
export const HOSTED_ZONE_ID: ContractParameter = { name: 'hosted-zone-id', description: 'Id of the environment\'s public hosted zone', format: /^Z[A-Z0-9]+$/ };

export const ARTIFACTS_ACCOUNT_ID: ContractParameter = {
  name: 'artifacts-account-id', description: 'Account of images, packages, machine images and files', format: ACCOUNT_ID,
};
export const PACKAGES_REGION: ContractParameter = {
  name: 'packages-region', description: 'Region of the repositories of packages: not every one has the service', format: REGION,
};

export const CERTIFICATE_ARN: ContractParameter = {
  name: 'certificate-arn',
  description: 'Certificate of the environment\'s name and all names directly below it, in this region',
  format: /^arn:[^:]+:acm:[^:]+:\d{12}:certificate\/.+$/,
  given: 'certificate: true',
};

export const NETWORK_CIDR: ContractParameter = {
  name: 'network-cidr',
  description: 'IPv4 addresses of the environment in this region, in CIDR notation',
  format: /^\d+\.\d+\.\d+\.\d+\/\d+$/,
  given: 'an addressPlan of its landing zone',
};
export const NETWORK_SUBNET_BITS: ContractParameter = {
  name: 'network-subnet-bits', description: 'Host bits of a sixteenth of them, as Fn::Cidr takes it', format: /^\d+$/, given: NETWORK_CIDR.given,
};

export const MAIL_ROLE_ARN: ContractParameter = {
  name: 'mail-role-arn',
  description: 'Role in the email account by which this environment sends mail',
  format: /^arn:[^:]+:iam::\d{12}:role\/.+$/,
  given: 'sendsMail, which a sandbox has not',
};
export const MAIL_CONFIGURATION_SET: ContractParameter = {
  name: 'mail-configuration-set',
  description: 'Configuration set and tenant of SES that have to be named with each mail',
  format: /^[A-Za-z0-9_-]+$/,
  given: MAIL_ROLE_ARN.given,
};
export const PRIVATE_ZONES_TOPIC_ARN: ContractParameter = {
  name: 'private-zones-topic-arn',
  description: 'ServiceToken, in this region, of a Custom::PrivateZoneAssociation: ZoneName, VpcId',
  format: /^arn:[^:]+:sns:[^:]+:\d{12}:.+$/,
  given: 'a private zone that dns.addPrivateZone shares with it',
};

/** Those of each environment. */
export const CONTRACT: ContractParameter[] = [
  CONTRACT_VERSION_NOW, ENVIRONMENT_NAME, ENVIRONMENT_TYPE, PLATFORM_VERSION, HOME_REGION, HOSTED_ZONE_NAME, HOSTED_ZONE_ID, LOG_RETENTION_DAYS,
  ARTIFACTS_ACCOUNT_ID, PACKAGES_REGION,
];

/** All, with those that an environment has only if it was given something. */
export const WHOLE_CONTRACT: ContractParameter[] = [
  ...CONTRACT, CERTIFICATE_ARN, NETWORK_CIDR, NETWORK_SUBNET_BITS, MAIL_ROLE_ARN, MAIL_CONFIGURATION_SET, PRIVATE_ZONES_TOPIC_ARN,
];

/** Where the contract stands, with a slash at both ends. */
export function contractPath(prefix: string): string {
  return `/${prefix}/${CONTRACT_VERSION}/`;
}

/**
 * Name of a parameter. One that came later has its release in it: where it is missing, CloudFormation, Terraform and SSM say nothing but the name, so that
 * the name has to say which platform publishes it.
 */
export function contractName(prefix: string, { name, since }: ContractParameter): string {
  return `${contractPath(prefix)}${since ? `since-${since}/` : ''}${name}`;
}
