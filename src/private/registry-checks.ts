import { nearest } from './nearest';
import type { Platform } from './platform';
import type { PlatformAccount } from '../accounts/platform-account';

/** What is wrong with the registry by itself, and where it contradicts the code. */
export function checkRegistry(platform: Platform): void {
  const { registry, landingZone } = platform.configuration;
  const { problems } = platform;
  for (const { what, got, expected, instead } of registry._problems) problems.add(registry._where, what, got, expected, instead);

  const { organization } = registry._file;
  const { management } = platform;
  if (organization && management.accountId && management.accountId !== organization.managementAccountId) {
    problems.add(registry._where, 'id of account management', management.accountId,
      `${organization.managementAccountId}, which manages the organization`, 'run "cloud-platform accounts sync"');
  }
  if (management.isPending) {
    problems.add(registry._where, 'account management', undefined, 'the account that the organization is managed from',
      'run "cloud-platform accounts sync" with credentials of that account');
  }

  checkChosenForGood(platform);

  const seen = { email: new Map<string, string>(), zone: new Map<string, string>(), slot: new Map<number, string>() };
  for (const account of platform.accounts) {
    const once = <K>(map: Map<K, string>, key: K, what: string, instead: string) => {
      const other = map.get(key);
      if (other) problems.add(account.node.path, what, key, `one of its own: ${landingZone}/${other} has it`, instead);
      else map.set(key, account.accountName);
    };
    once(seen.email, account.rootEmail.toLowerCase(), 'e-mail', 'another address in accountEmail');
    once(seen.slot, account._slot, 'slot', 'run "cloud-platform accounts sync"');
    const { zoneName } = account as { zoneName?: string };
    if (zoneName) once(seen.zone, zoneName, 'zone name', 'another subdomain');
  }
  checkDelegations(platform);
  checkOnly(platform);
}

/** A name that is mistyped would be a run that writes nothing, and a deploy that changes nothing. */
function checkOnly({ accounts, problems, configuration: { only = [], landingZone } }: Platform): void {
  const names = accounts.map(({ accountName }) => accountName);
  for (const name of only.filter(one => !names.includes(one))) {
    problems.add(landingZone, 'cloud-platform:only', name, 'names of accounts, separated by commas', `"${nearest(name, names) ?? names[0]}"`);
  }
}

/** A resolver that meets a delegation on its way down never asks the root zone for what stands below it. */
function checkDelegations({ accounts, problems, dns }: Platform): void {
  const zones = new Map<string, PlatformAccount & { readonly _below?: PlatformAccount }>();
  for (const account of accounts) {
    const { zoneName } = account as { zoneName?: string };
    if (zoneName && account !== dns as PlatformAccount) zones.set(zoneName, account);
  }
  for (const { domainName, _recordNames } of dns._domains.values()) {
    for (const name of _recordNames) {
      const at = [...zones.keys()].find(zone => `.${name}`.endsWith(`.${zone}`));
      if (!at) continue;
      problems.add(`${dns.node.path}/${domainName}`, 'name of a record', name, `one that is not in the zone of an environment, where nobody would find it: ${zones.get(at)!.node.path} has ${at}`,
        'another name, or the record in the environment\'s own zone');
    }
  }
  for (const [zoneName, account] of zones) {
    for (let dot = zoneName.indexOf('.'); dot > 0; dot = zoneName.indexOf('.', dot + 1)) {
      const above = zones.get(zoneName.slice(dot + 1));
      // the nearest one delegates it
      if (above && above === account._below) break;
      if (above) {
        problems.add(account.node.path, 'zone name', zoneName, `a name that is not below another environment's, where nobody would find it: ${above.node.path} has ${zoneName.slice(dot + 1)}`,
          `another subdomain, such as "${zoneName.slice(0, dot).replaceAll('.', '-')}-${zoneName.slice(dot + 1).split('.')[0]}", or below: ${above.accountName} and subdomain: '${zoneName.slice(0, dot)}'`);
      }
    }
  }
}

/** What the platform was made with, against what the code says now. */
function checkChosenForGood({ configuration, problems }: Platform): void {
  const { registry, landingZone, prefix, regions } = configuration;
  const made = registry._file.platform;
  if (!made) return;
  const forGood = (what: string, got: string, expected: string) => {
    if (got !== expected) problems.add(landingZone, what, got, `${expected}, which the platform was made with (${registry._where})`, `"${expected}": it is chosen for good`);
  };
  forGood('prefix', prefix, made.prefix);
  forGood('homeRegion', regions.home, made.homeRegion);
  const missing = made.regions.filter(region => region !== made.homeRegion && !regions.all.includes(region) && !regions.removed.includes(region));
  for (const region of missing) {
    problems.add(landingZone, 'additionalRegions', regions.additional, `${region} among them: the platform has stacks there (${registry._where})`,
      `it back, or removedRegions: ['${region}'] to give it up`);
  }
}
