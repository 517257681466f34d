/** `npx projen schemas`: JSON Schemas of the files that others read, from the types that the library and the tool write them with. */
import { mkdirSync, writeFileSync } from 'fs';
import { dirname } from 'path';
import { createGenerator } from 'ts-json-schema-generator';

/** What is published with the package. */
export const SCHEMAS = [
  { file: 'schema/platform.schema.json', path: 'src/plan/platform-json.ts', type: 'PlatformJson' },
  { file: 'schema/accounts.schema.json', path: 'src/accounts/registry-file.ts', type: 'RegistryFile' },
];

/** The text of a schema. What it does not name is allowed: both formats are additive within a major version. */
export function schemaText({ path, type, file }: (typeof SCHEMAS)[number]): string {
  const generator = createGenerator({
    path, type, tsconfig: 'tsconfig.dev.json', skipTypeCheck: true, additionalProperties: true, schemaId: `@astradot/cloud-platform/${file}`,
  });
  return JSON.stringify(generator.createSchema(type), undefined, 2) + '\n';
}

if (require.main === module) {
  for (const schema of SCHEMAS) {
    mkdirSync(dirname(schema.file), { recursive: true });
    writeFileSync(schema.file, schemaText(schema));
  }
}
