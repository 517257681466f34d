import { execFileSync } from 'child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import type { ServedZone } from './world';
import type { SigningKey } from '../../local/embedded-aws';

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
const ROOT = '.';

/**
 * Signs the zones that Route 53 says it signs, with the keys that it says it has, and the world's own root with one that is made here. Which DS a parent has is
 * what stands in its zone; only the root gets that of the root domain here, as its registrar would.
 */
export function signed(zones: readonly ServedZone[], folder: string, flaws: Flaws = {}): SignedWorld {
  const signers = new Map(zones.filter(({ signer }) => signer).map(({ name, signer }) => [name, signer!.ds]));
  let trustAnchor = '';
  const done = zones.map(zone => {
    const isRoot = zone.name === ROOT;
    if (!zone.signer && !isRoot) return zone;
    const dir = join(folder, isRoot ? 'root' : zone.name);
    mkdirSync(dir, { recursive: true });
    const entries = isRoot
      ? delegated(zone).filter(name => signers.has(name)).map(name => `${name} 300 IN DS ${signers.get(name)}`) : [];
    const plain = [...zone.lines, ...entries].flatMap(line => flawed(dir, line, flaws));
    writeFileSync(join(dir, 'plain'), [...plain, ''].join('\n'));
    const key = zone.signer ? keyOf(dir, zone.name, zone.signer) : makeKey(dir, zone.name);
    if (isRoot) trustAnchor = ds(dir, key);
    const dates = flaws.expired?.includes(zone.name) ? ['-i', '20200101000000', '-e', EXPIRED] : [];
    execFileSync('ldns-signzone', [...dates, '-o', zone.name, '-f', 'signed', 'plain', key], { cwd: dir, stdio: 'pipe' });
    return { ...zone, lines: readFileSync(join(dir, 'signed'), 'utf8').split('\n').filter(line => line.trim()) };
  });
  return { zones: done, trustAnchor };
}

/** The DS of a key, worked out by an ordinary tool: what Route 53 has to say of it. */
export function dsOfKey(folder: string, zone: ServedZone): string {
  return ds(folder, keyOf(folder, zone.name, zone.signer!)).split(/\s+/).slice(-4).join(' ').toUpperCase();
}

function delegated(zone: ServedZone): string[] {
  return [...new Set(zone.lines.map(line => line.split(' ')).filter(([name, , , type]) => type === 'NS' && name !== zone.name).map(([name]) => name))];
}

function flawed(dir: string, line: string, { noDs, wrongDs }: Flaws): string[] {
  const [name, , , type] = line.split(' ');
  if (type !== 'DS') return [line];
  if (noDs?.includes(name)) return [];
  return wrongDs?.includes(name) ? [ds(dir, makeKey(dir, name))] : [line];
}

/** Writes a key that is known; @returns base name of its files */
function keyOf(dir: string, zone: string, { tag, ...key }: SigningKey): string {
  const name = `K${zone}+013+${String(tag).padStart(5, '0')}`;
  writeFileSync(join(dir, `${name}.key`), `${zone} IN DNSKEY 257 3 13 ${key.public}\n`);
  writeFileSync(join(dir, `${name}.private`), `Private-key-format: v1.2\nAlgorithm: 13 (ECDSAP256SHA256)\nPrivateKey: ${key.private}\n`);
  return name;
}

/** @returns base name of the key's files */
function makeKey(dir: string, zone: string): string {
  return execFileSync('ldns-keygen', ['-k', '-a', 'ECDSAP256SHA256', zone], { cwd: dir, encoding: 'utf8', stdio: 'pipe' }).trim();
}

function ds(dir: string, key: string): string {
  return execFileSync('ldns-key2ds', ['-n', '-2', `${key}.key`], { cwd: dir, encoding: 'utf8', stdio: 'pipe' }).trim();
}
