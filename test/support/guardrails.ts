import { App } from 'aws-cdk-lib';
import { AccountEmail, AccountRegistry, LandingZone, LandingZoneProps } from '../../src';

export const GUARDRAILS_STACK = 'Acme/management/eu-west-1-guardrails';

/** A landing zone without environments. */
export function acme(app: App, props: Partial<LandingZoneProps> = {}): LandingZone {
  return new LandingZone(app, 'Acme', {
    accounts: AccountRegistry.of({
      organizationId: 'o-exampleorgid',
      rootId: 'r-exam',
      accounts: [{ name: 'management', accountId: '111111111111', slot: 0 }, { name: 'identity', accountId: '444444444444', slot: 3 }],
    }),
    accountEmail: AccountEmail.plusAddress('aws@acme.com'),
    domainName: 'acme.com',
    homeRegion: 'eu-west-1',
    ...props,
  });
}
