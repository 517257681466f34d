import { execFileSync } from 'child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import type { ServedZone } from './world';

/** What may be wrong with how a zone is signed. */
export interface Flaws {
  /** Zones whose DS in the parent is that of another key. */
  readonly wrongDs?: string[];
  /** Zones without a DS in their parent: from here down nothing is signed, as far as a resolver can know. */
  readonly noDs?: string[];
  /** Zones whose signatures have expired. */
  readonly expired?: string[];
}

/** A signed world, and what a resolver has to trust to believe it. */
export interface SignedWorld {
  readonly zones: ServedZone[];
  readonly trustAnchor: string;
}

const EXPIRED = '20200201000000';

/** Signs every zone with a key that is made here and thrown away with the folder; children before parents, which carry their DS. */
export function signed(zones: readonly ServedZone[], folder: string, flaws: Flaws = {}): SignedWorld {
  const dsOf = new Map<string, string>();
  const done = [...zones].sort((a, b) => b.name.length - a.name.length).map(zone => {
    const dir = join(folder, zone.name === '.' ? 'root' : zone.name);
    mkdirSync(dir, { recursive: true });
    const delegations = zone.lines.map(line => line.split(' ')).filter(([name, , , type]) => type === 'NS' && name !== zone.name).map(([name]) => name);
    const entries = [...new Set(delegations)].filter(name => dsOf.has(name) && !flaws.noDs?.includes(name)).map(name => dsOf.get(name)!);
    writeFileSync(join(dir, 'plain'), [...zone.lines, ...entries, ''].join('\n'));
    const key = makeKey(dir, zone.name);
    dsOf.set(zone.name, ds(dir, flaws.wrongDs?.includes(zone.name) ? makeKey(dir, zone.name) : key));
    const dates = flaws.expired?.includes(zone.name) ? ['-i', '20200101000000', '-e', EXPIRED] : [];
    execFileSync('ldns-signzone', [...dates, '-o', zone.name, '-f', 'signed', 'plain', key], { cwd: dir, stdio: 'pipe' });
    return { ...zone, lines: readFileSync(join(dir, 'signed'), 'utf8').split('\n').filter(line => line.trim()) };
  });
  return { zones: done, trustAnchor: dsOf.get('.')! };
}

/** @returns base name of the key's files */
function makeKey(dir: string, zone: string): string {
  return execFileSync('ldns-keygen', ['-k', '-a', 'ECDSAP256SHA256', zone], { cwd: dir, encoding: 'utf8', stdio: 'pipe' }).trim();
}

function ds(dir: string, key: string): string {
  return execFileSync('ldns-key2ds', ['-n', '-2', `${key}.key`], { cwd: dir, encoding: 'utf8', stdio: 'pipe' }).trim();
}
