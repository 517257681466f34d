import { getServers } from 'dns';
import pc from 'picocolors';
import { DEFAULT_ROLE } from './deploy';
import type { PlannedZone } from '../../plan/platform-json';
import { REGISTRAR, REGISTRAR_DS } from '../../plan/step-names';
import { Identity } from '../aws/identity';
import { ownZone } from '../aws/zones';
import { Credentials } from '../credentials';
import { DnsClient, DnsServer } from '../dns/dns-client';
import { checkUnknown, checkZone, OwnZone, parentServersOf, ZoneFinding } from '../dns/zone-check';
import { rememberSteps, SeenStep } from '../done-steps';
import { ExitCode } from '../errors';
import { readPlan } from '../plan-file';
import { table } from '../table';
import { finish, Paths, storeOf, Tool } from '../tool';

export interface DnsCheckOptions extends Paths {
  readonly assumeRole?: string | false;
  /** `192.0.2.53`, with `:5353` behind it if it is another port. */
  readonly resolver?: string;
}

/** One row. */
interface Row extends ZoneFinding {
  readonly account: string;
  /** What has to be at a registrar; only for root domains. */
  readonly registrar?: { readonly nameServers: string[]; readonly ds: string[] };
  /** What is wrong, and what to do. */
  readonly remark?: string;
}

/** `dns check`: what parents, and registrars, tell of each zone, against the zone itself. Asks AWS for the zones and name servers for the rest. */
export async function dnsCheck(tool: Tool, options: DnsCheckOptions): Promise<ExitCode> {
  const plan = readPlan(options.assembly);
  const region = plan.regions.home;
  const identity = new Identity(region);
  const credentials = new Credentials(identity, await identity.caller(), options.assumeRole ?? DEFAULT_ROLE);
  const client = new DnsClient(serverOf(options.resolver ?? getServers()[0]));
  const own = new Map<string, OwnZone>();
  for (const { zoneName, account } of plan.dns) {
    const planned = plan.accounts.find(({ name }) => name === account)!;
    if (planned.status !== 'active') continue;
    const { session } = await credentials.of(planned);
    const zone = await ownZone(region, zoneName, account, session);
    if (zone) own.set(zoneName, zone);
  }
  const rows: Row[] = await Promise.all(plan.dns.map(async zone => row(zone, own, client)));
  for (const zone of plan.dns.filter(({ parent }) => !parent)) rows.push(...await unknownOf(zone, plan.dns, own, client));
  const left = rows.filter(({ remark }) => remark);
  const written = await rememberSteps(storeOf(tool, options), rows.flatMap(stepsOf));
  return finish(tool, { zones: rows, written }, render(rows, written ? options.accounts : undefined), left.length ? ExitCode.PENDING : ExitCode.OK);
}

async function row({ zoneName, account, parent, dnssec }: PlannedZone, own: Map<string, OwnZone>, client: DnsClient): Promise<Row> {
  const zone = own.get(zoneName);
  const parentZone = parent === undefined ? undefined : own.get(parent);
  if (!zone || parent !== undefined && !parentZone) {
    return { zoneName, account, delegation: 'missing', delegatedTo: [], chain: '-', remark: `the zone${zone ? ' above it' : ''} is not deployed yet` };
  }
  const isChained = dnssec === 'chain-of-trust';
  const finding = await checkZone(client, zone, parentZone?.servers ?? await parentServersOf(client, zoneName), isChained);
  const registrar = parent === undefined ? { nameServers: zone.servers, ds: isChained ? zone.ds : [] } : undefined;
  return { ...finding, account, registrar, remark: remarkOn(finding, parent === undefined) };
}

/** What was found at the registrar of a root domain. A name server that did not answer says nothing about it. */
function stepsOf({ zoneName, registrar, delegation, chain }: Row): SeenStep[] {
  if (!registrar || delegation === 'unreachable') return [];
  return [
    { step: REGISTRAR, of: zoneName, done: delegation === 'ok' },
    { step: REGISTRAR_DS, of: zoneName, done: delegation === 'ok' && chain === 'ok' },
  ];
}

async function unknownOf(zone: PlannedZone, planned: PlannedZone[], own: Map<string, OwnZone>, client: DnsClient): Promise<Row[]> {
  const names = planned.map(({ zoneName }) => zoneName);
  const unknown = own.get(zone.zoneName)?.delegations.filter(({ name }) => !names.includes(name)) ?? [];
  return Promise.all(unknown.map(async ({ name, servers }) => {
    const finding = await checkUnknown(client, name, servers);
    return {
      ...finding,
      account: zone.account,
      remark: finding.delegation === 'dangling' ? `nothing of the plan, and its servers do not answer for it: delete the NS record in the zone ${zone.zoneName}` : undefined,
    };
  }));
}

function remarkOn({ delegation, chain, delegatedTo }: ZoneFinding, isRoot: boolean): string | undefined {
  const parent = isRoot ? 'the registrar' : 'its parent';
  const again = isRoot ? 'set the name servers below' : 'deploy its account again';
  switch (delegation) {
    case 'missing': return `${parent} has no name servers for it: ${again}`;
    case 'elsewhere': return `${parent} leads to another zone of that name (${delegatedTo.join(', ')}): ${again}`;
    case 'dangling': return `${parent} leads to servers that do not answer for it (${delegatedTo.join(', ')}): ${again}`;
    case 'unreachable': return `no server of ${parent} answers`;
  }
  switch (chain) {
    case 'missing': return `${parent} has no DS: ${isRoot ? 'give it the one below' : 'deploy its account again'}`;
    case 'other keys': return `${parent} has a DS of other keys, and whoever validates finds nothing: ${isRoot ? 'give it the one below' : 'take the DS away'}`;
    case 'not signed': return `${parent} has a DS, and the zone is not signed: whoever validates finds nothing; take the DS away`;
  }
  return undefined;
}

function render(rows: Row[], written?: string): string {
  const blocks = [table(['zone', 'account', 'delegation', 'DS', ''], rows.map(one => [one.zoneName, one.account, one.delegation, one.chain, one.remark ?? '']))];
  for (const { zoneName, registrar } of rows.filter(one => one.registrar && one.remark)) {
    blocks.push([
      `${pc.bold(`at the registrar of ${zoneName}`)}`, ...registrar!.nameServers.map(server => `  name server  ${server}`), ...registrar!.ds.map(ds => `  DS           ${ds}`),
    ].join('\n'));
  }
  if (written) blocks.push(`${written} has what was found: commit it`);
  return blocks.join('\n\n');
}

function serverOf(text: string): DnsServer {
  const [, bracketed, plainAddress, port] = /^(?:\[(.+)\]|([^:]+))(?::(\d+))?$/.exec(text) ?? [];
  return { address: bracketed ?? plainAddress ?? text, port: Number(port ?? 53) };
}
