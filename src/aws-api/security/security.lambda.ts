import { DetectiveClient } from '@aws-sdk/client-detective';
import { GuardDutyClient } from '@aws-sdk/client-guardduty';
import { Inspector2Client } from '@aws-sdk/client-inspector2';
import { Macie2Client } from '@aws-sdk/client-macie2';
import { OrganizationsClient } from '@aws-sdk/client-organizations';
import { SecurityHubClient } from '@aws-sdk/client-securityhub';
import { SecurityAdministratorKind } from './administrator';
import { DETECTIVE_TYPE, GUARD_DUTY_TYPE, INSPECTOR_TYPE, MACIE_TYPE, OWN_SECURITY_SERVICE_TYPE, SECURITY_ADMINISTRATOR_TYPE } from './constants';
import { DetectiveKind } from './detective';
import { GuardDutyKind } from './guard-duty';
import { InspectorKind } from './inspector';
import { MacieKind } from './macie';
import { OwnSecurityServiceKind } from './own-service';
import { customResources } from '../runtime/custom-resource';

const PATIENT = { maxAttempts: 10, retryMode: 'adaptive' };
const organizations = new OrganizationsClient(PATIENT);
const guardDuty = new GuardDutyClient(PATIENT);
const inspector = new Inspector2Client(PATIENT);
const macie = new Macie2Client(PATIENT);

/** What services that watch over accounts are told about the whole organization, where CloudFormation has no type for it. */
export const handler = customResources({
  [SECURITY_ADMINISTRATOR_TYPE]: new SecurityAdministratorKind(guardDuty, inspector, macie),
  [OWN_SECURITY_SERVICE_TYPE]: new OwnSecurityServiceKind(guardDuty, new SecurityHubClient(PATIENT)),
  [GUARD_DUTY_TYPE]: new GuardDutyKind(guardDuty, organizations),
  [INSPECTOR_TYPE]: new InspectorKind(inspector, organizations),
  [MACIE_TYPE]: new MacieKind(macie, organizations),
  [DETECTIVE_TYPE]: new DetectiveKind(new DetectiveClient(PATIENT), organizations),
});
