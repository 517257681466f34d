import pc from 'picocolors';
import type { PlannedControlTower } from '../../plan/platform-json';
import { ExitCode } from '../errors';
import { renderDayZero, renderOptIns } from '../plan-day-zero';
import { describePlan, PlanDescription } from '../plan-description';
import { readPlan } from '../plan-file';
import { renderQuotas } from '../plan-quotas';
import { table } from '../table';
import { finish, Tool } from '../tool';

export interface PlanOptions {
  readonly assembly: string;
  readonly exitCode?: boolean;
}

/** `plan`: what the last synth says, offline. */
export async function plan(tool: Tool, options: PlanOptions): Promise<ExitCode> {
  const description = describePlan(readPlan(options.assembly));
  return finish(tool, description, render(description), options.exitCode && description.pending.length ? ExitCode.PENDING : ExitCode.OK);
}

function render(described: PlanDescription): string {
  const blocks: string[] = [];
  const count = described.waves.flatMap(wave => wave.accounts).length;
  blocks.push(`${pc.bold(described.landingZone)}: ${count} accounts, ${described.stacks} stacks, ${described.waves.length} waves\n`
    + `regions: ${described.regions.home} (home)${described.regions.governed.slice(1).map(region => `, ${region}${described.regions.closed?.includes(region) ? ' (only the platform yet)' : ''}`).join('')}${removed(described)}; bootstrapped: ${described.regions.bootstrapped.join(', ')}`);
  if (described.optIns.length) blocks.push(renderOptIns(described));
  blocks.push(...described.waves.map(wave => `${pc.bold(`wave ${wave.number}`)}\n` + table(['account', 'id', 'status', 'organizational unit', 'stacks', ''],
    wave.accounts.map(one => [one.name, one.id ?? '-', one.status, one.organizationalUnit ?? '-', one.stacks, one.createdBy ? `made by ${one.createdBy}` : '']))));
  if (described.controlTower && described.controlTower.strategy !== 'none') blocks.push(controlTower(described.controlTower));
  if (described.doors.length) {
    blocks.push(`${pc.bold('doors')} (a role in the owner's account that the guest's may assume)\n`
      + table(['owner', 'guest', 'purpose', 'open'], described.doors.map(door => [door.owner, door.guest, door.purpose, door.open ? 'yes' : 'waits for a pending account'])));
  }
  if (described.guardrails.length) {
    blocks.push(`${pc.bold('guardrails')} (what nobody can do)\n` + table(['guardrail', 'binds at', 'forbids', 'exempts'],
      described.guardrails.map(({ id, organizationalUnits, forbids, exemptions }) =>
        [id, organizationalUnits.join(', '), forbids, exemptions.flatMap(({ principalArns }) => principalArns).join(', ')])));
  }
  if (described.quotas.length) blocks.push(renderQuotas(described.quotas));
  if (described.sandboxes) blocks.push(sandboxes(described.sandboxes));
  if (described.dns.length) blocks.push(`${pc.bold('dns')}\n${described.dns.map(zone => `${'  '.repeat(zone.depth)}${zone.zoneName} (${zone.account})`).join('\n')}`);
  const { mail } = described;
  if (mail?.senders.length) {
    const senders = mail.senders.map(({ environment, domainName, rootDomain }) => `${environment} as ${domainName}${rootDomain ? ` and ${rootDomain}` : ''}`);
    blocks.push(`${pc.bold('mail')} (${mail.account}, ${mail.region})\n${senders.join('\n')}`);
  }
  if (described.manualSteps.length) {
    blocks.push(`${pc.bold('by hand')} (no API can do it)\n${described.manualSteps.map(step => `- ${step.account}: ${step.title}\n  ${step.detail}`).join('\n')}`);
  }
  if (described.dayZero.length) blocks.push(renderDayZero(described.dayZero));
  if (described.pending.length) blocks.push(`${described.pending.length} pending: "cloud-platform deploy" makes them`);
  return blocks.join('\n\n');
}

function sandboxes({ planned, left, gracePeriod, longestLife }: NonNullable<PlanDescription['sandboxes']>): string {
  return `${pc.bold('sandboxes')}: ${planned} in the code; the quota of accounts allows ${left} more. Each ends on its day, at most ${longestLife} days after that was said, `
    + `and is closed ${gracePeriod} days later`;
}

function removed({ regions }: PlanDescription): string {
  return regions.removed?.length ? `; given up: ${regions.removed.join(', ')}` : '';
}

function controlTower({ strategy, landingZoneVersion, madeBy, waitsFor, registeredUnits, controls }: PlannedControlTower): string {
  const title = `${pc.bold('Control Tower')} ${landingZoneVersion}, ${strategy}`;
  const step = waitsFor.length ? `: pending, and with it all other accounts; first AWS has to make ${waitsFor.join(' and ')}` : madeBy ? `: made by ${madeBy}, in about an hour` : '';
  const lines = [
    ...registeredUnits.length ? [`units that it governs: ${registeredUnits.join(', ')}`] : [],
    ...controls.map(({ identifier, organizationalUnits }) => `control ${identifier}: ${organizationalUnits.join(', ')}`),
  ];
  return [title + step, ...lines].join('\n');
}
