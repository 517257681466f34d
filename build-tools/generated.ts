/** Whether what is generated and committed is what the code says: API.md, the picture, the schemas, projen's files. */
import { execFileSync } from 'child_process';
import { mkdtempSync, readFileSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { PICTURE, picture } from './picture';
import { SCHEMAS, schemaText } from './schemas';
import { Checks } from './tally';

async function main(): Promise<void> {
  const checks = new Checks();
  const dir = mkdtempSync(join(tmpdir(), 'generated-'));
  try {
    await checks.check('API.md is what the code says', () => {
      execFileSync('npx', ['jsii-docgen', '-o', join(dir, 'API')], { stdio: 'pipe' });
      return differs(readFileSync(join(dir, 'API.md'), 'utf8'), readFileSync('API.md', 'utf8'), 'npx projen docgen');
    });
    await checks.check('the picture is what platform.json says', async () => {
      execFileSync('npx', ['cdk', 'synth', '--quiet', '--output', dir], { cwd: 'examples/platform', stdio: 'pipe', env: { ...process.env, CDK_VALIDATION: 'false' } });
      return differs(await picture(JSON.parse(readFileSync(join(dir, 'platform.json'), 'utf8'))), readFileSync(PICTURE, 'utf8'), 'npx projen picture');
    });
    for (const schema of SCHEMAS) {
      await checks.check(`${schema.file} is what the types say`, () => differs(schemaText(schema), readFileSync(schema.file, 'utf8'), 'npx projen schemas'));
    }
    const { files } = JSON.parse(readFileSync('.projen/files.json', 'utf8')) as { files: string[] };
    const before = new Map(files.map(file => [file, readFileSync(file, 'utf8')]));
    execFileSync('npx', ['projen', 'default', '--no-post'], { stdio: 'pipe', env: { ...process.env, PROJEN_DISABLE_POST: 'true' } });
    for (const [file, text] of before) await checks.check(`${file} is what .projenrc.ts says`, () => differs(readFileSync(file, 'utf8'), text, 'npx projen'));
  } finally {
    rmSync(dir, { recursive: true });
  }
  checks.report();
}

function differs(made: string, committed: string, command: string): string | undefined {
  return made === committed ? undefined : `run "${command}"`;
}

main().catch(error => {
  console.error((error as Error).message);
  process.exitCode = 1;
});
