import { ActivateOrganizationsAccessCommand, CloudFormationClient } from '@aws-sdk/client-cloudformation';
import {
  CreateOrganizationCommand, DescribeOrganizationCommand, EnableAWSServiceAccessCommand, EnablePolicyTypeCommand, Organization,
  OrganizationsClient, PolicyType, PolicyTypeStatus,
} from '@aws-sdk/client-organizations';
import { ORGANIZATION_ATTRIBUTES, OrganizationProperties, STACK_SETS_SERVICE } from './constants';
import { root } from './organizational-unit';
import { trustedServices } from './trusted-services';
import type { ResourceKind } from '../runtime/custom-resource';
import { Properties } from '../runtime/properties';
import { retry } from '../runtime/retry';
import { unless } from '../runtime/unless';

/** A new organization is not ready at once, nor are changes to its policies. */
const SETTLING = { on: ['ConcurrentModificationException', 'PolicyChangesInProgressException'], for: 5 * 60_000 };

/** The organization: made, or adopted as it is. */
export class OrganizationKind implements ResourceKind<OrganizationProperties> {
  public constructor(private readonly organizations: OrganizationsClient, private readonly cloudFormation: CloudFormationClient) {}

  public parse(raw: Record<string, unknown>): OrganizationProperties {
    const properties = new Properties(raw);
    return { TrustedServices: properties.strings('TrustedServices'), PolicyTypes: raw.PolicyTypes === undefined ? [] : properties.strings('PolicyTypes') };
  }

  public async ensure({ properties }: { properties: OrganizationProperties }) {
    const organization = await this.observe() ?? await this.create();
    if (organization.FeatureSet !== 'ALL') {
      throw new Error(`organization ${organization.Id}: got feature set ${organization.FeatureSet}, expected ALL; `
        + 'enable all features in the Organizations console (each member has to accept), then deploy again');
    }
    await this.trustServices(properties.TrustedServices);
    const rootId = await this.switchOn(properties.PolicyTypes);
    return { physicalId: organization.Id!, attributes: { [ORGANIZATION_ATTRIBUTES.id]: organization.Id, [ORGANIZATION_ATTRIBUTES.rootId]: rootId } };
  }

  /** An organization is never deleted: it holds every account there is. */
  public async remove(): Promise<void> {}

  private async observe(): Promise<Organization | undefined> {
    return (await unless(['AWSOrganizationsNotInUseException'], () => this.organizations.send(new DescribeOrganizationCommand({}))))?.Organization;
  }

  private async create(): Promise<Organization> {
    try {
      return (await retry(SETTLING, () => this.organizations.send(new CreateOrganizationCommand({ FeatureSet: 'ALL' })))).Organization!;
    } catch (error) {
      // a call that was cut off may have made it
      if ((error as Error).name === 'AlreadyInOrganizationException') return (await this.observe())!;
      throw error;
    }
  }

  /** @returns id of the root, where policy types are switched on */
  private async switchOn(wanted: string[]): Promise<string> {
    const { Id, PolicyTypes } = await root(this.organizations);
    const known = PolicyTypes?.filter(({ Status }) => Status !== PolicyTypeStatus.PENDING_DISABLE).map(({ Type }) => Type as string) ?? [];
    for (const type of wanted.filter(one => !known.includes(one))) await retry(SETTLING, () => this.enable(Id!, type as PolicyType));
    return Id!;
  }

  private async enable(RootId: string, type: PolicyType): Promise<void> {
    try {
      await this.organizations.send(new EnablePolicyTypeCommand({ RootId, PolicyType: type }));
    } catch (error) {
      // a call that was cut off may have done it
      if ((error as Error).name !== 'PolicyTypeAlreadyEnabledException') throw error;
    }
  }

  private async trustServices(wanted: string[]): Promise<void> {
    const trusted = await trustedServices(this.organizations);
    for (const service of wanted.filter(principal => !trusted.has(principal))) {
      await retry(SETTLING, () => service === STACK_SETS_SERVICE
        ? this.cloudFormation.send(new ActivateOrganizationsAccessCommand({}))
        : this.organizations.send(new EnableAWSServiceAccessCommand({ ServicePrincipal: service })) as Promise<unknown>);
    }
  }
}
