import { CfnResource, Stack } from 'aws-cdk-lib';
import * as route53 from 'aws-cdk-lib/aws-route53';
import type { SigningKey } from './signing-key';

/** Name of a zone's key-signing key; Route 53 takes letters, digits and underscores. */
const KEY_NAME = 'cloud_platform';

/**
 * Signs a zone. CloudFormation takes it back in the reverse order, and Route 53 itself refuses to stop as long as the parent has a DS of the key.
 *
 * @returns what has to be there before a parent may say that the zone is signed
 */
export function signZone(stack: Stack, id: string, zone: route53.IHostedZone, key: SigningKey): CfnResource {
  const signer = new route53.CfnKeySigningKey(stack, `${id}-KeySigningKey`, {
    hostedZoneId: zone.hostedZoneId, keyManagementServiceArn: key.arnIn(stack), name: KEY_NAME, status: 'ACTIVE',
  });
  const signing = new route53.CfnDNSSEC(stack, `${id}-Dnssec`, { hostedZoneId: zone.hostedZoneId });
  signing.addResourceDependency(signer);
  return signing;
}
