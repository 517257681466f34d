import {
  AssociateMemberCommand, BatchGetAccountStatusCommand, DescribeOrganizationConfigurationCommand, EnableCommand, Inspector2Client,
  paginateListMembers, ResourceScanType, UpdateOrganizationConfigurationCommand,
} from '@aws-sdk/client-inspector2';
import { OrganizationsClient } from '@aws-sdk/client-organizations';
import type { InspectorProperties } from './constants';
import { addMissing, memberAccounts, Refusal, refusal } from './members';
import type { ResourceKind } from '../runtime/custom-resource';
import { Properties } from '../runtime/properties';
import { retry } from '../runtime/retry';

/** It became the administrator a moment ago, or an account has just come. */
const SETTLING = { on: ['AccessDeniedException', 'ConflictException'], for: 60_000 };

/** How many accounts a call takes. */
const AT_ONCE = 100;

/** By what name each type of resource goes elsewhere in the API. */
const KEYS = { EC2: 'ec2', ECR: 'ecr', LAMBDA: 'lambda', LAMBDA_CODE: 'lambdaCode', CODE_REPOSITORY: 'codeRepository' } as const;
type Scan = keyof typeof KEYS;

/** What an account is told that has it, or is about to. */
const ON = ['ENABLED', 'ENABLING'];

/** Inspector of all accounts in this region, as its administrator says it. It switches nothing off. */
export class InspectorKind implements ResourceKind<InspectorProperties> {
  public constructor(private readonly inspector: Inspector2Client, private readonly organizations: OrganizationsClient) {}

  public parse(raw: Record<string, unknown>): InspectorProperties {
    const properties = new Properties(raw);
    const scans = properties.strings('Scans');
    const unknown = scans.find(scan => !Object.hasOwn(KEYS, scan));
    if (unknown) throw new Error(`property Scans: got ${unknown}, expected some of ${Object.keys(KEYS).join(', ')}`);
    return { AccountId: properties.string('AccountId'), Scans: scans };
  }

  public async ensure({ properties }: { properties: InspectorProperties }) {
    const scans = properties.Scans as Scan[];
    await this.everybodyThatComes(scans);
    const accounts = await memberAccounts(this.organizations, properties.AccountId);
    await addMissing(accounts, { service: 'Inspector', atOnce: 1, present: () => this.members(), add: ([{ id }]) => this.associate(id) });
    await this.enable([properties.AccountId, ...accounts.map(({ id }) => id)], scans);
    return { physicalId: 'inspector' };
  }

  /** Nobody is watched less because a line of code is gone. */
  public async remove(): Promise<void> {}

  private async everybodyThatComes(scans: Scan[]): Promise<void> {
    const { autoEnable } = await retry(SETTLING, () => this.inspector.send(new DescribeOrganizationConfigurationCommand({})));
    if (scans.every(scan => autoEnable?.[KEYS[scan]])) return;
    await this.inspector.send(new UpdateOrganizationConfigurationCommand({
      autoEnable: { ec2: false, ecr: false, ...autoEnable, ...Object.fromEntries(scans.map(scan => [KEYS[scan], true])) },
    }));
  }

  private async members(): Promise<Set<string>> {
    const ids = new Set<string>();
    for await (const page of paginateListMembers({ client: this.inspector }, { onlyAssociated: true })) {
      page.members?.forEach(({ accountId }) => ids.add(accountId!));
    }
    return ids;
  }

  private async associate(accountId: string): Promise<Refusal[]> {
    try {
      await retry(SETTLING, () => this.inspector.send(new AssociateMemberCommand({ accountId })));
      return [];
    } catch (error) {
      return [{ id: accountId, reason: (error as Error).name }];
    }
  }

  /** Only for those that lack some of it. */
  private async enable(ids: string[], scans: Scan[]): Promise<void> {
    const refused: Refusal[] = [];
    for (let start = 0; start < ids.length; start += AT_ONCE) {
      const lacking = await this.lacking(ids.slice(start, start + AT_ONCE), scans);
      if (!lacking.length) continue;
      const { failedAccounts } = await this.inspector.send(new EnableCommand({ accountIds: lacking, resourceTypes: scans as ResourceScanType[] }));
      refused.push(...(failedAccounts ?? []).map(({ accountId, errorCode, errorMessage }) => ({ id: accountId, reason: `${errorCode}: ${errorMessage}` })));
    }
    if (refused.length) throw refusal('Inspector', refused);
  }

  private async lacking(accountIds: string[], scans: Scan[]): Promise<string[]> {
    const { accounts = [] } = await this.inspector.send(new BatchGetAccountStatusCommand({ accountIds }));
    const complete = new Set(accounts.filter(({ resourceState }) => scans.every(scan => ON.includes(resourceState?.[KEYS[scan]]?.status ?? ''))).map(({ accountId }) => accountId));
    return accountIds.filter(id => !complete.has(id));
  }
}
