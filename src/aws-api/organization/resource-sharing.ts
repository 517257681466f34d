import { GetRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import { OrganizationsClient } from '@aws-sdk/client-organizations';
import { EnableSharingWithAwsOrganizationCommand, RAMClient } from '@aws-sdk/client-ram';
import { SHARING_ROLE, SHARING_SERVICE } from './constants';
import { trustedServices } from './trusted-services';
import type { ResourceKind } from '../runtime/custom-resource';
import { retry } from '../runtime/retry';

/** A new organization is not known everywhere at once. */
const SETTLING = { on: ['OperationNotPermittedException', 'ServerInternalException', 'ServiceUnavailableException'], for: 60_000 };

/**
 * Sharing by RAM with the organization and its units, without an invitation to each account. It is switched on by RAM's own call: trusted access alone, given in
 * Organizations, leaves out the role with which RAM looks who belongs to the organization.
 */
export class ResourceSharingKind implements ResourceKind<object> {
  public constructor(private readonly organizations: OrganizationsClient, private readonly iam: IAMClient, private readonly ram: RAMClient) {}

  public parse(): object {
    return {};
  }

  public async ensure() {
    if (!(await trustedServices(this.organizations)).has(SHARING_SERVICE) || !await this.hasRole()) {
      const { returnValue } = await retry(SETTLING, () => this.ram.send(new EnableSharingWithAwsOrganizationCommand({})));
      if (!returnValue) throw new Error('sharing with the organization: got a refusal of RAM without a reason, expected it to be on; deploy again');
    }
    return { physicalId: 'resource-sharing' };
  }

  /** What is shared would be lost. */
  public async remove(): Promise<void> {}

  private async hasRole(): Promise<boolean> {
    try {
      await this.iam.send(new GetRoleCommand({ RoleName: SHARING_ROLE }));
      return true;
    } catch (error) {
      if ((error as Error).name === 'NoSuchEntityException') return false;
      throw error;
    }
  }
}
