import {
  CreateOrganizationalUnitCommand, OrganizationsClient, paginateListOrganizationalUnitsForParent, paginateListRoots, Root,
} from '@aws-sdk/client-organizations';
import { ORGANIZATIONAL_UNIT_ATTRIBUTES, OrganizationalUnitProperties } from './constants';
import type { ResourceKind } from '../runtime/custom-resource';
import { Properties } from '../runtime/properties';
import { retry } from '../runtime/retry';

const CONCURRENT = { on: ['ConcurrentModificationException'], for: 5 * 60_000 };

/** An organizational unit by its path: made, or adopted by name. */
export class OrganizationalUnitKind implements ResourceKind<OrganizationalUnitProperties> {
  public constructor(private readonly organizations: OrganizationsClient) {}

  public parse(raw: Record<string, unknown>): OrganizationalUnitProperties {
    return { Path: new Properties(raw).string('Path') };
  }

  public async ensure({ properties }: { properties: OrganizationalUnitProperties }) {
    let id = await rootId(this.organizations);
    for (const name of properties.Path.split('/')) {
      id = await child(this.organizations, id, name) ?? await this.create(id, name);
    }
    return { physicalId: id, attributes: { [ORGANIZATIONAL_UNIT_ATTRIBUTES.id]: id } };
  }

  /** A unit is left: accounts may stand in it. */
  public async remove(): Promise<void> {}

  private async create(parent: string, name: string): Promise<string> {
    return retry(CONCURRENT, async () => {
      try {
        const made = await this.organizations.send(new CreateOrganizationalUnitCommand({ ParentId: parent, Name: name }));
        return made.OrganizationalUnit!.Id!;
      } catch (error) {
        // somebody was faster, or a call that was cut off made it
        const found = (error as Error).name === 'DuplicateOrganizationalUnitException' ? await child(this.organizations, parent, name) : undefined;
        if (found) return found;
        throw error;
      }
    });
  }
}

/** Id of the unit at a path; an error names the first part that is missing. */
export async function unitAt(organizations: OrganizationsClient, path: string): Promise<string> {
  let id = await rootId(organizations);
  for (const name of path.split('/')) {
    const next = await child(organizations, id, name);
    if (!next) throw new Error(`organizational unit ${path}: there is no "${name}" under ${id}; deploy the stack of the organization first`);
    id = next;
  }
  return id;
}

export async function rootId(organizations: OrganizationsClient): Promise<string> {
  return (await root(organizations)).Id!;
}

export async function root(organizations: OrganizationsClient): Promise<Root> {
  for await (const page of paginateListRoots({ client: organizations }, {})) {
    if (page.Roots?.[0]) return page.Roots[0];
  }
  throw new Error('the organization has no root yet; deploy again in a minute');
}

async function child(organizations: OrganizationsClient, parent: string, name: string): Promise<string | undefined> {
  for await (const page of paginateListOrganizationalUnitsForParent({ client: organizations }, { ParentId: parent })) {
    const found = page.OrganizationalUnits?.find(unit => unit.Name === name);
    if (found) return found.Id;
  }
  return undefined;
}
