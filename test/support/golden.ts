import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { dirname, join, relative, resolve } from 'path';
import { App } from 'aws-cdk-lib';
import { ShopStack } from '../../examples/application/shop-stack';
import { acme } from '../../examples/platform/acme';
import { AccountRegistry } from '../../src';
import { Assembly } from '../../src/verify/assembly';
import { stateOf } from '../../src/verify/upgrade/fate';
import type { Schemas } from '../../src/verify/upgrade/schemas';
import { resourcesOf, StackTemplate, stackTemplates, withStackSets } from '../../src/verify/upgrade/stack-template';
import { compareVersions, parseVersion } from '../../src/verify/upgrade/version';

const ROOT = resolve(__dirname, '..', '..');
export const GOLDEN = join(ROOT, 'test', 'golden');
export const MIGRATIONS = join(ROOT, 'migrations');
/** Pins, in the order of the stacks: path of the stack, logical id, type. */
export const PINS = join(GOLDEN, 'stateful.json');
/** What nobody has installed yet: the state before the first release, and the note of what comes after the last one. */
export const NEXT = 'next';

export type Pins = Record<string, Record<string, string>>;

/** The templates of both examples, as the code makes them now. */
export function exampleStacks(): StackTemplate[] {
  return [
    ...synth('platform', app => acme(app, AccountRegistry.fromFile(join(ROOT, 'examples/platform/accounts.json')))),
    ...synth('application', app => new ShopStack(app, 'Shop')),
  ];
}

function synth(example: string, build: (app: App) => void): StackTemplate[] {
  // templates are validated by a gate of their own
  process.env.CDK_VALIDATION = 'false';
  const outdir = mkdtempSync(join(tmpdir(), 'golden-'));
  try {
    const { context } = JSON.parse(readFileSync(join(ROOT, 'examples', example, 'cdk.json'), 'utf8'));
    const app = new App({ outdir, analyticsReporting: false, autoSynth: false, context });
    build(app);
    app.synth();
    return stackTemplates(new Assembly(outdir)).map(stack => ({ ...stack, template: masked(stack.template) }));
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

/**
 * Hashes of assets change with every line of a handler, and the stamp in the description with everything, and no resource's identity does. `Rules` are CDK's check of the bootstrap's version, and
 * make nothing.
 */
function masked({ Rules: _, ...template }: any): any {
  return JSON.parse(JSON.stringify(template).replace(/\b[0-9a-f]{64}\b/g, 'asset').replace(/ \[[0-9a-f]{16}\]"/, '"'));
}

/** Releases whose templates are kept, the newest last; before the first one it is `next`. */
export function releases(): string[] {
  const kept = existsSync(GOLDEN) ? readdirSync(GOLDEN, { withFileTypes: true }).filter(entry => entry.isDirectory()).map(({ name }) => name) : [];
  const strange = kept.filter(name => name !== NEXT && !parseVersion(name));
  if (strange.length) throw new Error(`${GOLDEN}: got ${strange.join(', ')}, expected versions such as 1.2.3`);
  const versions = kept.filter(name => name !== NEXT).sort((one, other) => compareVersions(parseVersion(one)!, parseVersion(other)!));
  return versions.length ? versions : kept;
}

export function readRelease(release: string): StackTemplate[] {
  const dir = join(GOLDEN, release);
  const files = readdirSync(dir, { recursive: true, encoding: 'utf8' }).filter(file => file.endsWith('.json')).sort();
  return files.map(file => JSON.parse(readFileSync(join(dir, file), 'utf8'), (key, value) =>
    key === 'TemplateBody' && Array.isArray(value) ? value.join('\n') : value));
}

/** One file for each stack. Texts of many lines are written line by line, or nobody could read a difference in them. */
export function writeRelease(release: string, stacks: readonly StackTemplate[]): string[] {
  const dir = join(GOLDEN, release);
  rmSync(dir, { recursive: true, force: true });
  return stacks.map(stack => {
    const file = join(dir, `${stack.path}.json`);
    mkdirSync(dirname(file), { recursive: true });
    const text = JSON.stringify(stack, (key, value) => key === 'TemplateBody' && typeof value === 'string' ? value.split('\n') : value, 1);
    writeFileSync(file, `${text}\n`);
    return relative(ROOT, file);
  });
}

/** What holds state, in the templates and in those that StackSets carry. */
export function statefulIn(schemas: Schemas, stacks: readonly StackTemplate[]): Pins {
  const pins = withStackSets(stacks).map(stack => [stack.path, Object.fromEntries(resourcesOf(stack)
    .filter(([, { Type }]) => stateOf(schemas, Type) === 'holds state').map(([id, { Type }]) => [id, Type]))] as const);
  return Object.fromEntries(pins.filter(([, ids]) => Object.keys(ids).length));
}
