import { GuardDutyClient } from '@aws-sdk/client-guardduty';
import { DescribeHubCommand, EnableSecurityHubCommand, SecurityHubClient } from '@aws-sdk/client-securityhub';
import type { OwnSecurityServiceProperties, OwnService } from './constants';
import { switchedOnDetector } from './detector';
import type { ResourceKind } from '../runtime/custom-resource';
import { Properties } from '../runtime/properties';

/**
 * A service in the management account's own region: no administrator can switch it on there, and without it the account is no member. One that is on is
 * adopted as it is.
 */
export class OwnSecurityServiceKind implements ResourceKind<OwnSecurityServiceProperties> {
  private readonly switchOn: Record<OwnService, () => Promise<unknown>>;

  public constructor(guardDuty: GuardDutyClient, private readonly securityHub: SecurityHubClient) {
    this.switchOn = { guardduty: () => switchedOnDetector(guardDuty), securityhub: () => this.hub() };
  }

  public parse(raw: Record<string, unknown>): OwnSecurityServiceProperties {
    const service = new Properties(raw).string('Service');
    if (!Object.hasOwn(this.switchOn, service)) throw new Error(`property Service: got ${service}, expected one of ${Object.keys(this.switchOn).join(', ')}`);
    return { Service: service as OwnService };
  }

  public async ensure({ properties: { Service } }: { properties: OwnSecurityServiceProperties }) {
    await this.switchOn[Service]();
    return { physicalId: `own/${Service}` };
  }

  /** Nobody would watch over the account that can do most. */
  public async remove(): Promise<void> {}

  private async hub(): Promise<void> {
    try {
      await this.securityHub.send(new DescribeHubCommand({}));
    } catch (error) {
      if (!['InvalidAccessException', 'ResourceNotFoundException'].includes((error as Error).name)) throw error;
      await this.enable();
    }
  }

  /** Which standards, the configuration of the organization says. */
  private async enable(): Promise<void> {
    try {
      await this.securityHub.send(new EnableSecurityHubCommand({ EnableDefaultStandards: false }));
    } catch (error) {
      // a call that was cut off may have done it
      if ((error as Error).name !== 'ResourceConflictException') throw error;
    }
  }
}
