import { ANOMALY_DETECTION_TYPE, AnomalyDetectionProperties, COST_ALLOCATION_TAGS_TYPE, CostAllocationTagsProperties } from '../../aws-api/billing/constants';
import { IDENTITY_CENTER_BASELINE_TYPE, IdentityCenterBaselineProperties } from '../../aws-api/control-tower/constants';
import { DELEGATION_TYPE, DelegationProperties } from '../../aws-api/delegation/constants';
import { MAIL_IDENTITY_TYPE, MailIdentityProperties } from '../../aws-api/mail-identity/constants';
import {
  ACCOUNT_TYPE, AccountProperties, ALTERNATE_CONTACTS_TYPE, AlternateContactsProperties, DELEGATED_ADMINISTRATOR_TYPE,
  DelegatedAdministratorProperties, ORGANIZATION_TYPE, ORGANIZATIONAL_UNIT_TYPE, OrganizationalUnitProperties, OrganizationProperties,
  RESOURCE_SHARING_TYPE, ROOT_ACCESS_TYPE,
} from '../../aws-api/organization/constants';
import { REGIONAL_PARAMETER_TYPE, RegionalParameterProperties } from '../../aws-api/parameters/constants';
import { PRIVATE_ZONE_ASSOCIATION_TYPE, PrivateZoneAssociationProperties } from '../../aws-api/private-zones/constants';

/** What a property of a custom resource is to the handler that serves it. */
export type Part =
  /** A change in place. */
  | { readonly is: 'content' }
  /** Part of the physical id: at another value the handler answers with another id, and CloudFormation removes what the old one stood for. */
  | { readonly is: 'identity'; readonly of?: (value: unknown) => unknown }
  /** A change in place that takes something away, or that stops the deployment, and why. */
  | { readonly is: 'interrupting'; readonly why: string; readonly when?: (before: unknown, after: unknown) => boolean };

/** A type of custom resource whose handler is known. */
export interface CustomType {
  readonly holdsState: boolean;
  /** Whether the handler leaves what it made when its resource is removed. */
  readonly staysWhenRemoved: boolean;
  readonly properties: Readonly<Record<string, Part>>;
}

const CONTENT: Part = { is: 'content' };
const IDENTITY: Part = { is: 'identity' };
const DOMAIN_NAME: Part = { is: 'identity', of: value => typeof value === 'string' ? value.replace(/\.$/, '').toLowerCase() : value };

function typeOf<P>(type: Omit<CustomType, 'properties'> & { readonly properties: { readonly [K in keyof Required<P>]: Part } }): CustomType {
  return type;
}

/** Our own handlers. That they do what stands here is tested against them. */
export const CUSTOM_TYPES: Readonly<Record<string, CustomType>> = {
  [ORGANIZATION_TYPE]: typeOf<OrganizationProperties>({
    holdsState: true, staysWhenRemoved: true, properties: { TrustedServices: CONTENT, PolicyTypes: CONTENT },
  }),
  [ORGANIZATIONAL_UNIT_TYPE]: typeOf<OrganizationalUnitProperties>({
    holdsState: true, staysWhenRemoved: true, properties: { Path: IDENTITY },
  }),
  [ACCOUNT_TYPE]: typeOf<AccountProperties>({
    holdsState: true,
    staysWhenRemoved: true,
    properties: {
      AccountName: CONTENT,
      Email: { is: 'interrupting', why: 'the handler refuses another address until the account has it', when: (before, after) => lower(before) !== lower(after) },
      OrganizationalUnit: { is: 'interrupting', why: 'the account moves to another organizational unit, whose policies hold from then on' },
      LongestLife: CONTENT,
      Slot: CONTENT,
      Tags: CONTENT,
    },
  }),
  [ALTERNATE_CONTACTS_TYPE]: typeOf<AlternateContactsProperties>({
    holdsState: false, staysWhenRemoved: true, properties: { AccountId: IDENTITY, Contacts: CONTENT },
  }),
  // switches: under another logical id they are found as they are
  [DELEGATED_ADMINISTRATOR_TYPE]: typeOf<DelegatedAdministratorProperties>({
    holdsState: false,
    staysWhenRemoved: true,
    properties: {
      ServicePrincipal: IDENTITY,
      AccountId: { is: 'interrupting', why: 'the handler refuses another administrator until the one before is taken away by hand' },
      AccountName: CONTENT,
    },
  }),
  [RESOURCE_SHARING_TYPE]: typeOf<object>({ holdsState: false, staysWhenRemoved: true, properties: {} }),
  [ROOT_ACCESS_TYPE]: typeOf<object>({ holdsState: false, staysWhenRemoved: true, properties: {} }),

  [REGIONAL_PARAMETER_TYPE]: typeOf<RegionalParameterProperties>({
    holdsState: false,
    staysWhenRemoved: false,
    properties: {
      Name: IDENTITY,
      Value: CONTENT,
      Description: CONTENT,
      Regions: { is: 'interrupting', why: 'the parameter is deleted in a region that is no longer named', when: (before, after) => !contains(after, before) },
    },
  }),
  [ANOMALY_DETECTION_TYPE]: typeOf<AnomalyDetectionProperties>({
    holdsState: false, staysWhenRemoved: false, properties: { Name: IDENTITY, Emails: CONTENT, Impact: CONTENT, Accounts: CONTENT },
  }),
  [COST_ALLOCATION_TAGS_TYPE]: typeOf<CostAllocationTagsProperties>({
    holdsState: false, staysWhenRemoved: true, properties: { Keys: CONTENT, Accounts: CONTENT },
  }),
  [DELEGATION_TYPE]: typeOf<DelegationProperties>({
    holdsState: false,
    staysWhenRemoved: false,
    properties: {
      // another zone has other name servers, and they are part of the id
      ChildZoneId: IDENTITY,
      ChildZoneName: DOMAIN_NAME,
      ParentZoneName: DOMAIN_NAME,
      // under another role of the same account it is the same record
      RoleArn: { is: 'identity', of: value => typeof value === 'string' ? value.split(':')[4] : value },
      Ttl: CONTENT,
      ChainOfTrust: CONTENT,
    },
  }),
  [PRIVATE_ZONE_ASSOCIATION_TYPE]: typeOf<PrivateZoneAssociationProperties>({
    holdsState: false, staysWhenRemoved: false, properties: { ZoneName: DOMAIN_NAME, VpcId: IDENTITY },
  }),
  // it reads; there is nothing that could go
  [MAIL_IDENTITY_TYPE]: typeOf<MailIdentityProperties>({
    holdsState: false,
    staysWhenRemoved: true,
    properties: { DomainName: IDENTITY, Region: IDENTITY, RoleArn: { is: 'identity', of: value => typeof value === 'string' ? value.split(':')[4] : value } },
  }),
  [IDENTITY_CENTER_BASELINE_TYPE]: typeOf<IdentityCenterBaselineProperties>({
    holdsState: false, staysWhenRemoved: true, properties: { LandingZoneVersion: CONTENT },
  }),
};

function lower(value: unknown): unknown {
  return typeof value === 'string' ? value.toLowerCase() : value;
}

function contains(whole: unknown, part: unknown): boolean {
  return Array.isArray(whole) && Array.isArray(part) && part.every(item => whole.some(other => JSON.stringify(other) === JSON.stringify(item)));
}
