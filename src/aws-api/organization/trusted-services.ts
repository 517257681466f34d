import { OrganizationsClient, paginateListAWSServiceAccessForOrganization } from '@aws-sdk/client-organizations';

/** Service principals that may act in the accounts of the organization. */
export async function trustedServices(organizations: OrganizationsClient): Promise<Set<string>> {
  const trusted = new Set<string>();
  for await (const page of paginateListAWSServiceAccessForOrganization({ client: organizations }, {})) {
    for (const service of page.EnabledServicePrincipals ?? []) trusted.add(service.ServicePrincipal!);
  }
  return trusted;
}
