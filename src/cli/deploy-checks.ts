import { hasEnded, RegistryFile } from '../accounts/registry-file';
import type { PlatformJson } from '../plan/platform-json';
import { nearest } from '../private/nearest';
import type { Caller } from './aws/identity';
import { CliError, ExitCode, list } from './errors';
import { managementAccountOf, Paths, wrongAccount } from './tool';
import { leftOut } from './waves';

/** Names given on the command line, before anything runs. */
export function checkNames(names: readonly string[], registry: RegistryFile, { accounts }: Pick<Paths, 'accounts'>): void {
  const known = registry.accounts.map(account => account.name);
  for (const name of names) {
    if (known.includes(name)) continue;
    const meant = nearest(name, known);
    throw new CliError({
      what: `there is no account "${name}"`,
      where: accounts,
      got: `"${name}"`,
      expected: known.length ? `one of ${list(known)}` : 'a registry with accounts',
      instead: meant ? `did you mean "${meant}"?` : '"cloud-platform deploy" without names makes what is new in the code, "cloud-platform accounts sync" reads what AWS has',
    });
  }
}

/** Whoever deploys single accounts is in them, or in the management account, or says which role to take. */
export function checkCaller(
  caller: Caller, names: readonly string[], registry: RegistryFile, options: Pick<Paths, 'accounts'> & { readonly assumeRole?: string | false },
): Caller {
  const management = managementAccountOf(registry);
  if (options.assumeRole !== undefined || !management || caller.account === management) return caller;
  for (const name of names) {
    const account = registry.accounts.find(one => one.name === name && !hasEnded(one));
    if (account?.id && account.id !== caller.account) throw wrongAccount(caller, `${account.id} (${name}) or ${management} (management)`, options.accounts);
  }
  return caller;
}

/**
 * A suppression whose last day is over does nothing any more, and looks as if it did. Synth knows no day; this does.
 *
 * @param today `YYYY-MM-DD`, in UTC
 */
export function checkSuppressions(plan: PlatformJson, today: string, only?: readonly string[]): void {
  if (only && !only.includes('security')) return;
  const [over] = (plan.suppressions ?? []).filter(({ expires }) => expires < today);
  if (!over) return;
  throw new CliError({
    what: `the suppression "${over.name}" has ended; nothing was deployed`,
    where: over.path,
    got: over.expires,
    expected: `a day from ${today} on`,
    instead: 'a later day, if the reason still holds, or take suppressFindings(...) out: what it suppressed is new again when it is seen',
  });
}

/** Names given on the command line, when the plan is known. */
export function checkDeployable(names: readonly string[], plan: PlatformJson): void {
  for (const name of names) {
    if (!plan.accounts.some(account => account.name === name)) {
      const known = plan.accounts.map(account => account.name);
      const meant = nearest(name, known);
      throw new CliError({
        what: `account "${name}" is in the organization, but not in the code`,
        where: plan.landingZone,
        got: `"${name}"`,
        expected: `one of ${list(known)}`,
        instead: meant ? `did you mean "${meant}"?` : `add it to the landing zone: addEnvironment('${name}', ...)`,
      });
    }
    const out = leftOut(plan).find(one => one.name === name);
    if (!out) continue;
    throw new CliError(out.status === 'pending'
      ? {
        what: `account "${name}" does not exist yet`,
        where: plan.landingZone,
        got: 'pending',
        expected: 'an account that AWS has made',
        instead: '"cloud-platform deploy" without names makes it and goes on with it',
      }
      : {
        what: `account "${name}" cannot be deployed`,
        where: plan.landingZone,
        got: out.status,
        expected: 'an active account',
        instead: 'another name, or remove it from the code',
      }, out.status === 'pending' ? ExitCode.PENDING : ExitCode.BAD_INPUT);
  }
}
