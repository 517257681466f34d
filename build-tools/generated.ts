/** Whether what is generated and committed is what the code says: projen's files, API.md. */
import { execFileSync } from 'child_process';
import { mkdtempSync, readFileSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { report } from './tally';

const failures: string[] = [];
const dir = mkdtempSync(join(tmpdir(), 'api-'));
try {
  execFileSync('npx', ['jsii-docgen', '-o', join(dir, 'API')], { stdio: 'pipe' });
  if (readFileSync(join(dir, 'API.md'), 'utf8') !== readFileSync('API.md', 'utf8')) failures.push('API.md: run "npx projen docgen"');
} finally {
  rmSync(dir, { recursive: true });
}

/** What projen wrote, by its own list. */
const managed = (JSON.parse(readFileSync('.projen/files.json', 'utf8')) as { files: string[] }).files;
const before = new Map(managed.map(file => [file, readFileSync(file, 'utf8')]));
execFileSync('npx', ['projen', 'default', '--no-post'], { stdio: 'pipe', env: { ...process.env, PROJEN_DISABLE_POST: 'true' } });
for (const [file, text] of before) {
  if (readFileSync(file, 'utf8') !== text) failures.push(`${file}: run "npx projen"`);
}
report(1 + managed.length - failures.length, failures);
