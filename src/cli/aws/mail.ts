import {
  GetAccountCommand, GetConfigurationSetCommand, GetEmailIdentityCommand, GetTenantCommand, PutConfigurationSetSendingOptionsCommand, SESv2Client,
  UpdateReputationEntityCustomerManagedStatusCommand,
} from '@aws-sdk/client-sesv2';
import { awsCode, call, RETRY } from './call';
import type { SessionCredentials } from './identity';

/** How far AWS lets an account send. */
export interface SendingAccount {
  /** Whether it may send to everybody. */
  readonly productionAccess: boolean;
  /** What AWS's people say of the request: `PENDING`, `FAILED`, `GRANTED`, `DENIED`; absent while there is none. */
  readonly review?: string;
  /** Mails in 24 hours, and in one second. */
  readonly quota: { readonly perDay: number; readonly perSecond: number; readonly sentToday: number };
  /** `HEALTHY`, `PROBATION` or `SHUTDOWN`. */
  readonly enforcement: string;
}

/** What SES has found in DNS. */
export interface IdentityState {
  readonly verified: boolean;
  readonly dkim: string;
  readonly mailFrom: string;
}

/** SES in the email account. */
export class Mail {
  private readonly client: SESv2Client;

  public constructor(region: string, private readonly account: string, credentials?: SessionCredentials) {
    this.client = new SESv2Client({ region, credentials, ...RETRY });
  }

  public async sendingAccount(): Promise<SendingAccount> {
    const { ProductionAccessEnabled, SendQuota, EnforcementStatus, Details } = await call('ses:GetAccount', this.account, () => this.client.send(new GetAccountCommand({})));
    return {
      productionAccess: !!ProductionAccessEnabled,
      review: Details?.ReviewDetails?.Status,
      quota: { perDay: SendQuota?.Max24HourSend ?? 0, perSecond: SendQuota?.MaxSendRate ?? 0, sentToday: SendQuota?.SentLast24Hours ?? 0 },
      enforcement: EnforcementStatus ?? 'unknown',
    };
  }

  /** Undefined while there is no such identity. */
  public async identity(domainName: string): Promise<IdentityState | undefined> {
    const found = await this.ifThere('ses:GetEmailIdentity', () => this.client.send(new GetEmailIdentityCommand({ EmailIdentity: domainName })));
    return found && {
      verified: !!found.VerifiedForSendingStatus,
      dkim: found.DkimAttributes?.Status ?? 'NOT_STARTED',
      mailFrom: found.MailFromAttributes?.MailFromDomainStatus ?? 'PENDING',
    };
  }

  /** Whether a configuration set sends; undefined while there is none of that name. */
  public async sends(configurationSet: string): Promise<boolean | undefined> {
    const found = await this.ifThere('ses:GetConfigurationSet', () => this.client.send(new GetConfigurationSetCommand({ ConfigurationSetName: configurationSet })));
    return found && found.SendingOptions?.SendingEnabled !== false;
  }

  /** Lets an environment send, or not: its configuration set, which nobody can go around, and its tenant, where SES has one. */
  public async switch(name: string, on: boolean): Promise<void> {
    await call('ses:PutConfigurationSetSendingOptions', this.account, () => this.client.send(
      new PutConfigurationSetSendingOptionsCommand({ ConfigurationSetName: name, SendingEnabled: on })));
    const found = await this.ifThere('ses:GetTenant', () => this.client.send(new GetTenantCommand({ TenantName: name })));
    const tenant = found?.Tenant?.TenantArn;
    if (!tenant) return;
    await call('ses:UpdateReputationEntityCustomerManagedStatus', this.account, () => this.client.send(new UpdateReputationEntityCustomerManagedStatusCommand({
      ReputationEntityType: 'RESOURCE', ReputationEntityReference: tenant, SendingStatus: on ? 'ENABLED' : 'DISABLED',
    })));
  }

  public close(): void {
    this.client.destroy();
  }

  private async ifThere<T>(action: string, get: () => Promise<T>): Promise<T | undefined> {
    try {
      return await call(action, this.account, get);
    } catch (error) {
      if (awsCode(error) === 'NotFoundException') return undefined;
      throw error;
    }
  }
}
