import { checkControlExceptions, checkStandards } from './security-checks';
import { InspectorScan, ProtectionPlan, SecurityService, SecurityServicesOptions } from './security-services-options';
import { SecurityStandard } from './security-standard';
import { isOptIn } from '../accounts/aws-regions';
import { hasService, RegionalService } from '../accounts/region-services';
import type { Platform } from '../private/platform';

/** Services as the platform switches them on, by the names that their endpoints have. */
export type WatchingService = 'access-analyzer' | 'detective' | 'guardduty' | 'inspector2' | 'macie2' | 'securityhub';

const REGIONAL: readonly string[] = ['detective', 'inspector2', 'macie2'] satisfies RegionalService[];
const FREQUENCIES: Record<number, string> = { 15: 'FIFTEEN_MINUTES', 60: 'ONE_HOUR', 360: 'SIX_HOURS' };
const LONGEST_UNUSED = 365;

/** What the landing zone's owner says of the services that watch, with the defaults. */
export class SecuritySettings {
  public readonly services: WatchingService[];
  public readonly plans: ProtectionPlan[];
  public readonly frequency: string;
  public readonly scans: InspectorScan[];
  public readonly standards: SecurityStandard[];
  public readonly aggregationRegion: string;
  public readonly unusedAccessDays: number;
  private readonly options: SecurityServicesOptions;

  public constructor(private readonly platform: Platform) {
    const options = this.options = platform.configuration.securityServices;
    const without = options.without ?? [];
    this.services = [
      ...Object.values(SecurityService).filter(service => !without.includes(service)),
      ...options.macie ? ['macie2' as const] : [],
      ...options.detective ? ['detective' as const] : [],
    ].sort() as WatchingService[];
    this.plans = options.guardDuty?.plans ?? Object.values(ProtectionPlan).filter(plan => plan !== ProtectionPlan.RUNTIME);
    this.frequency = FREQUENCIES[options.guardDuty?.repeatMinutes ?? 15] ?? FREQUENCIES[15];
    this.scans = options.inspector?.scans ?? [InspectorScan.EC2, InspectorScan.ECR, InspectorScan.LAMBDA];
    this.standards = options.securityHub?.standards ?? [SecurityStandard.AWS_FOUNDATIONAL];
    this.aggregationRegion = options.securityHub?.aggregationRegion ?? platform.homeRegion;
    this.unusedAccessDays = options.accessAnalyzer?.unusedAccessDays ?? 90;
  }

  public get exceptions() {
    return this.options.securityHub?.exceptions ?? [];
  }

  /** Those that a region has, as far as AWS's list says. */
  public in(region: string): WatchingService[] {
    return this.services.filter(service => !REGIONAL.includes(service) || hasService(service as RegionalService, region));
  }

  /** Those that only some regions have. */
  public get regional(): RegionalService[] {
    return this.services.filter(service => REGIONAL.includes(service)) as RegionalService[];
  }

  /** What is wrong with what the owner has written. */
  public check(): void {
    const { problems, landingZone: path, regions } = this.platform.configuration;
    const { guardDuty, securityHub, without = [], inspector } = this.options;
    const minutes = guardDuty?.repeatMinutes;
    if (minutes !== undefined && !FREQUENCIES[minutes]) problems.add(path, 'securityServices.guardDuty.repeatMinutes', minutes, '15, 60 or 360', '15');
    if (inspector?.scans?.includes(InspectorScan.LAMBDA_CODE) && !inspector.scans.includes(InspectorScan.LAMBDA)) {
      problems.add(path, 'securityServices.inspector.scans', inspector.scans, 'LAMBDA beside LAMBDA_CODE: Inspector scans the code of functions whose packages it scans',
        '[InspectorScan.LAMBDA, InspectorScan.LAMBDA_CODE]');
    }
    const days = this.unusedAccessDays;
    if (!Number.isInteger(days) || days < 0 || days > LONGEST_UNUSED) {
      problems.add(path, 'securityServices.accessAnalyzer.unusedAccessDays', days, `a whole number from 0 to ${LONGEST_UNUSED}`, '90');
    }
    if (securityHub && without.includes(SecurityService.SECURITY_HUB)) {
      problems.add(path, 'securityServices.without', SecurityService.SECURITY_HUB, 'no options of a service that is left out', 'either securityHub or without: [SecurityService.SECURITY_HUB]');
    }
    checkStandards(problems, path, this.standards);
    checkControlExceptions(problems, path, this.exceptions);
    if (this.services.includes('securityhub')) this.checkAggregation(regions.all);
  }

  private checkAggregation(governed: string[]): void {
    const { problems, landingZone: path } = this.platform.configuration;
    const region = this.aggregationRegion;
    const able = governed.filter(one => !isOptIn(one));
    const instead = able.length ? `securityServices: { securityHub: { aggregationRegion: '${able[0]}' } }`
      : 'a region into additionalRegions that is on by default, and securityServices: { securityHub: { aggregationRegion: ... } } with it; or without: [SecurityService.SECURITY_HUB]';
    if (!governed.includes(region)) {
      problems.add(path, 'securityServices.securityHub.aggregationRegion', region, `a region that the landing zone governs: ${able.join(', ')}`, instead);
    } else if (isOptIn(region)) {
      problems.add(path, 'region where findings come together', region,
        `one that accounts need not opt in to, which AWS asks for: ${able.join(', ') || 'none of the governed regions is one'}`, instead);
    }
  }
}
