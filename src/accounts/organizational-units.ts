import type { RegistryFile } from './registry-file';
import { nearest } from '../private/nearest';
import { Problems } from '../private/problems';

/** Where the accounts stand: paths of names from the root down. */
export const SECURITY_UNIT = 'Security';
export const INFRASTRUCTURE_UNIT = 'Infrastructure';
export const PRODUCTION_UNIT = 'Workloads/Production';
export const STAGING_UNIT = 'Workloads/Staging';
export const SANDBOX_UNIT = 'Sandbox';
export const QUARANTINE_UNIT = 'Quarantine';
const OURS = [SECURITY_UNIT, INFRASTRUCTURE_UNIT, PRODUCTION_UNIT, STAGING_UNIT, SANDBOX_UNIT, QUARANTINE_UNIT];

/** @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html */
const DEEPEST = 5;
const LONGEST_NAME = 128;

/** @see https://docs.aws.amazon.com/organizations/latest/APIReference/API_OrganizationalUnit.html */
const ID = /^ou-[0-9a-z]{4,32}-[0-9a-z]{8,32}$/;

/** The organizational units of a landing zone: the platform's, put onto what an organization has already, and those of own environment types. */
export class OrganizationalUnits {
  private readonly paths: Set<string>;
  private sorted: string[] = [];
  private sortedOf = 0;

  /** @param registry knows the paths of units that are said by id */
  public constructor(
    private readonly problems: Problems,
    private readonly path: string,
    private readonly mapping: { [unit: string]: string },
    private readonly registry: RegistryFile,
  ) {
    for (const unit of Object.keys(mapping)) {
      if (!OURS.includes(unit)) {
        problems.add(path, 'organizationalUnits', unit, `one of ${OURS.join(', ')}`, `"${nearest(unit, OURS) ?? OURS[0]}"`);
      }
    }
    this.paths = new Set(OURS.map(unit => this.resolve(unit)));
  }

  /** All of them, parents before children. */
  public get all(): string[] {
    // asked for with each account, and seldom another
    if (this.sortedOf !== this.paths.size) {
      const withParents = [...this.paths].flatMap(path => path.split('/').map((_, depth, names) => names.slice(0, depth + 1).join('/')));
      this.sorted = [...new Set(withParents)].sort();
      this.sortedOf = this.paths.size;
    }
    return this.sorted;
  }

  /** Whether a path is that of a unit for accounts and not only of one above it; but for this one of the platform's. */
  public isOurs(path: string, except: string): boolean {
    return this.paths.has(path) && path !== this.nameOf(except);
  }

  /** What this organization calls a unit. */
  public nameOf(unit: string): string {
    const said = Object.hasOwn(this.mapping, unit) ? this.mapping[unit] : unit;
    if (!ID.test(said)) return said;
    const { organizationalUnits = [] } = this.registry;
    const found = organizationalUnits.find(({ id }) => id === said);
    if (found) return found.path;
    const known = organizationalUnits.map(({ id, path }) => `${id} (${path})`).join(', ');
    this.problems.add(this.path, 'organizational unit', said, `an id that the registry knows: ${known || 'it knows none'}`,
      'run "cloud-platform accounts sync", or write the unit\'s path');
    return unit === said ? PRODUCTION_UNIT : unit;
  }

  /** The unit under the name that this organization has for it; one that is not the platform's is added. */
  public resolve(unit: string): string {
    const resolved = this.nameOf(unit);
    const names = resolved.split('/');
    if (names.length > DEEPEST) {
      this.problems.add(this.path, 'organizational unit', resolved, `at most ${DEEPEST} levels below the root, which is AWS's limit`, `"${names.slice(0, DEEPEST).join('/')}"`);
    }
    if (names.some(name => !name.trim() || name !== name.trim() || name.length > LONGEST_NAME)) {
      this.problems.add(this.path, 'organizational unit', resolved, `names of 1 to ${LONGEST_NAME} characters between the slashes`, `"${PRODUCTION_UNIT}"`);
    }
    this.paths?.add(resolved);
    return resolved;
  }
}
