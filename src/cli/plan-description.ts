import type { ManualStep, PlannedControlTower, PlannedDoor, PlannedGuardrail, PlannedRegions, PlannedZone, PlatformJson } from '../plan/platform-json';

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
  /** Absent from plans of earlier versions. */
  readonly controlTower?: PlannedControlTower;
  /** Parents before children. */
  readonly dns: (PlannedZone & { readonly depth: number })[];
  readonly manualSteps: ManualStep[];
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
    // a plan of an earlier version has none
    guardrails: plan.guardrails ?? [],
    controlTower: plan.controlTower,
    dns: tree(plan.dns),
    manualSteps: plan.manualSteps,
  };
}

function tree(zones: PlannedZone[]): PlanDescription['dns'] {
  const names = new Set(zones.map(zone => zone.zoneName));
  const under = (parent: string | undefined, depth: number): PlanDescription['dns'] => zones
    .filter(zone => parent === undefined ? !zone.parent || !names.has(zone.parent) : zone.parent === parent)
    .flatMap(zone => [{ ...zone, depth }, ...under(zone.zoneName, depth + 1)]);
  return under(undefined, 0);
}
