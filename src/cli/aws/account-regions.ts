import { AccountClient, EnableRegionCommand, GetRegionOptStatusCommand } from '@aws-sdk/client-account';
import { awsCode, call, RETRY } from './call';

/** In AWS's words; a region that is open by default is `ENABLED`. */
export type RegionStatus = 'ENABLED' | 'ENABLING' | 'DISABLED' | 'DISABLING';

/** Opting accounts in to regions, by AWS Account Management. */
export class AccountRegions {
  private readonly client: AccountClient;
  /** What is too many at once may stay so for hours: the SDK need not try again. */
  private readonly impatient: AccountClient;

  /** @param caller account of the credentials, which asks for itself without its id */
  constructor(region: string, private readonly caller: string) {
    this.client = new AccountClient({ region, ...RETRY });
    this.impatient = new AccountClient({ region, ...RETRY, maxAttempts: 2 });
  }

  public async status(account: string, region: string): Promise<RegionStatus> {
    const { RegionOptStatus } = await call('account:GetRegionOptStatus', `${account} (${region})`,
      () => this.client.send(new GetRegionOptStatusCommand({ ...this.of(account), RegionName: region })));
    return RegionOptStatus === 'ENABLED_BY_DEFAULT' ? 'ENABLED' : RegionOptStatus as RegionStatus;
  }

  /** @returns false if AWS takes no more at the moment, or works on this one already */
  public async enable(account: string, region: string): Promise<boolean> {
    try {
      await call('account:EnableRegion', `${account} (${region})`,
        () => this.impatient.send(new EnableRegionCommand({ ...this.of(account), RegionName: region })));
      return true;
    } catch (error) {
      if (['TooManyRequestsException', 'ConflictException'].includes(awsCode(error) ?? '')) return false;
      throw error;
    }
  }

  private of(account: string): { AccountId?: string } {
    return account === this.caller ? {} : { AccountId: account };
  }
}
