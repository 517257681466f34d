import { hasEnded } from '../../accounts/registry-file';
import type { Platform } from '../../private/platform';

/** Sandboxes that the code has lost end as well: what ends them stays as long as the organization has one. @param domain the one for sandboxes, if there is one */
export function keepSandboxes(platform: Platform, domain?: string): void {
  const { management, dns, configuration: { registry, sandboxes, landingZone, problems } } = platform;
  for (const [prop, days, example] of [['sandboxGracePeriod', sandboxes.gracePeriod, '14'], ['sandboxLongestLife', sandboxes.longestLife, '180']] as const) {
    if (!Number.isInteger(days) || days < 1 || days > 3650) problems.add(landingZone, prop, days, 'a whole number of days from 1 to 3650', example);
  }
  if (!registry._file.accounts.some(account => account.name.startsWith('sandbox-') && !hasEnded(account)) || management._controlTower.waitsFor.length) return;
  management._sandboxes.allowNamesBelow(dns._domain(landingZone, domain), domain ?? `sandbox.${dns.zoneName}`);
}
