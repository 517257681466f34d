import { Project } from './fixtures/project';

/** Name, what is wrong, the command, the exit code, and what is said. */
const CASES: [string, (project: Project) => void, string[], number, string[]][] = [
  ['no credentials', project => { project.caller = ''; }, ['accounts', 'sync'], 2, ['no AWS credentials', 'AWS_PROFILE', 'aws sso login']],
  [
    'expired credentials', project => project.aws.fail('GetCallerIdentity', 'ExpiredToken'), ['accounts', 'sync'], 2,
    ['the AWS credentials have expired', 'aws sso login'],
  ],
  [
    'credentials that AWS does not know', project => project.aws.fail('GetCallerIdentity', 'InvalidClientTokenId'), ['accounts', 'sync'], 2,
    ['AWS does not accept the credentials'],
  ],
  [
    'a missing permission', project => project.aws.fail('DescribeOrganization', 'AccessDeniedException'), ['accounts', 'sync'], 1,
    ['not allowed: organizations:DescribeOrganization'],
  ],
  [
    'an endpoint where nothing listens', project => { project.env = { AWS_ENDPOINT_URL: 'http://127.0.0.1:9' }; }, ['accounts', 'sync'], 1,
    ['AWS cannot be reached', 'check AWS_ENDPOINT_URL (http://127.0.0.1:9)'],
  ],
  ['no cdk in the project', () => undefined, ['deploy'], 2, ['the project has no cdk', 'npm i -D aws-cdk@2']],
  ['a cdk that does not exist', () => undefined, ['deploy', '--cdk', './no-such-cdk'], 2, ['cdk cannot be started', './no-such-cdk']],
  [
    'an app that does not synthesise', project => { project.app = { synthError: 'Acme/production: domain name: got "acme", expected a domain' }; },
    ['deploy', '--cdk', 'fake'], 1, ['the app could not be synthesised', '| Acme/production: domain name: got "acme"', '.cloud-platform/logs/synth.log'],
  ],
  [
    'an app without a landing zone', project => { project.app = { noLandingZone: true, accounts: [] }; },
    ['deploy', '--cdk', 'fake'], 2, ['the app has no landing zone', 'new LandingZone('],
  ],
  ['no assembly', () => undefined, ['plan'], 2, ['there is no cloud assembly', 'npx cdk synth']],
  [
    'a plan of another format', project => project.write('cdk.out/platform.json', { schemaVersion: '2.0.0' }), ['plan'], 2,
    ['a format that this tool does not know', 'got:      "2.0.0"', 'expected: 1.x'],
  ],
  ['a plan that is not JSON', project => project.write('cdk.out/platform.json', '{'), ['plan'], 2, ['the plan is not JSON', 'npx cdk synth']],
  ['no registry', () => undefined, ['accounts', 'list'], 2, ['there is no registry', 'accounts sync']],
  ['an unknown command', () => undefined, ['deplyo'], 2, ["unknown command 'deplyo'", 'Did you mean deploy?']],
  ['an unknown option', () => undefined, ['plan', '--jsno'], 2, ["unknown option '--jsno'", 'Did you mean --json?']],
  ['a duration that is none', () => undefined, ['deploy', '--timeout', '5'], 2, ['got "5", expected a duration like 90s, 30m or 2h']],
  ['a number that is none', () => undefined, ['deploy', '--concurrency', '0'], 2, ['got "0", expected a whole number from 1']],
];

test.concurrent.each(CASES)('%s: what, where, what to do instead, and the exit code', async (_, given, args, exitCode, texts) => {
  // GIVEN
  const project = await Project.create();
  given(project);

  // WHEN
  const run = await project.run(...args.map(arg => arg === 'fake' ? project.cdk : arg));
  const calls = project.cdkCalls('deploy');
  await project.remove();

  // THEN
  texts.forEach(text => expect(run.stderr).toContain(text));
  expect(run.stderr).not.toMatch(/\n +at /);
  expect(run.exitCode).toBe(exitCode);
  expect(calls).toEqual([]);
});

test.concurrent('with --json an error is JSON as well', async () => {
  // WHEN
  const project = await Project.create();
  const run = await project.run('plan', '--json');
  await project.remove();

  // THEN
  expect(run.exitCode).toBe(2);
  expect(JSON.parse(run.stdout)).toEqual({
    error: { what: 'there is no cloud assembly', where: 'cdk.out', got: expect.any(String), expected: expect.any(String), instead: expect.stringContaining('npx cdk synth'), see: expect.stringContaining('/docs/errors.md#') },
  });
});

test.concurrent('--help tells a newcomer the way, and the exit codes', async () => {
  // WHEN
  const project = await Project.create();
  const run = await project.run('--help');
  await project.remove();

  // THEN
  expect(run.exitCode).toBe(0);
  for (const text of ['accounts', 'plan', 'deploy', 'bootstrap', 'Exit codes:', '130  interrupted', 'The way from nothing:']) expect(run.stdout).toContain(text);
});
