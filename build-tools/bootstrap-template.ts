/**
 * Vendors the bootstrap template of the pinned CDK CLI into the package, as JSON: the construct adds to it, and needs no parser of YAML at run time.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'fs';
import { dirname, join } from 'path';
import { parse } from 'yaml';

const FROM = join('node_modules', 'aws-cdk', 'lib', 'api', 'bootstrap', 'bootstrap-template.yaml');
const TO = join('assets', 'bootstrap', 'bootstrap-template.json');

mkdirSync(dirname(TO), { recursive: true });
writeFileSync(TO, `${JSON.stringify(parse(readFileSync(FROM, 'utf8')))}\n`);
