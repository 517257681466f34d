import { isOptIn } from '../accounts/aws-regions';
import type { RegistryFile } from '../accounts/registry-file';
import type { PlatformJson } from '../plan/platform-json';
import { isDenied, isUnknown } from './aws/call';
import type { Caller } from './aws/identity';
import { identityCenterInstance } from './aws/identity-center';
import { Organization, OrganizationSnapshot } from './aws/organization';
import { CliError } from './errors';
import { diffRegistry, RegistryChange } from './registry-diff';
import { Merged, mergeRegistry, RegionsSeen } from './registry-merge';
import type { RegistryStore } from './registry-store';
import { wrongAccount } from './tool';

/** What AWS said, at one moment. */
export interface Observed {
  readonly organization?: OrganizationSnapshot;
  readonly identityCenter?: RegistryFile['identityCenter'];
  readonly warnings: string[];
}

/** Reads the organization and its instance of Identity Center; an error if the caller is not in its management account. */
export async function observe(organizations: Organization, caller: Caller, homeRegion: string, before: RegistryFile): Promise<Observed> {
  const described = await organizations.describe();
  if (!described) return { warnings: [] };
  if (described.managementAccountId !== caller.account) {
    throw wrongAccount(caller, `${described.managementAccountId} (management account of organization ${described.id})`, 'organizations:DescribeOrganization');
  }
  const organization = await organizations.read(described);
  try {
    return { organization, identityCenter: await identityCenterInstance(homeRegion, caller.account), warnings: [] };
  } catch (error) {
    // a region that the account has not opted in to knows nobody, and has no instance
    if (isUnknown(error) && isOptIn(homeRegion)) return { organization, identityCenter: before.identityCenter, warnings: [] };
    if (!isDenied(error)) throw error;
    return {
      organization,
      identityCenter: before.identityCenter,
      warnings: [`IAM Identity Center cannot be read (${(error as CliError).problem.got}); what accounts.json says of it is kept: allow sso:ListInstances`],
    };
  }
}

export interface SyncOptions {
  readonly caller: Caller;
  readonly observed: Observed;
  readonly store: RegistryStore;
  readonly plan?: PlatformJson;
  readonly regions?: RegionsSeen;
  readonly prune?: boolean;
  /** Compares only. */
  readonly check?: boolean;
}

export interface Synced extends Merged {
  readonly changes: RegistryChange[];
  /** Whether the file's bytes are, or with `check` would be, different. */
  readonly changed: boolean;
}

/** Brings accounts.json up to what was observed. */
export async function syncRegistry({ caller, observed, store, plan, regions, prune, check }: SyncOptions): Promise<Synced> {
  const { file: previous } = await store.read();
  const { organization, identityCenter } = observed;
  const merged = mergeRegistry({ caller: caller.account, organization, identityCenter, previous, plan, regions, prune });
  const changed = check ? await store.differs(merged.file) : await store.write(merged.file);
  return { ...merged, warnings: [...observed.warnings, ...merged.warnings], changes: diffRegistry(previous, merged.file), changed };
}
