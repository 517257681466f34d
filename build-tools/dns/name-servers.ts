import { ChildProcess, execFileSync, spawn, spawnSync } from 'child_process';
import { mkdirSync, rmSync, writeFileSync } from 'fs';
import { join } from 'path';
import { ROOT_ADDRESS, ServedZone } from './world';

const RESOLVER = '127.53.1.1';

export interface Answer {
  readonly status: string;
  readonly answers: string[];
  /** The resolver has followed the signatures from its trust anchor down. */
  readonly authenticated: boolean;
}

/** nsd for the zones, unbound as the resolver that asks them, on addresses of the loopback network. */
export class NameServers {
  private readonly processes: ChildProcess[] = [];

  public constructor(private readonly dir: string) {}

  /** @param trustAnchor DS of the root's key: the resolver validates; absent: it believes what it is told */
  public async serve(zones: readonly ServedZone[], trustAnchor?: string): Promise<void> {
    for (const address of new Set(zones.map(zone => zone.address))) this.nsd(address, zones.filter(zone => zone.address === address));
    await this.unbound(trustAnchor);
  }

  public ask(name: string, type = 'A'): Answer {
    const { stdout } = spawnSync('dig', [`@${RESOLVER}`, name, type, '+adflag', '+tries=2', '+time=3'], { encoding: 'utf8' });
    return {
      status: /status: (\w+)/.exec(stdout)?.[1] ?? 'no answer',
      answers: [...stdout.matchAll(new RegExp(`^${name.replace(/\./g, '\\.')}\\.\\s+\\d+\\s+IN\\s+${type}\\s+(.*)$`, 'gm'))].map(match => match[1]),
      authenticated: / flags:[^;]*\bad\b/.test(stdout),
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

  private nsd(address: string, zones: readonly ServedZone[]): void {
    const dir = join(this.dir, address);
    mkdirSync(dir);
    const files = zones.map(({ name, lines }, index) => {
      writeFileSync(join(dir, `${index}.zone`), `$TTL 300\n${lines.join('\n')}\n`);
      return `zone:\n  name: "${name}"\n  zonefile: "${dir}/${index}.zone"`;
    });
    writeFileSync(join(dir, 'nsd.conf'), [
      `server:\n  ip-address: ${address}\n  port: 53\n  username: ""\n  zonesdir: ""\n  pidfile: ""\n  database: ""\n  zonelistfile: "${dir}/zone.list"`
      + `\n  xfrdfile: ""\n  xfrdir: "${dir}"\n  server-count: 1\nremote-control:\n  control-enable: no`, ...files,
    ].join('\n'));
    execFileSync('nsd-checkconf', [join(dir, 'nsd.conf')], { stdio: 'pipe' });
    this.start('nsd', '-d', '-c', join(dir, 'nsd.conf'));
  }

  private async unbound(trustAnchor?: string): Promise<void> {
    writeFileSync(join(this.dir, 'root.hints'), `. 300 IN NS a.root.\na.root. 300 IN A ${ROOT_ADDRESS}\n`);
    writeFileSync(join(this.dir, 'unbound.conf'), `server:
  interface: ${RESOLVER}
  port: 53
  do-not-query-localhost: no
  access-control: 127.0.0.0/8 allow
  root-hints: "${this.dir}/root.hints"
  module-config: "${trustAnchor ? 'validator iterator' : 'iterator'}"
${trustAnchor ? `  trust-anchor: "${trustAnchor}"\n` : ''}  use-syslog: no
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
