import { CfnResource, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as controltower from 'aws-cdk-lib/aws-controltower';
import { Construct } from 'constructs';
import type { ControlTowerSettings } from './control-tower';
import { unitArn, UnitArnProps } from './unit-arn';
import {
  CONTROL_TOWER_BASELINE, CONTROL_TOWER_HANDLER, IDENTITY_CENTER_BASELINE_ATTRIBUTES, IDENTITY_CENTER_BASELINE_TYPE, IdentityCenterBaselineProperties,
} from '../../aws-api/control-tower/constants';
import { HandlerFunction } from '../../aws-api/handler-function';

/**
 * Organizational units as Control Tower governs them, one after the other: Control Tower refuses two at a time, and a unit before the one above it. Accounts in
 * them are enrolled with them, and those that come later when they enter.
 */
export class Baselines {
  private readonly identityCenter?: CfnResource;
  private last?: CfnResource;

  public constructor(
    private readonly stack: Stack,
    private readonly props: UnitArnProps & { readonly prefix: string },
    private readonly settings: ControlTowerSettings,
  ) {
    if (!settings.accessManagement) return;
    const handler = HandlerFunction.in(stack, {
      handler: CONTROL_TOWER_HANDLER, prefix: props.prefix, description: 'Looks up where Control Tower has switched on access by Identity Center',
    });
    handler.allowAnywhere('what is looked up has no ARN that is known before', ['controltower:ListEnabledBaselines']);
    this.identityCenter = handler.resource(stack, 'IdentityCenterBaseline', IDENTITY_CENTER_BASELINE_TYPE, {
      LandingZoneVersion: settings.version.landingZoneVersion,
    } satisfies IdentityCenterBaselineProperties);
  }

  /** Units above it are added before it. */
  public add(unit: string, idParameter: string): void {
    const { partition } = this.props;
    // a construct of its own gives the logical id a hash: names that differ in other letters than A to Z stay apart
    const baseline = new controltower.CfnEnabledBaseline(new Construct(this.stack, `Baseline-${unit.replaceAll('/', '.')}`), 'Resource', {
      baselineIdentifier: `arn:${partition}:controltower:${this.stack.region}::baseline/${CONTROL_TOWER_BASELINE}`,
      baselineVersion: this.settings.version.baselineVersion,
      targetIdentifier: unitArn(this.stack, this.props, idParameter),
      parameters: this.identityCenter && [{
        key: 'IdentityCenterEnabledBaselineArn', value: this.identityCenter.getAtt(IDENTITY_CENTER_BASELINE_ATTRIBUTES.arn).toString(),
      }],
    });
    // a unit that is let go lets go its accounts
    baseline.applyRemovalPolicy(RemovalPolicy.RETAIN);
    if (this.last) baseline.addResourceDependency(this.last);
    this.last = baseline;
  }
}
