import { ListInstancesCommand, SSOAdminClient } from '@aws-sdk/client-sso-admin';
import { call, RETRY } from './call';
import type { RegistryFile } from '../../accounts/registry-file';

/** The organization's instance of IAM Identity Center in this region; undefined while it is not switched on. */
export async function identityCenterInstance(region: string, managementAccountId: string): Promise<RegistryFile['identityCenter']> {
  const client = new SSOAdminClient({ region, ...RETRY });
  const instances = [];
  let NextToken: string | undefined;
  do {
    const token = NextToken;
    const page = await call('sso:ListInstances', region, () => client.send(new ListInstancesCommand({ NextToken: token })));
    instances.push(...page.Instances ?? []);
    NextToken = page.NextToken;
  } while (NextToken);
  // the others belong to one account alone
  const found = instances.find(instance => instance.OwnerAccountId === managementAccountId) ?? instances.find(instance => !instance.OwnerAccountId);
  return found && { instanceArn: found.InstanceArn!, identityStoreId: found.IdentityStoreId!, region };
}
