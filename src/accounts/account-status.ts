import { hasEnded, RegistryFileAccount } from './registry-file';

/** How far AWS is with an account. Only an active one is deployed; none of the others ever stops it. */
export type AccountStatus = 'pending' | 'active' | 'suspended' | 'closed';

export function accountStatus(registered: RegistryFileAccount | undefined): AccountStatus {
  if (!registered?.id) return 'pending';
  if (hasEnded(registered)) return 'closed';
  return registered.status === 'SUSPENDED' ? 'suspended' : 'active';
}
