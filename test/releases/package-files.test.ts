import { packageFaults } from '../../build-tools/consume/package-files';

const FILES = [
  'package.json', 'LICENSE', 'README.md', 'API.md', '.jsii', '.jsii.tabl.json', 'lib/index.js', 'lib/dns/dns-account.d.ts', 'lib/aws-api/handler-function.js',
  'lib/aws-api/organization/constants.js', 'lib/aws-api/sandboxes/decision.js', 'assets/access/dnssec.yaml', 'assets/bootstrap/bootstrap-template.json', 'assets/cli/cloud-platform.js',
  'assets/handlers/organization/index.js', 'assets/upgrade/types.json', 'schema/platform.schema.json',
].map(path => ({ path, size: 1 }));

test('what is needed and nothing else has no fault, with or without migration notes', () => {
  expect(packageFaults(FILES)).toEqual([]);
  expect(packageFaults([...FILES, { path: 'assets/upgrade/migrations/1.2.0.md', size: 1 }])).toEqual([]);
});

test.each([
  'src/index.ts', 'lib/cli/main.js', 'lib/verify/assembly.js', 'lib/aws-api/organization/account.lambda.js', 'lib/aws-api/organization/account.js', 'lib/index.ts', 'test/a.test.js',
  'assets/handlers/organization/index.js.map', '.env', 'node_modules/a/index.js', 'cdk.out/manifest.json', 'build-tools/pack.ts', 'tsconfig.json', '.npmrc',
])('%s is told', path => {
  expect(packageFaults([...FILES, { path, size: 5 }])).toEqual([`${path} (5 bytes) is not needed`]);
});

test.each(FILES.map(({ path }) => path).filter(path => path !== 'lib/dns/dns-account.d.ts' && path !== 'lib/index.js'))('without %s something is missing', path => {
  expect(packageFaults(FILES.filter(file => file.path !== path))).toEqual([expect.stringContaining('nothing is like ')]);
});
