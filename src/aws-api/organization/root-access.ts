import {
  EnableOrganizationsRootCredentialsManagementCommand, EnableOrganizationsRootSessionsCommand, FeatureType, IAMClient,
  ListOrganizationsFeaturesCommand,
} from '@aws-sdk/client-iam';
import type { ResourceKind } from '../runtime/custom-resource';
import { retry } from '../runtime/retry';

/** The organization trusts IAM since a moment ago. */
const SETTLING = { on: ['ServiceAccessNotEnabledException', 'OrganizationNotFoundException'], for: 2 * 60_000 };

/**
 * Root users of the member accounts, managed from one place: accounts that come are made without credentials of the root user, those of others can be taken away, and
 * what only a root user can do is a session of a few minutes with that one right.
 */
export class RootAccessKind implements ResourceKind<object> {
  public constructor(private readonly iam: IAMClient) {}

  public parse(): object {
    return {};
  }

  public async ensure() {
    const { EnabledFeatures = [] } = await retry(SETTLING, () => this.iam.send(new ListOrganizationsFeaturesCommand({})));
    const enabled = (feature: FeatureType) => EnabledFeatures.includes(feature);
    if (!enabled('RootCredentialsManagement')) await retry(SETTLING, () => this.iam.send(new EnableOrganizationsRootCredentialsManagementCommand({})));
    if (!enabled('RootSessions')) await retry(SETTLING, () => this.iam.send(new EnableOrganizationsRootSessionsCommand({})));
    return { physicalId: 'root-access' };
  }

  /** Root users do not get their credentials back by a change of the code. */
  public async remove(): Promise<void> {}
}
