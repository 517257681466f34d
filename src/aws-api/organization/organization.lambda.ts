import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { OrganizationsClient } from '@aws-sdk/client-organizations';
import { AccountKind } from './account';
import { ACCOUNT_TYPE, ORGANIZATION_TYPE, ORGANIZATIONAL_UNIT_TYPE } from './constants';
import { OrganizationKind } from './organization';
import { OrganizationalUnitKind } from './organizational-unit';
import { customResources } from '../runtime/custom-resource';

const organizations = new OrganizationsClient({ maxAttempts: 10, retryMode: 'adaptive' });

/** What CloudFormation has no type for, or has one that cannot adopt what exists. */
export const handler = customResources({
  [ORGANIZATION_TYPE]: new OrganizationKind(organizations, new CloudFormationClient({ maxAttempts: 10 })),
  [ORGANIZATIONAL_UNIT_TYPE]: new OrganizationalUnitKind(organizations),
  [ACCOUNT_TYPE]: new AccountKind(organizations),
});
