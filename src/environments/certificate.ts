import { Stack } from 'aws-cdk-lib';
import * as acm from 'aws-cdk-lib/aws-certificatemanager';
import { CERTIFICATE_ARN, contractName, HOSTED_ZONE_ID } from './contract';
import { publish } from './contract-publisher';
import { parameterValue } from '../private/parameter-value';
import { Platform } from '../private/platform';

/**
 * A certificate for the environment's name and all names directly below it, validated in the environment's own zone. ACM renews it as long as the records that
 * validate it stand there. Services take certificates of their own region alone, so that each has one.
 */
export function addCertificate(stack: Stack, platform: Platform, zoneName: string): void {
  const names = [zoneName, `*.${zoneName}`];
  const hostedZoneId = parameterValue(stack, contractName(platform.configuration.prefix, HOSTED_ZONE_ID));
  const certificate = new acm.CfnCertificate(stack, 'Certificate', {
    domainName: zoneName,
    subjectAlternativeNames: names.slice(1),
    validationMethod: 'DNS',
    domainValidationOptions: names.map(domainName => ({ domainName, hostedZoneId })),
  });
  publish(stack, platform, CERTIFICATE_ARN, certificate.ref);
}
