import {
  CreateMemberCommand, DescribeOrganizationConfigurationCommand, EnableMacieCommand, GetMacieSessionCommand, Macie2Client, paginateListMembers,
  UpdateOrganizationConfigurationCommand,
} from '@aws-sdk/client-macie2';
import { OrganizationsClient } from '@aws-sdk/client-organizations';
import type { OrganizationMembersProperties } from './constants';
import { addMissing, memberAccounts } from './members';
import type { ResourceKind } from '../runtime/custom-resource';
import { Properties } from '../runtime/properties';
import { retry } from '../runtime/retry';

/** It became the administrator a moment ago. */
const SETTLING = { on: ['AccessDeniedException', 'ConflictException'], for: 60_000 };

/** Macie of all accounts in this region, as its administrator says it. */
export class MacieKind implements ResourceKind<OrganizationMembersProperties> {
  public constructor(private readonly macie: Macie2Client, private readonly organizations: OrganizationsClient) {}

  public parse(raw: Record<string, unknown>): OrganizationMembersProperties {
    return { AccountId: new Properties(raw).string('AccountId') };
  }

  public async ensure({ properties: { AccountId } }: { properties: OrganizationMembersProperties }) {
    if (!await this.isOn()) await this.macie.send(new EnableMacieCommand({ status: 'ENABLED' }));
    const { autoEnable } = await retry(SETTLING, () => this.macie.send(new DescribeOrganizationConfigurationCommand({})));
    if (!autoEnable) await this.macie.send(new UpdateOrganizationConfigurationCommand({ autoEnable: true }));
    await addMissing(await memberAccounts(this.organizations, AccountId), {
      service: 'Macie',
      atOnce: 1,
      present: async () => {
        const ids = new Set<string>();
        for await (const page of paginateListMembers({ client: this.macie }, { onlyAssociated: 'true' })) page.members?.forEach(({ accountId }) => ids.add(accountId!));
        return ids;
      },
      add: async ([{ id, email }]) => {
        try {
          await this.macie.send(new CreateMemberCommand({ account: { accountId: id, email } }));
          return [];
        } catch (error) {
          return [{ id, reason: (error as Error).name }];
        }
      },
    });
    return { physicalId: 'macie' };
  }

  /** Nobody is watched less because a line of code is gone. */
  public async remove(): Promise<void> {}

  /** Macie refuses every question of an account that it is not on in. */
  private async isOn(): Promise<boolean> {
    try {
      await this.macie.send(new GetMacieSessionCommand({}));
      return true;
    } catch (error) {
      if ((error as Error).name === 'AccessDeniedException') return false;
      throw error;
    }
  }
}
