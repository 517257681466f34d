/** The contract between the constructs of the management account and their handler. */
export const ORGANIZATION_HANDLER = 'organization';

export const ORGANIZATION_TYPE = 'Custom::Organization';
export interface OrganizationProperties {
  /** Service principals that may act in the accounts of the organization; what is switched on beside them stays on. */
  readonly TrustedServices: string[];
  /** Types of policies that can be attached; what is switched on beside them stays on. */
  readonly PolicyTypes: string[];
}
export const ORGANIZATION_ATTRIBUTES = { id: 'Id', rootId: 'RootId' } as const;

export const ORGANIZATIONAL_UNIT_TYPE = 'Custom::OrganizationalUnit';
export interface OrganizationalUnitProperties {
  /** Names from the root down, joined by `/`. Its parent is made first. */
  readonly Path: string;
}
export const ORGANIZATIONAL_UNIT_ATTRIBUTES = { id: 'Id' } as const;

export const ACCOUNT_TYPE = 'Custom::Account';
export interface AccountProperties {
  /** What AWS shows; used only when the account is made. */
  readonly AccountName: string;
  /** By which the account is found. */
  readonly Email: string;
  /** Path of the organizational unit. */
  readonly OrganizationalUnit: string;
  /** The account's place, tagged on it. */
  readonly Slot: string;
  /** Tags beside the platform's own; one that is no longer named stays. */
  readonly Tags?: Record<string, string>;
  /** Of a sandbox: how many days from today its end may be away where it is said anew. */
  readonly LongestLife?: string;
}

export const ALTERNATE_CONTACTS_TYPE = 'Custom::AlternateContacts';
export interface AlternateContactsProperties {
  /** Absent for the management account, which is the one that asks. */
  readonly AccountId?: string;
  /** By AWS's word for what it writes about: SECURITY, BILLING, OPERATIONS. */
  readonly Contacts: Record<string, Contact>;
}
export interface Contact {
  readonly Name: string;
  readonly Title: string;
  readonly EmailAddress: string;
  readonly PhoneNumber: string;
}

export const DELEGATED_ADMINISTRATOR_TYPE = 'Custom::DelegatedAdministrator';
export interface DelegatedAdministratorProperties {
  readonly ServicePrincipal: string;
  readonly AccountId: string;
  /** Name in the code, for errors. */
  readonly AccountName: string;
}

export const ROOT_ACCESS_TYPE = 'Custom::RootAccess';
export const RESOURCE_SHARING_TYPE = 'Custom::ResourceSharing';

/** Tags by which `accounts sync` knows an account again. */
export const NAME_TAG = 'cloud-platform:name';
export const SLOT_TAG = 'cloud-platform:slot';

/** Trusted access that is switched on by a service's own call and not by Organizations. */
export const STACK_SETS_SERVICE = 'member.org.stacksets.cloudformation.amazonaws.com';
export const SHARING_SERVICE = 'ram.amazonaws.com';
/** With it RAM looks who belongs to the organization. */
export const SHARING_ROLE = 'AWSServiceRoleForResourceAccessManager';
