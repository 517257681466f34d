/** The contract between the constructs that watch over the accounts and their handler. */
export const SECURITY_HANDLER = 'security';

/** Services whose administrator the management account appoints by a call of their own, in each region. */
export type AppointingService = 'guardduty' | 'inspector2' | 'macie2';

export const SECURITY_ADMINISTRATOR_TYPE = 'Custom::SecurityAdministrator';
export interface SecurityAdministratorProperties {
  readonly Service: AppointingService;
  readonly AccountId: string;
  /** Name in the code, for errors. */
  readonly AccountName: string;
}

/** Services that the management account has to switch on for itself before it can be a member. */
export type OwnService = 'guardduty' | 'securityhub';

export const OWN_SECURITY_SERVICE_TYPE = 'Custom::OwnSecurityService';
export interface OwnSecurityServiceProperties {
  readonly Service: OwnService;
}

/** What each service's administrator says of the whole organization, in one region. */
export interface OrganizationMembersProperties {
  /** The administrator's own account: it is no member of itself. */
  readonly AccountId: string;
}

export const GUARD_DUTY_TYPE = 'Custom::GuardDutyOrganization';
export interface GuardDutyProperties extends OrganizationMembersProperties {
  /** Names that GuardDuty has for its protection plans; what is on beside them stays on. */
  readonly Plans: string[];
  /** How often findings are told again that go on. */
  readonly Frequency: string;
}

export const INSPECTOR_TYPE = 'Custom::InspectorOrganization';
export interface InspectorProperties extends OrganizationMembersProperties {
  /** Types of resources that are scanned; what is on beside them stays on. */
  readonly Scans: string[];
}

export const MACIE_TYPE = 'Custom::MacieOrganization';
export const DETECTIVE_TYPE = 'Custom::DetectiveOrganization';
