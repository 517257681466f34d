/**
 * A real resolver asks real servers: the zones of the embedded AWS, each account's behind a server and an address of its own, and a root above
 * them that knows the root domain's name servers. Once as they are, once signed and with a resolver that validates; each with the negative
 * controls that show that the delegation, and the signatures, are what leads there.
 *
 * Which zones are signed, with which keys, and which DS their parents have is what Route 53 of the embedded AWS says; the signatures are made here, with
 * those keys. Wants nsd, unbound, dig and ldns (Debian: nsd unbound bind9-dnsutils ldnsutils)
 * and the right to listen on port 53 of a loopback address.
 */
import { spawnSync } from 'child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { Answer, NameServers } from './dns/name-servers';
import { dsOfKey, Flaws, signed } from './dns/signing';
import { nameServers, redelegated, ServedZone, worldOf } from './dns/world';
import type { Zone } from './dns/zones';
import { Checks } from './tally';

const ZONES = '.try/zones.json';
const ROOT_DOMAIN = 'acme.com';
const SHOP = 'shop.production.acme.com';
const PRODUCTION = 'production.acme.com.';
const ADDRESS = '192.0.2.10';

/** What somebody does to a zone after it was signed. */
type Tamper = (lines: string[]) => string[];

/** Asks for one name in a world of its own. */
async function asked(zones: readonly ServedZone[], name: string, flaws?: Flaws, tamper: Tamper = lines => lines, type = 'A'): Promise<Answer> {
  const dir = mkdtempSync(join(tmpdir(), 'dns-'));
  const servers = new NameServers(dir);
  try {
    if (flaws) {
      const keys = join(dir, 'keys');
      mkdirSync(keys);
      const world = signed(zones, keys, flaws);
      await servers.serve(world.zones.map(zone => zone.name === PRODUCTION ? { ...zone, lines: tamper(zone.lines) } : zone), world.trustAnchor);
    } else {
      await servers.serve(zones);
    }
    return servers.ask(name, type);
  } finally {
    await servers.end();
  }
}

function said({ status, answers, authenticated }: Answer): string {
  return [status, authenticated ? 'authenticated' : 'not authenticated', ...answers].join(' ');
}

async function delegationLeads(checks: Checks, zones: Zone[]): Promise<void> {
  for (const environment of ['production', 'staging']) {
    await checks.check(`shop.${environment}.acme.com is found from the root`, async () => {
      const { status, answers } = await asked(worldOf(zones, ROOT_DOMAIN), `shop.${environment}.acme.com`);
      return answers.join() === ADDRESS ? undefined : `${status} ${answers.join()}`;
    });
  }
  await checks.check('without its delegation production is not found', async () => {
    const { status } = await asked(worldOf(redelegated(zones, PRODUCTION, () => []), ROOT_DOMAIN), SHOP);
    return status === 'NXDOMAIN' ? undefined : status;
  });
  await checks.check('delegated to the servers of staging, production is not answered', async () => {
    const staging = nameServers(zones.find(zone => zone.name === 'staging.acme.com.')!);
    const { status, answers } = await asked(worldOf(redelegated(zones, PRODUCTION, () => staging), ROOT_DOMAIN), SHOP);
    return !answers.length && status !== 'NOERROR' ? undefined : `${status} ${answers.join()}`;
  });
}

/** One of the keys that SES signs a domain's mail with; that the name is one that SES tells is checked at the deploy. */
function dkimKeyOf(zones: Zone[], domain: string): string[] {
  const { Name, ResourceRecords } = zones.find(({ name }) => name === `${domain}.`)!.records.find(record => record.Name!.endsWith(`._domainkey.${domain}.`))!;
  return [Name!.slice(0, -1), 'CNAME', ResourceRecords![0].Value!];
}

async function signaturesAreFollowed(checks: Checks, zones: Zone[]): Promise<void> {
  const world = worldOf(zones, ROOT_DOMAIN);
  const expectation = (promise: string, expected: string, name: string, flaws: Flaws, tamper?: Tamper) =>
    checks.check(promise, async () => {
      const answer = said(await asked(world, name, flaws, tamper));
      return answer === expected ? undefined : `got ${answer}, expected ${expected}`;
    });
  for (const zone of world.filter(({ signer }) => signer)) {
    await checks.check(`the DS that Route 53 tells of ${zone.name} is that of its key`, () => {
      const own = dsOfKey(mkdtempSync(join(tmpdir(), 'dns-')), zone);
      return own === zone.signer!.ds ? undefined : `got ${zone.signer!.ds}, expected ${own}`;
    });
  }
  await checks.check('the root domain and its environments are signed', () => {
    const unsigned = zones.filter(({ signer }) => !signer).map(({ name }) => name);
    return unsigned.length ? unsigned.join() : undefined;
  });
  for (const [name, type, expected] of [
    [ROOT_DOMAIN, 'MX', '0 .'], [ROOT_DOMAIN, 'TXT', '"v=spf1 -all"'], [ROOT_DOMAIN, 'CAA', '0 issue "amazon.com"'],
    [`_dmarc.${ROOT_DOMAIN}`, 'TXT', '"v=DMARC1; p=reject; sp=reject; adkim=s; aspf=s"'],
    // what a receiver asks for that checks the mail of the company and of its environments
    ...[ROOT_DOMAIN, 'production.acme.com', 'staging.acme.com'].flatMap(domain => [
      dkimKeyOf(zones, domain),
      [`bounces.${domain}`, 'MX', '10 feedback-smtp.eu-west-1.amazonses.com.'], [`bounces.${domain}`, 'TXT', '"v=spf1 include:amazonses.com -all"'],
    ]),
  ]) {
    await checks.check(`${type} of ${name} is found and authenticated`, async () => {
      const answer = said(await asked(world, name, {}, undefined, type));
      return answer === `NOERROR authenticated ${expected}` ? undefined : `got ${answer}`;
    });
  }
  const REFUSED = 'SERVFAIL not authenticated';
  await expectation('signed from the root down, the answer is authenticated', `NOERROR authenticated ${ADDRESS}`, SHOP, {});
  await expectation('that a name does not exist is authenticated as well', 'NXDOMAIN authenticated', `nothing.${PRODUCTION.slice(0, -1)}`, {});
  await expectation('a DS of another key in the parent is refused', REFUSED, SHOP, { wrongDs: [PRODUCTION] });
  await expectation('a DS of another key at the root domain is refused for all below it', REFUSED, SHOP, { wrongDs: [`${ROOT_DOMAIN}.`] });
  await expectation('expired signatures are refused', REFUSED, SHOP, { expired: [PRODUCTION] });
  await expectation('a record that was changed after it was signed is refused', REFUSED, SHOP, {}, lines => lines.map(line => line.replace(ADDRESS, '192.0.2.66')));
  await expectation('a zone without a DS in its parent is answered, but not authenticated', `NOERROR not authenticated ${ADDRESS}`, SHOP, { noDs: [PRODUCTION] });
}

async function main(): Promise<void> {
  const checks = new Checks();
  const missing = ['nsd', 'unbound', 'dig', 'ldns-signzone'].filter(command => spawnSync('which', [command]).status !== 0);
  if (missing.length || process.getuid?.() !== 0) {
    checks.skip(missing.length
      ? `dns: ${missing.join(', ')} not installed; on Debian: apt-get install nsd unbound bind9-dnsutils ldnsutils`
      : 'dns: port 53 of a loopback address needs root');
    return checks.report();
  }
  if (!existsSync(ZONES)) throw new Error(`${ZONES} is missing; run "npx projen test deploy dns"`);
  const zones = JSON.parse(readFileSync(ZONES, 'utf8')) as Zone[];
  await delegationLeads(checks, zones);
  await signaturesAreFollowed(checks, zones);
  checks.report();
}

main().catch(error => {
  console.error((error as Error).message);
  process.exitCode = 1;
});
