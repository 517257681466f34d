import type {
  ManualStep, PlannedControlTower, PlannedDoor, PlannedGuardrail, PlannedMail, PlannedQuota, PlannedRegions, PlannedSandboxes, PlannedStep,
  PlannedZone, PlatformJson,
} from '../plan/platform-json';

/** The plan as `cloud-platform plan` tells it. */
export interface PlanDescription {
  readonly landingZone: string;
  readonly regions: PlannedRegions;
  readonly stacks: number;
  readonly waves: { readonly number: number; readonly accounts: DescribedAccount[] }[];
  /** Names of accounts that do not exist yet. */
  readonly pending: string[];
  readonly doors: PlannedDoor[];
  readonly guardrails: PlannedGuardrail[];
  readonly quotas: PlannedQuota[];
  /** Absent from plans of earlier versions. */
  readonly controlTower?: PlannedControlTower;
  /** Parents before children. */
  readonly dns: (PlannedZone & { readonly depth: number })[];
  /** Absent where the platform sends no mail. */
  readonly mail?: PlannedMail;
  readonly manualSteps: ManualStep[];
  readonly dayZero: PlannedStep[];
  /** Absent from plans of earlier versions. */
  readonly sandboxes?: PlannedSandboxes & { readonly planned: number };
  /** Regions that accounts have still to opt in to, as far as the registry knows. */
  readonly optIns: { readonly region: string; readonly optedIn: number; readonly missing: string[] }[];
}

export interface DescribedAccount {
  readonly name: string;
  readonly id?: string;
  readonly status: string;
  readonly organizationalUnit?: string;
  readonly stacks: number;
  /** The step that makes a pending account. */
  readonly createdBy?: string;
}

export function describePlan(plan: PlatformJson): PlanDescription {
  const stacks = new Map<string, number>();
  plan.stacks.forEach(({ account }) => stacks.set(account, (stacks.get(account) ?? 0) + 1));
  const waves = [...new Set(plan.accounts.map(account => account.wave))].sort((a, b) => a - b);
  return {
    landingZone: plan.landingZone,
    regions: plan.regions,
    stacks: plan.stacks.length,
    waves: waves.map(number => ({
      number,
      accounts: plan.accounts.filter(account => account.wave === number).map(({ name, id, status, organizationalUnit, createdBy }) => ({
        name, id, status, organizationalUnit, stacks: stacks.get(name) ?? 0, createdBy: status === 'pending' ? createdBy : undefined,
      })),
    })),
    pending: plan.accounts.filter(account => account.status === 'pending').map(account => account.name),
    doors: plan.doors,
    // a plan of an earlier version has none of these
    guardrails: plan.guardrails ?? [],
    quotas: plan.quotas ?? [],
    controlTower: plan.controlTower,
    dns: tree(plan.dns),
    mail: plan.mail,
    manualSteps: plan.manualSteps,
    dayZero: plan.dayZero ?? [],
    sandboxes: plan.sandboxes && { ...plan.sandboxes, planned: plan.accounts.filter(({ sandbox, status }) => sandbox && status !== 'closed').length },
    optIns: plan.regions.optIn.map(region => {
      const missing = plan.accounts.filter(account => account.status === 'active' && !account.optedIn?.includes(region)).map(({ name }) => name);
      return { region, missing, optedIn: plan.accounts.filter(account => account.optedIn?.includes(region)).length };
    }),
  };
}

function tree(zones: PlannedZone[]): PlanDescription['dns'] {
  const names = new Set(zones.map(zone => zone.zoneName));
  const under = (parent: string | undefined, depth: number): PlanDescription['dns'] => zones
    .filter(zone => parent === undefined ? !zone.parent || !names.has(zone.parent) : zone.parent === parent)
    .flatMap(zone => [{ ...zone, depth }, ...under(zone.zoneName, depth + 1)]);
  return under(undefined, 0);
}
