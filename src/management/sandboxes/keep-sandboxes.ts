import { hasEnded } from '../../accounts/registry-file';
import type { Platform } from '../../private/platform';

/** Sandboxes that the code has lost end as well: what ends them stays as long as the organization has one. @param domain the one for sandboxes, if there is one */
export function keepSandboxes(platform: Platform, domain?: string): void {
  const { management, dns, configuration: { registry, sandboxes, landingZone, problems } } = platform;
  for (const [prop, days, example] of [['sandboxGracePeriod', sandboxes.gracePeriod, '14'], ['sandboxLongestLife', sandboxes.longestLife, '180']] as const) {
    if (!Number.isInteger(days) || days < 1 || days > 3650) problems.add(landingZone, prop, days, 'a whole number of days from 1 to 3650', example);
  }
  management._sandboxNames = { domain: dns._domain(landingZone, domain), below: domain ?? `sandbox.${dns.zoneName}` };
  const isKnown = registry._file.accounts.some(account => account.name.startsWith('sandbox-') && !hasEnded(account));
  if (isKnown && !management._controlTower.waitsFor.length) void management._sandboxes;
}
