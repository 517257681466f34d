/** The contract between `PrivateZoneAssociation`, which stands in an application's stack, and the platform's handler in the same account and region. */
export const PRIVATE_ZONES_HANDLER = 'private-zones';

export const PRIVATE_ZONE_ASSOCIATION_TYPE = 'Custom::PrivateZoneAssociation';
/** All that an application says: the rest is the platform's, and stands in the function's environment. */
export interface PrivateZoneAssociationProperties {
  readonly ZoneName: string;
  /** A VPC of the function's own account and region. */
  readonly VpcId: string;
}

/** Variable of the function's environment that holds its settings, as JSON. */
export const PRIVATE_ZONES_SETTINGS = 'SETTINGS';
export interface PrivateZonesSettings {
  /** The function's own account. */
  readonly accountId: string;
  /** Role in the zones' account that authorises. */
  readonly doorArn: string;
  /** Zones that are shared with this account. */
  readonly zoneNames: string[];
}
