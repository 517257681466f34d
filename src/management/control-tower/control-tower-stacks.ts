import { CfnResource, RemovalPolicy } from 'aws-cdk-lib';
import * as controltower from 'aws-cdk-lib/aws-controltower';
import { Construct } from 'constructs';
import { Baselines } from './baselines';
import type { Control } from './control';
import { checkControl, checkControlTower, controlArn } from './control-checks';
import type { ControlTowerSettings } from './control-tower';
import { manifest } from './manifest';
import { addServiceRoles } from './service-roles';
import { unitArn } from './unit-arn';
import { SANDBOX_UNIT, SECURITY_UNIT } from '../../accounts/organizational-units';
import type { PlatformAccount } from '../../accounts/platform-account';
import type { AccountStack } from '../../accounts/stack-book';
import type { PlannedControlTower } from '../../plan/platform-json';
import { organizationParameters } from '../../private/names';
import type { Platform } from '../../private/platform';

/** Stacks in the order in which they are deployed, each at its own rate of change. */
const LANDING_ZONE = 'control-tower';
const BASELINES = 'baselines';
const CONTROLS = 'controls';

/** The stacks of Control Tower in the management account, as far as the accounts that it needs exist. */
export class ControlTowerStacks {
  private readonly settings: ControlTowerSettings;
  private readonly home: string;
  private readonly units: string[] = [];
  private readonly controls: Control[];
  private baselines?: Baselines;
  private lastControl?: CfnResource;

  public constructor(
    private readonly platform: Platform,
    private readonly management: PlatformAccount,
    private readonly accounts: { readonly logArchive: PlatformAccount; readonly security: PlatformAccount },
    private readonly organization: AccountStack,
  ) {
    const { problems, landingZone, controlTower } = platform.configuration;
    this.settings = controlTower._settings;
    this.home = platform.homeRegion;
    this.controls = this.settings.controls.filter(control => checkControl(problems, landingZone, control));
    if (this.settings.strategy === 'managed' && !this.waitsFor.length) this.addLandingZone();
  }

  /** Names of accounts that have to exist first. Control Tower makes no account by itself, and nothing comes before it that could come after it. */
  public get waitsFor(): string[] {
    if (this.settings.strategy !== 'managed') return [];
    return [this.accounts.logArchive, this.accounts.security].filter(({ isPending }) => isPending).map(({ accountName }) => accountName);
  }

  /** A unit that is new, those above it first. */
  public addUnit(unit: string): void {
    if (this.waitsFor.length) return;
    if (this.isRegistered(unit)) this.register(unit);
    this.controls.filter(control => this.isBound(control, unit)).forEach(control => this.enable(control, unit));
  }

  /** When all units are known: what cannot be. */
  public check(): void {
    checkControlTower(this.platform, this.controls);
  }

  /** What accounts wait for that are made later. */
  public get lastStack(): AccountStack {
    return this.units.length ? this.stackOf(BASELINES) : this.landingZone;
  }

  public get planned(): PlannedControlTower {
    const { strategy, version } = this.settings;
    const { landingZoneVersion, baselineVersion } = version;
    const { all } = this.platform.configuration.organizationalUnits;
    return {
      strategy,
      ...strategy !== 'none' && { landingZoneVersion, baselineVersion, accessManagement: this.settings.accessManagement },
      ...strategy === 'managed' && { madeBy: `${this.management._path}/${this.home}-${LANDING_ZONE}` },
      waitsFor: this.waitsFor,
      registeredUnits: all.filter(unit => this.isRegistered(unit)),
      controls: this.controls.map(control => ({
        identifier: control.identifier, organizationalUnits: all.filter(unit => this.isBound(control, unit)),
      })),
    };
  }

  private register(unit: string): void {
    const where = { region: this.home, part: BASELINES };
    if (!this.units.length) this.management._stacks.deployStackAfter(where, this.landingZone);
    this.units.push(unit);
    this.management._build(where, stack => {
      this.baselines ??= new Baselines(stack, this.arnProps, this.settings);
      this.baselines.add(unit, this.idParameter(unit));
    });
  }

  private enable(control: Control, unit: string): void {
    const where = { region: this.home, part: CONTROLS };
    this.management._stacks.deployStackAfter(where, this.lastStack);
    const id = `${control.identifier}-${unit}`.replaceAll('/', '.');
    this.management._build(where, stack => {
      const enabled = new controltower.CfnEnabledControl(new Construct(stack, id), 'Resource', {
        controlIdentifier: controlArn(control, this.arnProps.partition, this.home),
        targetIdentifier: unitArn(stack, this.arnProps, this.idParameter(unit)),
      });
      // Control Tower works on a few at a time and refuses the rest
      if (this.lastControl) enabled.addResourceDependency(this.lastControl);
      this.lastControl = enabled;
    });
  }

  private addLandingZone(): void {
    const { regions } = this.platform.configuration;
    const where = { region: this.home, part: LANDING_ZONE };
    this.management._stacks.deployStackAfter(where, this.organization);
    this.management._build(where, stack => {
      const roles = addServiceRoles(stack, this.settings.version, regions.partition);
      const landingZone = new controltower.CfnLandingZone(stack, 'LandingZone', {
        version: this.settings.version.landingZoneVersion,
        manifest: manifest({
          settings: this.settings,
          governedRegions: regions.all,
          logArchiveAccountId: this.accounts.logArchive.accountId!,
          securityAccountId: this.accounts.security.accountId!,
          securityUnit: this.nameOf(SECURITY_UNIT),
          sandboxUnit: this.nameOf(SANDBOX_UNIT),
        }),
        // accounts that enter a registered unit are enrolled by Control Tower
        remediationTypes: ['INHERITANCE_DRIFT'],
      });
      // to decommission it takes a person; one that could not be made is in the way of the next try
      landingZone.applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
      roles.forEach(role => landingZone.addResourceDependency(role));
    });
  }

  /** Control Tower takes care of the unit of its own accounts by itself, and refuses a baseline there. */
  private isRegistered(unit: string): boolean {
    const { registeredUnits } = this.settings;
    return registeredUnits ? registeredUnits.some(name => this.nameOf(name) === unit) : this.isGoverned(unit);
  }

  /** Where controls are on that name no unit. */
  private isGoverned(unit: string): boolean {
    return this.settings.strategy !== 'none' && unit !== this.nameOf(SECURITY_UNIT);
  }

  private isBound({ _organizationalUnits: units }: Control, unit: string): boolean {
    return units ? units.some(name => this.nameOf(name) === unit) : this.isGoverned(unit);
  }

  private nameOf(unit: string): string {
    return this.platform.configuration.organizationalUnits.nameOf(unit);
  }

  private idParameter(unit: string): string {
    return organizationParameters(this.platform.configuration.prefix).unitId(unit);
  }

  private get landingZone(): AccountStack {
    return this.settings.strategy === 'managed' ? this.stackOf(LANDING_ZONE) : this.organization;
  }

  private stackOf(part: string): AccountStack {
    return { account: this.management, region: this.home, part };
  }

  private get arnProps() {
    const { regions: { partition }, prefix } = this.platform.configuration;
    return { partition, prefix, organizationIdParameter: organizationParameters(prefix).organizationId };
  }
}
