import { IdentitystoreClient } from '@aws-sdk/client-identitystore';
import { SSOAdminClient } from '@aws-sdk/client-sso-admin';
import { GROUP_REFERENCE_TYPE, GROUP_TYPE, PERMISSION_SET_END_TYPE, USER_TYPE } from './constants';
import { GroupKind } from './group';
import { GroupReferenceKind } from './group-reference';
import { PermissionSetEndKind } from './permission-set-end';
import { UserKind } from './user';
import { customResources } from '../runtime/custom-resource';

/** The region of the instance: its stack stands in the same one, and a client is kept. */
const options = (region: string) => ({ region, maxAttempts: 10, retryMode: 'adaptive' });
const stores = new Map<string, IdentitystoreClient>();
const instances = new Map<string, SSOAdminClient>();

function storeIn(region: string): IdentitystoreClient {
  const store = stores.get(region) ?? new IdentitystoreClient(options(region));
  stores.set(region, store);
  return store;
}

function instanceIn(region: string): SSOAdminClient {
  const instance = instances.get(region) ?? new SSOAdminClient(options(region));
  instances.set(region, instance);
  return instance;
}

/** What CloudFormation has no type for, or has one that cannot adopt what exists. */
export const handler = customResources({
  [USER_TYPE]: new UserKind(storeIn),
  [GROUP_TYPE]: new GroupKind(storeIn),
  [GROUP_REFERENCE_TYPE]: new GroupReferenceKind(storeIn),
  [PERMISSION_SET_END_TYPE]: new PermissionSetEndKind(instanceIn),
});
