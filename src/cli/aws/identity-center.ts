import { ListInstancesCommand, SSOAdminClient } from '@aws-sdk/client-sso-admin';
import { RETRY } from './call';
import { pages } from './pages';
import type { RegistryFile } from '../../accounts/registry-file';

/** The organization's instance of IAM Identity Center in this region; undefined while it is not switched on. */
export async function identityCenterInstance(region: string, managementAccountId: string): Promise<RegistryFile['identityCenter']> {
  const client = new SSOAdminClient({ region, ...RETRY });
  const instances = await pages('sso:ListInstances', region, NextToken => client.send(new ListInstancesCommand({ NextToken })), page => page.Instances);
  // the others belong to one account alone
  const found = instances.find(instance => instance.OwnerAccountId === managementAccountId) ?? instances.find(instance => !instance.OwnerAccountId);
  return found && { instanceArn: found.InstanceArn!, identityStoreId: found.IdentityStoreId!, region };
}
