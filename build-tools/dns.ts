/**
 * A real resolver asks real servers: the zones of the embedded AWS, each account's behind a server and an address of its own, and a root above
 * them that knows the root domain's name servers. With the negative controls that show that the delegation is what leads there.
 *
 * Wants nsd, unbound and dig (Debian: nsd unbound bind9-dnsutils) and the right to listen on port 53 of a loopback address.
 */
import { ChildProcess, execFileSync, spawn, spawnSync } from 'child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { Checks } from './tally';
import type { Zone } from './zones';

const ZONES = '.try/zones.json';
const RESOLVER = '127.53.1.1';
const ROOT = '127.53.0.1';

class NameServers {
  private readonly dir = mkdtempSync(join(tmpdir(), 'dns-'));
  private readonly processes: ChildProcess[] = [];

  /** @param zones what the world outside serves; the root refers only to the root domain's name servers */
  public async serve(zones: Zone[], rootDomain: string): Promise<void> {
    const accounts = [...new Set(zones.map(zone => zone.account))];
    const address = (zone: Zone) => `127.53.0.${10 + accounts.indexOf(zone.account)}`;
    const hints = zones.flatMap(zone => nameServers(zone).map(server => `${server} 300 IN A ${address(zone)}`));
    const root = zones.find(zone => zone.name === `${rootDomain}.`)!;
    this.nsd(ROOT, [{
      name: '.',
      text: ['. 300 IN SOA a.root. hostmaster.root. 1 7200 900 1209600 300', '. 300 IN NS a.root.', `a.root. 300 IN A ${ROOT}`,
        ...nameServers(root).map(server => `${root.name} 300 IN NS ${server}`), ...new Set(hints)].join('\n'),
    }]);
    for (const account of accounts) {
      const own = zones.filter(zone => zone.account === account);
      this.nsd(address(own[0]), own.map(zone => ({ name: zone.name, text: zone.records.flatMap(lines).join('\n') })));
    }
    await this.unbound();
  }

  public ask(name: string, type = 'A'): { status: string; answers: string[] } {
    const { stdout } = spawnSync('dig', [`@${RESOLVER}`, name, type, '+tries=2', '+time=3'], { encoding: 'utf8' });
    return {
      status: /status: (\w+)/.exec(stdout)?.[1] ?? 'no answer',
      answers: [...stdout.matchAll(new RegExp(`^${name.replace(/\./g, '\\.')}\\.\\s+\\d+\\s+IN\\s+${type}\\s+(.*)$`, 'gm'))].map(match => match[1]),
    };
  }

  public async end(): Promise<void> {
    await Promise.all(this.processes.map(child => new Promise(done => {
      if (child.exitCode !== null) return done(undefined);
      child.on('exit', done);
      return child.kill('SIGTERM');
    })));
    rmSync(this.dir, { recursive: true });
  }

  private nsd(address: string, zones: { name: string; text: string }[]): void {
    const dir = join(this.dir, address);
    mkdirSync(dir);
    const files = zones.map(({ name, text }, index) => {
      writeFileSync(join(dir, `${index}.zone`), `$TTL 300\n${text}\n`);
      return `zone:\n  name: "${name}"\n  zonefile: "${dir}/${index}.zone"`;
    });
    writeFileSync(join(dir, 'nsd.conf'), [
      `server:\n  ip-address: ${address}\n  port: 53\n  username: ""\n  zonesdir: ""\n  pidfile: ""\n  database: ""\n  zonelistfile: "${dir}/zone.list"`
      + `\n  xfrdfile: ""\n  xfrdir: "${dir}"\n  server-count: 1\nremote-control:\n  control-enable: no`, ...files,
    ].join('\n'));
    execFileSync('nsd-checkconf', [join(dir, 'nsd.conf')], { stdio: 'pipe' });
    this.start('nsd', '-d', '-c', join(dir, 'nsd.conf'));
  }

  private async unbound(): Promise<void> {
    writeFileSync(join(this.dir, 'root.hints'), `. 300 IN NS a.root.\na.root. 300 IN A ${ROOT}\n`);
    writeFileSync(join(this.dir, 'unbound.conf'), `server:
  interface: ${RESOLVER}
  port: 53
  do-not-query-localhost: no
  access-control: 127.0.0.0/8 allow
  root-hints: "${this.dir}/root.hints"
  module-config: "iterator"
  use-syslog: no
  chroot: ""
  username: ""
  directory: "${this.dir}"
  pidfile: ""
  outgoing-interface: 127.0.0.1
  num-threads: 1
remote-control:
  control-enable: no
`);
    this.start('unbound', '-d', '-c', join(this.dir, 'unbound.conf'));
    for (let attempt = 0; attempt < 50; attempt++) {
      if (this.ask('a.root').answers.length) return;
      await new Promise(done => setTimeout(done, 100));
    }
    throw new Error('the resolver does not answer');
  }

  private start(command: string, ...args: string[]): void {
    this.processes.push(spawn(command, args, { stdio: 'ignore' }));
  }
}

function nameServers(zone: Zone): string[] {
  const own = zone.records.find(record => record.Type === 'NS' && record.Name === zone.name);
  return (own?.ResourceRecords ?? []).map(({ Value }) => Value!.replace(/\.?$/, '.'));
}

function lines(record: Zone['records'][number]): string[] {
  return (record.ResourceRecords ?? []).map(({ Value }) =>
    `${record.Name!.replace(/\.?$/, '.')} ${record.TTL} IN ${record.Type} ${record.Type === 'NS' ? Value!.replace(/\.?$/, '.') : Value}`);
}

/** The zones with one zone's delegation in its parent changed. */
function redelegated(zones: Zone[], child: string, change: (values: string[]) => string[]): Zone[] {
  return zones.map(zone => ({
    ...zone,
    records: zone.records.map(record => record.Type === 'NS' && record.Name === child && zone.name !== child
      ? { ...record, ResourceRecords: change(record.ResourceRecords!.map(({ Value }) => Value!)).map(Value => ({ Value })) } : record)
      .filter(record => record.ResourceRecords?.length),
  }));
}

async function main(): Promise<void> {
  const checks = new Checks();
  const missing = ['nsd', 'unbound', 'dig'].filter(command => spawnSync('which', [command]).status !== 0);
  if (missing.length || process.getuid?.() !== 0) {
    checks.skip(missing.length
      ? `dns: ${missing.join(', ')} not installed; on Debian: apt-get install nsd unbound bind9-dnsutils`
      : 'dns: port 53 of a loopback address needs root');
    return checks.report();
  }
  if (!existsSync(ZONES)) throw new Error(`${ZONES} is missing; run "npx projen test deploy dns"`);
  const zones = JSON.parse(readFileSync(ZONES, 'utf8')) as Zone[];

  const asked = async (served: Zone[], name: string) => {
    const servers = new NameServers();
    try {
      await servers.serve(served, 'acme.com');
      return servers.ask(name);
    } finally {
      await servers.end();
    }
  };
  for (const environment of ['production', 'staging']) {
    await checks.check(`shop.${environment}.acme.com is found from the root`, async () => {
      const { status, answers } = await asked(zones, `shop.${environment}.acme.com`);
      return answers.join() === '192.0.2.10' ? undefined : `${status} ${answers.join()}`;
    });
  }
  await checks.check('without its delegation production is not found', async () => {
    const { status } = await asked(redelegated(zones, 'production.acme.com.', () => []), 'shop.production.acme.com');
    return status === 'NXDOMAIN' ? undefined : status;
  });
  await checks.check('delegated to the servers of staging, production is not answered', async () => {
    const staging = nameServers(zones.find(zone => zone.name === 'staging.acme.com.')!);
    const { status, answers } = await asked(redelegated(zones, 'production.acme.com.', () => staging), 'shop.production.acme.com');
    return !answers.length && status !== 'NOERROR' ? undefined : `${status} ${answers.join()}`;
  });
  checks.report();
}

main().catch(error => {
  console.error((error as Error).message);
  process.exitCode = 1;
});
