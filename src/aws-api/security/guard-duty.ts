import {
  CreateMembersCommand, DescribeOrganizationConfigurationCommand, DescribeOrganizationConfigurationCommandOutput, DetectorFeature,
  FindingPublishingFrequency, GuardDutyClient, OrgFeature, paginateListMembers, UpdateDetectorCommand, UpdateOrganizationConfigurationCommand,
} from '@aws-sdk/client-guardduty';
import { OrganizationsClient } from '@aws-sdk/client-organizations';
import type { GuardDutyProperties } from './constants';
import { switchedOnDetector } from './detector';
import { addMissing, memberAccounts } from './members';
import type { ResourceKind } from '../runtime/custom-resource';
import { Properties } from '../runtime/properties';
import { retry } from '../runtime/retry';

/** It became the administrator a moment ago. */
const SETTLING = { on: ['BadRequestException', 'AccessDeniedException'], for: 60_000 };

/** What Runtime Monitoring needs in the accounts: GuardDuty takes care of the agents itself. */
const AGENTS = ['EKS_ADDON_MANAGEMENT', 'ECS_FARGATE_AGENT_MANAGEMENT', 'EC2_AGENT_MANAGEMENT'] as const;

/** GuardDuty of all accounts in this region, as its administrator says it: on everywhere, with these plans. It switches nothing off. */
export class GuardDutyKind implements ResourceKind<GuardDutyProperties> {
  public constructor(private readonly guardDuty: GuardDutyClient, private readonly organizations: OrganizationsClient) {}

  public parse(raw: Record<string, unknown>): GuardDutyProperties {
    const properties = new Properties(raw);
    return { AccountId: properties.string('AccountId'), Plans: properties.strings('Plans'), Frequency: properties.string('Frequency') };
  }

  public async ensure({ properties }: { properties: GuardDutyProperties }) {
    const detectorId = await this.own(properties);
    await this.everybody(detectorId, properties);
    await this.members(detectorId, properties);
    return { physicalId: 'guardduty' };
  }

  /** Nobody is watched less because a line of code is gone. */
  public async remove(): Promise<void> {}

  /** The administrator's own: what it says of all accounts is not about itself. */
  private async own({ Plans, Frequency }: GuardDutyProperties): Promise<string> {
    const detector = await switchedOnDetector(this.guardDuty);
    const missing = Plans.filter(plan => !detector.Features?.some(({ Name, Status }) => Name === plan && Status === 'ENABLED'));
    if (missing.length || detector.FindingPublishingFrequency !== Frequency) {
      await this.guardDuty.send(new UpdateDetectorCommand({
        DetectorId: detector.id,
        Enable: true,
        FindingPublishingFrequency: Frequency as FindingPublishingFrequency,
        Features: missing.map(plan => ({
          Name: plan as DetectorFeature, Status: 'ENABLED', ...hasAgents(plan) && { AdditionalConfiguration: AGENTS.map(Name => ({ Name, Status: 'ENABLED' })) },
        })),
      }));
    }
    return detector.id;
  }

  private async everybody(DetectorId: string, { Plans }: GuardDutyProperties): Promise<void> {
    const { AutoEnableOrganizationMembers: auto, features } = await this.configuration(DetectorId);
    const missing = Plans.filter(plan => !features.some(({ Name, AutoEnable }) => Name === plan && AutoEnable === 'ALL'));
    if (auto === 'ALL' && !missing.length) return;
    await this.guardDuty.send(new UpdateOrganizationConfigurationCommand({
      DetectorId,
      AutoEnableOrganizationMembers: 'ALL',
      Features: missing.map(plan => ({
        Name: plan as OrgFeature, AutoEnable: 'ALL', ...hasAgents(plan) && { AdditionalConfiguration: AGENTS.map(Name => ({ Name, AutoEnable: 'ALL' })) },
      })),
    }));
  }

  private async configuration(DetectorId: string) {
    const ask = (NextToken?: string) => (
      retry(SETTLING, () => this.guardDuty.send(new DescribeOrganizationConfigurationCommand({ DetectorId, NextToken }))));
    let page: DescribeOrganizationConfigurationCommandOutput = await ask();
    const features = page.Features ?? [];
    while (page.NextToken) {
      page = await ask(page.NextToken);
      features.push(...page.Features ?? []);
    }
    return { ...page, features };
  }

  /** `ALL` brings them within a day; from the first minute they are there by being named. */
  private async members(DetectorId: string, { AccountId }: GuardDutyProperties): Promise<void> {
    await addMissing(await memberAccounts(this.organizations, AccountId), {
      service: 'GuardDuty',
      atOnce: 50,
      present: async () => {
        const ids = new Set<string>();
        for await (const page of paginateListMembers({ client: this.guardDuty }, { DetectorId, OnlyAssociated: 'true' })) {
          page.Members?.forEach(member => ids.add(member.AccountId!));
        }
        return ids;
      },
      add: async accounts => {
        const { UnprocessedAccounts } = await this.guardDuty.send(new CreateMembersCommand({
          DetectorId, AccountDetails: accounts.map(({ id, email }) => ({ AccountId: id, Email: email })),
        }));
        return (UnprocessedAccounts ?? []).map(one => ({ id: one.AccountId, reason: one.Result }));
      },
    });
  }
}

function hasAgents(plan: string): boolean {
  return plan === 'RUNTIME_MONITORING';
}
