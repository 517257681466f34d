import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { acme } from '../../../examples/platform/acme';
import { AccountRegistry } from '../../../src';
import { CaseFile, parseCases, standardCases } from '../../../src/verify/access/cases';
import { Simulator } from '../../../src/verify/access/simulator';
import { Assembly } from '../../../src/verify/assembly';
import { synthesize } from '../../support/assembly';

/** The project that has the simulator. */
const PROJECT = join(__dirname, '..', '..', '..');

export const SIMULATOR = Simulator.load(PROJECT);

/** The example platform, as a user synthesises it. */
export function acmeAssembly(): Assembly {
  return synthesize(app => acme(app, AccountRegistry.fromFile(join(PROJECT, 'examples/platform/accounts.json'))));
}

const copies: string[] = [];
afterAll(() => copies.splice(0).forEach(dir => rmSync(dir, { recursive: true, force: true })));

/** The same assembly with something wrong in one of its files. */
export function spoilt(assembly: Assembly, path: string | 'platform.json', spoil: (content: any) => void): Assembly {
  const dir = mkdtempSync(join(tmpdir(), 'spoilt-'));
  copies.push(dir);
  cpSync(assembly.dir, dir, { recursive: true, filter: source => !source.includes('asset.') });
  const file = join(dir, path === 'platform.json' ? path : assembly.stacks.find(stack => stack.path === path)!.file);
  const content = JSON.parse(readFileSync(file, 'utf8'));
  spoil(content);
  writeFileSync(file, JSON.stringify(content));
  return new Assembly(dir);
}

/** Lines of the standard cases whose names contain one of these words. */
export function lines(...words: string[]): CaseFile[] {
  return standardCases().map(file => ({ ...file, cases: file.cases.filter(({ name }) => words.some(word => name.includes(word))) }));
}

export function casesIn(text: string): CaseFile {
  return parseCases(text, 'cases.yaml');
}
