/**
 * `npx projen parity [language ...]`: the library as each language gets it. Packs it, installs the example of each language from what was packed,
 * synthesises both of its apps, and compares every file of their assemblies, byte for byte, with what TypeScript writes.
 */
import { mkdirSync } from 'fs';
import { Assembly, PARTS } from './parity/assembly';
import { changed, damaged, unfit } from './parity/controls';
import { GO } from './parity/go';
import { JAVA } from './parity/java';
import { Language, Project } from './parity/language';
import { checkDotnet, pack, publicTypes } from './parity/packages';
import { PYTHON } from './parity/python';
import { TYPESCRIPT } from './parity/typescript';
import { Steps } from './steps';
import { Checks } from './tally';

const OTHERS = [PYTHON, JAVA, GO];

async function main(names: string[]): Promise<void> {
  const unknown = names.filter(name => !OTHERS.some(language => language.name === name));
  if (unknown.length) throw new Error(`language: got ${unknown.join(', ')}, expected some of ${OTHERS.map(({ name }) => name).join(', ')}`);
  const languages = OTHERS.filter(({ name }) => !names.length || names.includes(name));
  const [checks, steps] = [new Checks(), new Steps()];
  mkdirSync('.parity', { recursive: true });

  await checks.check('the tools of each language are here', () => languages.flatMap(({ missing }) => missing() ?? []).join('; ') || undefined);
  await checks.check('it packs for each of them', () => steps.step('pack', () => pack(languages)));
  await checkDotnet(checks);

  const reference = await synthesise(checks, steps, TYPESCRIPT);
  if (reference) await damaged(checks, reference);
  for (const language of languages) {
    const assemblies = await synthesise(checks, steps, language);
    if (!reference || !assemblies) continue;
    for (const part of PARTS) {
      await checks.check(`${language.name}: the ${part} is TypeScript's, in all ${reference[part].files.size} files`, () => reference[part].difference(assemblies[part]));
    }
    await steps.step(`${language.name}: another budget`, () => changed(checks, language, reference.platform));
    await steps.step(`${language.name}: an old aws-cdk-lib`, () => unfit(checks, language));
  }
  console.log(`\n${steps.taken.map(({ title, seconds }) => `${title}: ${seconds.toFixed(1)} s`).join('\n')}\nin all ${steps.seconds.toFixed(1)} s\n`);
  checks.report();
}

/** Installs and runs a language's example. */
async function synthesise(checks: Checks, steps: Steps, language: Language): Promise<Record<typeof PARTS[number], Assembly> | undefined> {
  const project = new Project(language);
  const assemblies: Assembly[] = [];
  await checks.check(`${language.name}: the example installs from what was packed`, () => steps.step(`${language.name}: install`, () => project.install()));
  await checks.check(`${language.name}: every public type is there`, () => {
    const there = new Set(language.types(project.directory));
    return publicTypes().filter(type => !there.has(type)).join(', ');
  });
  for (const [promise, holds] of Object.entries(language.promises ?? {})) await checks.check(`${language.name}: ${promise}`, () => holds(project.directory));
  for (const part of PARTS) {
    await checks.check(`${language.name}: the ${part} synthesises`, async () => {
      assemblies.push(await steps.step(`${language.name}: ${part}`, () => project.synth(part)));
    });
  }
  return assemblies.length === PARTS.length ? { platform: assemblies[0], application: assemblies[1] } : undefined;
}

main(process.argv.slice(2)).catch(error => {
  console.error((error as Error).message);
  process.exitCode = 1;
});
