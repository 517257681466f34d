import { AccountClient } from '@aws-sdk/client-account';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { IAMClient } from '@aws-sdk/client-iam';
import { OrganizationsClient } from '@aws-sdk/client-organizations';
import { RAMClient } from '@aws-sdk/client-ram';
import { AccountKind } from './account';
import { AlternateContactsKind } from './alternate-contacts';
import {
  ACCOUNT_TYPE, ALTERNATE_CONTACTS_TYPE, DELEGATED_ADMINISTRATOR_TYPE, ORGANIZATION_TYPE, ORGANIZATIONAL_UNIT_TYPE, RESOURCE_SHARING_TYPE,
  ROOT_ACCESS_TYPE,
} from './constants';
import { DelegatedAdministratorKind } from './delegated-administrator';
import { OrganizationKind } from './organization';
import { OrganizationalUnitKind } from './organizational-unit';
import { ResourceSharingKind } from './resource-sharing';
import { RootAccessKind } from './root-access';
import { customResources } from '../runtime/custom-resource';

const PATIENT = { maxAttempts: 10, retryMode: 'adaptive' };
const organizations = new OrganizationsClient(PATIENT);
const iam = new IAMClient(PATIENT);

/** What CloudFormation has no type for, or has one that cannot adopt what exists. */
export const handler = customResources({
  [ORGANIZATION_TYPE]: new OrganizationKind(organizations, new CloudFormationClient(PATIENT)),
  [ORGANIZATIONAL_UNIT_TYPE]: new OrganizationalUnitKind(organizations),
  [ACCOUNT_TYPE]: new AccountKind(organizations),
  [ALTERNATE_CONTACTS_TYPE]: new AlternateContactsKind(new AccountClient(PATIENT), organizations),
  [DELEGATED_ADMINISTRATOR_TYPE]: new DelegatedAdministratorKind(organizations),
  [RESOURCE_SHARING_TYPE]: new ResourceSharingKind(organizations, iam, new RAMClient(PATIENT)),
  [ROOT_ACCESS_TYPE]: new RootAccessKind(iam),
});
