import { createHash } from 'crypto';
import { readFileSync } from 'fs';
import { join } from 'path';
import { CliError } from './errors';
import { PLATFORM_JSON, PLATFORM_SCHEMA_VERSION, PlatformJson } from '../plan/platform-json';

/** The plan that synth wrote into the cloud assembly. */
export function readPlan(assembly: string): PlatformJson {
  const path = join(assembly, PLATFORM_JSON);
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    throw exists(join(assembly, 'manifest.json'))
      ? new CliError({
        what: 'the app has no landing zone',
        where: path,
        got: `a cloud assembly without ${PLATFORM_JSON}`,
        expected: 'an app that makes one LandingZone',
        instead: "new LandingZone(app, 'Acme', { ... }) in the app, then \"npx cdk synth\"",
      })
      : new CliError({
        what: 'there is no cloud assembly',
        where: assembly,
        got: 'no such directory, or an empty one',
        expected: `a directory with ${PLATFORM_JSON}`,
        instead: '"npx cdk synth", or --assembly <directory>',
      });
  }
  let plan: PlatformJson;
  try {
    plan = JSON.parse(text);
  } catch (error) {
    throw new CliError({ what: 'the plan is not JSON', where: path, got: (error as Error).message, instead: '"npx cdk synth" writes it anew' });
  }
  const [major] = String(plan?.schemaVersion).split('.');
  const [ours] = PLATFORM_SCHEMA_VERSION.split('.');
  if (major !== ours) {
    throw new CliError({
      what: 'the plan has a format that this tool does not know',
      where: `${path}: schemaVersion`,
      got: JSON.stringify(plan?.schemaVersion),
      expected: `${ours}.x`,
      instead: 'the tool and the library of the same @astradot/cloud-platform: "npx cloud-platform" inside the project',
    });
  }
  return plan;
}

/** The same, or nothing where there is none yet. A plan of another format is still an error. */
export function readPlanIfThere(assembly: string): PlatformJson | undefined {
  return exists(join(assembly, PLATFORM_JSON)) ? readPlan(assembly) : undefined;
}

/** A fingerprint of each stack's template, by the stack's path: what decides whether something is deployed again within one run. */
export function stackFingerprints(assembly: string): Map<string, string> {
  const manifest = JSON.parse(readFileSync(join(assembly, 'manifest.json'), 'utf8'));
  const fingerprints = new Map<string, string>();
  for (const [id, artifact] of Object.entries<any>(manifest.artifacts ?? {})) {
    if (artifact.type !== 'aws:cloudformation:stack') continue;
    const { templateFile, parameters, tags } = artifact.properties;
    fingerprints.set(artifact.displayName ?? id, createHash('sha256')
      .update(readFileSync(join(assembly, templateFile))).update(JSON.stringify([parameters, tags])).digest('hex'));
  }
  return fingerprints;
}

function exists(path: string): boolean {
  try {
    readFileSync(path);
    return true;
  } catch {
    return false;
  }
}
