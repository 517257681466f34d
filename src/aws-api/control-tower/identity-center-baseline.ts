import { IDENTITY_CENTER_BASELINE, IDENTITY_CENTER_BASELINE_ATTRIBUTES, IdentityCenterBaselineProperties } from './constants';
import type { ControlTowerApi, EnabledBaseline } from './control-tower-api';
import type { ResourceKind } from '../runtime/custom-resource';
import { pause } from '../runtime/pause';
import { Properties } from '../runtime/properties';

/** How long a landing zone that was made a moment ago may take to say so. */
const PATIENCE = 10 * 60_000;
const POLL = 15_000;

/** What is there, or will be in a moment. */
const ON = 'SUCCEEDED';
const CHANGING = 'UNDER_CHANGE';

/**
 * Where Control Tower has switched on access by Identity Center. It is read and never changed: the landing zone's manifest says whether it is on. A unit cannot be
 * registered without its ARN.
 */
export class IdentityCenterBaselineKind implements ResourceKind<IdentityCenterBaselineProperties> {
  public constructor(private readonly api: ControlTowerApi, private readonly baselineArn: (id: string) => string) {}

  public parse(raw: Record<string, unknown>): IdentityCenterBaselineProperties {
    return { LandingZoneVersion: new Properties(raw).string('LandingZoneVersion') };
  }

  public async ensure() {
    const { arn } = await this.found();
    return { physicalId: arn, attributes: { [IDENTITY_CENTER_BASELINE_ATTRIBUTES.arn]: arn } };
  }

  /** It belongs to the landing zone. */
  public async remove(): Promise<void> {}

  private async found(): Promise<EnabledBaseline> {
    for (const until = Date.now() + PATIENCE; ; await pause(POLL)) {
      const all = await this.api.enabledBaselines(this.baselineArn(IDENTITY_CENTER_BASELINE));
      const on = all.find(({ statusSummary }) => statusSummary?.status === ON);
      if (on) return on;
      const changing = all.some(({ statusSummary }) => statusSummary?.status === CHANGING);
      if (!changing || Date.now() > until) {
        throw new Error(`IdentityCenterBaseline: got ${all.map(({ statusSummary }) => statusSummary?.status).join(', ') || 'none that is enabled'}, expected one that is enabled; `
          + 'write accessManagement: false if Control Tower does not manage access, or mend the landing zone in its console, then deploy again');
      }
    }
  }
}
