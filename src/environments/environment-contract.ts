import { Stack } from 'aws-cdk-lib';
import {
  ARTIFACTS_ACCOUNT_ID, CONTRACT_VERSION, CONTRACT_VERSION_NOW, ENVIRONMENT_NAME, ENVIRONMENT_TYPE, HOME_REGION, HOSTED_ZONE_ID, HOSTED_ZONE_NAME,
  LOG_RETENTION_DAYS, NETWORK_CIDR, NETWORK_SUBNET_BITS, PACKAGES_REGION, PLATFORM_VERSION,
} from './contract';
import { publish, publishEverywhere } from './contract-publisher';
import type { EnvironmentAccount } from './environment-account';
import { subnetBits } from './environment-ip-addresses';
import { libraryVersion } from '../private/own-package';
import { Platform } from '../private/platform';

/** What the contract has in a region of every environment; what an environment was given besides is published with that. */
export function publishContract(environment: EnvironmentAccount, stack: Stack, platform: Platform): void {
  publish(stack, platform, CONTRACT_VERSION_NOW, CONTRACT_VERSION);
  publish(stack, platform, ENVIRONMENT_NAME, environment.environmentName);
  publish(stack, platform, ENVIRONMENT_TYPE, environment.environmentTypeName);
  publish(stack, platform, PLATFORM_VERSION, libraryVersion());
  publish(stack, platform, HOME_REGION, platform.homeRegion);
  publish(stack, platform, LOG_RETENTION_DAYS, String(environment.environmentType.logRetention));
  publish(stack, platform, HOSTED_ZONE_NAME, environment.zoneName);
  if (environment._networks) {
    publish(stack, platform, NETWORK_CIDR, environment._networks[stack.region]);
    publish(stack, platform, NETWORK_SUBNET_BITS, subnetBits(platform.configuration.addressPlan!._networkPrefixLength));
  }
  const { artifacts } = platform;
  if (artifacts.accountId) publish(stack, platform, ARTIFACTS_ACCOUNT_ID, artifacts.accountId);
  if (artifacts.accountId && artifacts._packagesRegion) publish(stack, platform, PACKAGES_REGION, artifacts._packagesRegion);
  if (stack.region === platform.homeRegion) publishEverywhere(stack, platform, HOSTED_ZONE_ID, environment.hostedZone.hostedZoneId);
}
