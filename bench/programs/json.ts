/** The same files written directly: what no CDK library can go below. Reading them beforehand is not counted. */
import { mkdirSync, readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { task } from './size';
import { excluded } from './usage';

const { outdir, data } = task();
const files = excluded<Record<string, unknown>>(() => JSON.parse(readFileSync(data, 'utf8')));
mkdirSync(outdir, { recursive: true });
for (const [name, content] of Object.entries(files)) writeFileSync(join(outdir, name), JSON.stringify(content, undefined, 1));
