/** Writes the assemblies of the examples, with CDK's own validation of every template as errors. */
import { spawnSync } from 'child_process';
import { readdirSync } from 'fs';
import { report } from './tally';

const failures: string[] = [];
let templates = 0;
for (const example of ['examples/platform', 'examples/application']) {
  const { status, stdout, stderr } = spawnSync('npx', ['cdk', 'synth', '--quiet'], { cwd: example, encoding: 'utf8', env: { ...process.env, CDK_VALIDATION: 'true' } });
  if (status !== 0) failures.push(`${example}: ${stdout}${stderr}`);
  else templates += readdirSync(`${example}/cdk.out`).filter(file => file.endsWith('.template.json')).length;
}
report(templates, failures);
