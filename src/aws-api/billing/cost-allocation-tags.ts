import { CostExplorerClient, paginateListCostAllocationTags, UpdateCostAllocationTagsStatusCommand } from '@aws-sdk/client-cost-explorer';
import { CostAllocationTagsProperties, STATE_ATTRIBUTE } from './constants';
import { withCostExplorer } from './cost-explorer';
import type { ResourceKind, ResourceRequest } from '../runtime/custom-resource';
import { Properties } from '../runtime/properties';

/** Of a call. @see https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_UpdateCostAllocationTagsStatus.html */
const AT_ONCE = 20;

/** Tags by which the bill can be broken down. AWS knows a key a day after it was first seen on something that costs: before, it cannot be switched on. */
export class CostAllocationTagsKind implements ResourceKind<CostAllocationTagsProperties> {
  public constructor(private readonly costExplorer: CostExplorerClient) {}

  public parse(raw: Record<string, unknown>): CostAllocationTagsProperties {
    const properties = new Properties(raw);
    return { Keys: properties.strings('Keys'), Accounts: properties.string('Accounts') };
  }

  public async ensure({ properties: { Keys } }: ResourceRequest<CostAllocationTagsProperties>) {
    const state = await withCostExplorer(async () => {
      const known = await this.known();
      const refused = await this.switchOn(Keys.filter(key => known.get(key) === 'Inactive'));
      const unseen = Keys.filter(key => !known.has(key));
      const waiting = [...unseen.map(key => `${key} (never seen)`), ...refused].join(', ');
      if (!waiting) return 'on';
      console.log(JSON.stringify({ waiting }));
      return `on, but for ${waiting}; it is tried again when the next account comes`;
    });
    return { physicalId: 'cost-allocation-tags', attributes: { [STATE_ATTRIBUTE]: state } };
  }

  /** They stay on: reports rest on them, and AWS fills in nothing for the time without. */
  public async remove(): Promise<void> {}

  private async known(): Promise<Map<string, string>> {
    const known = new Map<string, string>();
    for await (const page of paginateListCostAllocationTags({ client: this.costExplorer }, {})) {
      for (const { TagKey, Status } of page.CostAllocationTags ?? []) known.set(TagKey!, Status!);
    }
    return known;
  }

  /** @returns those that AWS did not switch on, each with its reason */
  private async switchOn(keys: string[]): Promise<string[]> {
    const refused: string[] = [];
    for (let at = 0; at < keys.length; at += AT_ONCE) {
      const { Errors } = await this.costExplorer.send(new UpdateCostAllocationTagsStatusCommand({
        CostAllocationTagsStatus: keys.slice(at, at + AT_ONCE).map(TagKey => ({ TagKey, Status: 'Active' })),
      }));
      refused.push(...Errors?.map(({ TagKey, Code, Message }) => `${TagKey} (${Code}: ${Message})`) ?? []);
    }
    return refused;
  }
}
