import { ActivateOrganizationsAccessCommand, CloudFormationClient } from '@aws-sdk/client-cloudformation';
import {
  CreateOrganizationCommand, DescribeOrganizationCommand, EnableAWSServiceAccessCommand, Organization, OrganizationsClient,
  paginateListAWSServiceAccessForOrganization,
} from '@aws-sdk/client-organizations';
import { ORGANIZATION_ATTRIBUTES, OrganizationProperties, STACK_SETS_SERVICE } from './constants';
import { rootId } from './organizational-unit';
import type { ResourceKind } from '../runtime/custom-resource';
import { Properties } from '../runtime/properties';
import { retry } from '../runtime/retry';

/** A new organization is not ready at once. */
const SETTLING = { on: ['ConcurrentModificationException'], for: 5 * 60_000 };

/** The organization: made, or adopted as it is. */
export class OrganizationKind implements ResourceKind<OrganizationProperties> {
  public constructor(private readonly organizations: OrganizationsClient, private readonly cloudFormation: CloudFormationClient) {}

  public parse(raw: Record<string, unknown>): OrganizationProperties {
    return { TrustedServices: new Properties(raw).strings('TrustedServices') };
  }

  public async ensure({ properties }: { properties: OrganizationProperties }) {
    const organization = await this.observe() ?? await this.create();
    if (organization.FeatureSet !== 'ALL') {
      throw new Error(`organization ${organization.Id}: got feature set ${organization.FeatureSet}, expected ALL; `
        + 'enable all features in the Organizations console (each member has to accept), then deploy again');
    }
    await this.trustServices(properties.TrustedServices);
    return {
      physicalId: organization.Id!,
      attributes: { [ORGANIZATION_ATTRIBUTES.id]: organization.Id, [ORGANIZATION_ATTRIBUTES.rootId]: await rootId(this.organizations) },
    };
  }

  /** An organization is never deleted: it holds every account there is. */
  public async remove(): Promise<void> {}

  private async observe(): Promise<Organization | undefined> {
    try {
      return (await this.organizations.send(new DescribeOrganizationCommand({}))).Organization;
    } catch (error) {
      if ((error as Error).name === 'AWSOrganizationsNotInUseException') return undefined;
      throw error;
    }
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

  private async trustServices(wanted: string[]): Promise<void> {
    const trusted = new Set<string>();
    for await (const page of paginateListAWSServiceAccessForOrganization({ client: this.organizations }, {})) {
      for (const service of page.EnabledServicePrincipals ?? []) trusted.add(service.ServicePrincipal!);
    }
    for (const service of wanted.filter(principal => !trusted.has(principal))) {
      await retry(SETTLING, () => service === STACK_SETS_SERVICE
        ? this.cloudFormation.send(new ActivateOrganizationsAccessCommand({}))
        : this.organizations.send(new EnableAWSServiceAccessCommand({ ServicePrincipal: service })) as Promise<unknown>);
    }
  }
}
