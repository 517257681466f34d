import { GROUP_ATTRIBUTES, GroupReferenceProperties } from './constants';
import { ensureGroup } from './group';
import { ClientIn, groupId } from './lookup';
import type { ResourceKind } from '../runtime/custom-resource';
import { Properties } from '../runtime/properties';

/** A group that somebody else takes care of, by display name. */
export class GroupReferenceKind implements ResourceKind<GroupReferenceProperties> {
  public constructor(private readonly clientIn: ClientIn) {}

  public parse(raw: Record<string, unknown>): GroupReferenceProperties {
    const properties = new Properties(raw);
    return {
      IdentityStoreId: properties.string('IdentityStoreId'),
      Region: properties.string('Region'),
      DisplayName: properties.string('DisplayName'),
      Make: properties.string('Make'),
    };
  }

  public async ensure({ properties }: { properties: GroupReferenceProperties }) {
    const { IdentityStoreId, Region, DisplayName, Make } = properties;
    const store = this.clientIn(Region);
    const id = Make === 'true' ? await ensureGroup(store, { IdentityStoreId, DisplayName, Description: '' }) : await groupId(store, IdentityStoreId, DisplayName);
    if (!id) {
      throw new Error(`group "${DisplayName}": got none of that display name in ${IdentityStoreId}, expected one that the identity provider has brought; `
        + 'assign the group to Identity Center in the provider and wait for SCIM, or correct the name in addGroup(...)');
    }
    return { physicalId: id, attributes: { [GROUP_ATTRIBUTES.id]: id } };
  }

  /** It is somebody else's. */
  public async remove(): Promise<void> {}
}
