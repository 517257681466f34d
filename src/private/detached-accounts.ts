import { nearest } from './nearest';
import type { Platform } from './platform';
import { QUARANTINE_UNIT, SANDBOX_UNIT } from '../accounts/organizational-units';
import { hasEnded } from '../accounts/registry-file';

/**
 * An account that the platform has made or adopted, and that only disappears from the code, would be forgotten with all that stands in it. Its owner says
 * so in so many words. A sandbox ends by itself: it may go without a word.
 */
export function checkDetachedAccounts({ accounts, problems, configuration }: Platform): void {
  const { registry, landingZone, detachedAccounts } = configuration;
  const inCode = new Set(accounts.map(({ accountName }) => accountName));
  const units = [SANDBOX_UNIT, QUARANTINE_UNIT].map(unit => configuration.organizationalUnits.nameOf(unit));
  const isSandbox = (name: string, unit = units[0]) => name.startsWith('sandbox-') && units.includes(unit);
  const owned = registry._file.accounts.filter(account => account.id && account.slot !== undefined && !hasEnded(account));
  for (const { name, id, organizationalUnit } of owned) {
    if (inCode.has(name) || detachedAccounts.includes(name) || isSandbox(name, organizationalUnit)) continue;
    problems.add(landingZone, `account ${name}`, undefined, `addEnvironment('${name}', ...): AWS has it as ${id} (${registry._where}), and the platform keeps what belongs to it`,
      `it back, or detachedAccounts: ['${name}'] to detach it: the account and all that stands in it stay in AWS, nobody deploys it any more`);
  }
  for (const name of detachedAccounts) {
    if (inCode.has(name)) {problems.add(landingZone, 'detachedAccounts', name, 'an account that is not in the code', `it either here or in addEnvironment('${name}', ...)`);} else if (!registry._file.accounts.some(account => account.name === name)) {
      const names = owned.map(account => account.name).filter(one => !inCode.has(one));
      problems.add(landingZone, 'detachedAccounts', name, `an account of ${registry._where}`, names.length ? `"${nearest(name, names) ?? names[0]}"` : 'none: the account has left');
    }
  }
}
