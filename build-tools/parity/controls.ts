/** What has to be found out, or the comparison proves nothing. */
import { readFileSync, writeFileSync } from 'fs';
import { join, resolve } from 'path';
import { Assembly, Part, PARTS } from './assembly';
import { Language, Project } from './language';
import { Checks } from '../tally';

/** Fewer files than these are no platform and no application, whatever they are compared with. */
const FEWEST: Record<Part, number> = { platform: 100, application: 6 };

/** The reference is whole; a file that is missing, too many, or another one by a byte is a difference. */
export async function damaged(checks: Checks, reference: Record<Part, Assembly>): Promise<void> {
  for (const part of PARTS) {
    const { files } = reference[part];
    await checks.check(`the ${part} has at least ${FEWEST[part]} files`, () => files.size < FEWEST[part] ? `got ${files.size}` : undefined);
    const [last] = [...files.keys()].slice(-1);
    const but = (change: (copy: Map<string, Buffer>) => void) => {
      const copy = new Map(files);
      change(copy);
      return reference[part].difference(new Assembly(copy));
    };
    const controls: [string, RegExp, string | undefined][] = [
      ['without its last file', /missing/, but(copy => copy.delete(last))],
      ['with a file more', /does not write/, but(copy => copy.set('more.json', Buffer.from('{}')))],
      ['with a space more', /character/, but(copy => copy.set('manifest.json', Buffer.from(`${files.get('manifest.json')} `)))],
      ['with other values', /version: got "0", expected/, but(copy =>
        copy.set('manifest.json', Buffer.from(JSON.stringify({ ...JSON.parse(String(files.get('manifest.json'))), version: '0' }))))],
    ];
    for (const [what, expected, got] of controls) {
      await checks.check(`control: the ${part} ${what} is another one`, () => expected.test(got ?? '') ? undefined : `got ${got ?? 'no difference'}`);
    }
  }
}

/** Beside an aws-cdk-lib that is too old the app says so, and not what fails in it. */
export async function unfit(checks: Checks, language: Language): Promise<void> {
  const project = new Project(language);
  await checks.check(`control: ${language.name} beside an aws-cdk-lib that is too old says so`, () => {
    try {
      project.synth('platform', { outdir: `${project.directory}/unfit.out`, node: `--require ${resolve('build-tools/parity/old-cdk.cjs')}` });
      return 'got an assembly, expected an error';
    } catch (error) {
      const { stdout, stderr } = error as { stdout?: string; stderr?: string };
      const said = `${stdout ?? ''}${stderr ?? ''}`;
      return /aws-cdk-lib: got 2\.1\.0, expected /.test(said) ? undefined : `got ${said || error}`;
    }
  });
}

/** The example of a language with another budget for the sandbox: it synthesises, and the difference is that budget. */
export async function changed(checks: Checks, language: Language, reference: Assembly): Promise<void> {
  const project = new Project(language);
  const file = join(project.directory, language.budget);
  const source = readFileSync(file, 'utf8');
  await checks.check(`control: ${language.name} with another budget is found out`, () => {
    const pieces = source.split(/\b200\b/);
    if (pieces.length !== 2) return `${language.budget}: got 200 ${pieces.length - 1} times, expected once`;
    writeFileSync(file, pieces.join('201'));
    const difference = reference.difference(project.synth('platform', { outdir: `${project.directory}/changed.out` }));
    return /got 201, expected 200$/.test(difference ?? '') ? undefined : `got ${difference ?? 'no difference'}, expected one of 201 and 200`;
  });
  writeFileSync(file, source);
}
