import { addConfigAggregation } from './config-aggregation';
import { addDetection } from './detection';
import { addSecurityHub } from './security-hub';
import type { SecuritySettings } from './security-settings';
import type { PlatformAccount } from '../accounts/platform-account';
import { addSecurityAdministrators } from '../management/security-administrators';
import type { Platform } from '../private/platform';

/** Stacks of the management account and of the security account, one of each in a region. */
const SERVICES = 'security-services';
/** Where findings come together. */
const SECURITY_HUB = 'security-hub';
const CONFIG = 'config-aggregation';

/**
 * What watches over every account: the management account says in each region that security administers it, security says in each region what holds for every account. None of
 * these stacks names another account: one that comes later changes none of them.
 */
export function addSecurityServices(platform: Platform, security: PlatformAccount, settings: SecuritySettings): void {
  const { management, homeRegion: home, configuration: { prefix, registry, regions: { all: governed, partition } } } = platform;
  const { accountId } = security;
  const { organization } = registry._file;
  if (!accountId || !organization || security._status !== 'active') return;
  const { delegations } = management._services;
  const delegated = (service: string) => delegations.some(({ principal, account }) => principal === service && account === security.accountName);
  const analyzes = delegated('access-analyzer.amazonaws.com');
  const trust = { account: management, region: home, part: 'services' };

  const watched: string[] = [];
  for (const region of governed) {
    const where = { region, part: SERVICES };
    const services = settings.in(region).filter(service => service !== 'access-analyzer' || analyzes);
    const appointed = services.filter(service => service !== 'access-analyzer');
    if (appointed.length) {
      // at home security is registered in the organization; what comes next to each other after it changes nothing there
      management._stacks.deployStackAfter(where, { account: management, region: home, part: region === home ? 'organization' : SERVICES });
      management._build(where, stack => addSecurityAdministrators(stack, {
        prefix, partition, services: appointed, account: security.accountName, accountId,
      }));
    }
    if (!services.some(service => service !== 'securityhub')) continue;
    if (appointed.length) security._stacks.deployStackAfter(where, { account: management, ...where });
    if (analyzes) security._stacks.deployStackAfter(where, trust);
    security._build(where, stack => addDetection(stack, { prefix, partition, accountId, settings, services, unusedAccess: region === home }));
    watched.push(region);
  }
  // whoever synthesises is told what a region lacks
  if (watched.length) {
    security._build({ region: watched[0], part: SERVICES }, stack => {
      for (const region of governed) settings.regional.forEach(service => platform.has(stack, service, region));
    });
  }

  const { rootId } = organization;
  if (settings.services.includes('securityhub')) {
    const where = { region: settings.aggregationRegion, part: SECURITY_HUB };
    // a policy takes effect in every linked region, and only where security administers it
    for (const region of governed) security._stacks.deployStackAfter(where, { account: management, region, part: SERVICES });
    if (governed.includes(where.region)) {
      security._build(where, stack => addSecurityHub(stack, { prefix, partition, rootId, governedRegions: governed, settings }));
    }
  }
  if (delegated('config.amazonaws.com')) {
    const where = { region: home, part: CONFIG };
    security._stacks.deployStackAfter(where, trust);
    security._build(where, stack => addConfigAggregation(stack, { prefix, partition, accountId }));
  }
}
