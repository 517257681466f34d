import { execFileSync } from 'child_process';
import { createServer, Server } from 'http';
import { AddressInfo } from 'net';
import { parse } from 'yaml';
import { lint } from './fixtures/gitlab';
import { deployedBy, projectWith } from './fixtures/pipeline';
import type { Project } from './fixtures/project';

const FILE = '.gitlab-ci.yml';
const ACCOUNTS = [{ name: 'management', id: '111111111111', wave: 0 }, { name: 'dns', id: '222222222222', wave: 1 }, { name: 'production', id: '333333333333', wave: 3 }, { name: 'staging', id: '444444444444', wave: 3 }];
const plan = (host = 'gitlab.com', subject = 'project_path:acme/platform:ref_type:branch:ref:deploy/') => deployedBy([...ACCOUNTS, { name: 'pending', wave: 3 }], id => ({ issuer: host, audience: `https://${host}`, subject: `${subject}${id}` }));

let project: Project;
beforeEach(async () => {
  project = await projectWith(plan());
});
afterEach(async () => project.remove());

async function written(...options: string[]): Promise<any> {
  expect((await project.run('pipeline', 'gitlab', ...options)).exitCode).toBe(0);
  return parse(project.read(FILE));
}

/** One entry of a job's script, as a runner of GitLab runs it. */
function step(job: any, part: string): string {
  return job.script.find((line: string) => line.includes(part));
}

test('GitLab\'s own schema and rules find nothing wrong with it, however it is written', async () => {
  await written('--directory', 'platform', '--branch', 'trunk', '--install', 'pnpm install --frozen-lockfile');
  expect(lint(project.read(FILE)).faults).toBe('');
  // the linter is one that finds something
  expect(lint(project.read(FILE).replace('resource_group:', 'resource_groups:')).faults).toContain('\'resource_groups\' property is not expected');
});

test('each kind of pipeline has its jobs and no others', async () => {
  await written();
  const jobs = (source: string, branch?: string) => lint(project.read(FILE), { CI_PIPELINE_SOURCE: source, CI_COMMIT_BRANCH: branch ?? '' }).jobs.map(name => name.replace('cloud-platform:', ''));
  expect(jobs('merge_request_event')).toEqual(['changes']);
  expect(jobs('push', 'main')).toEqual(['accounts', 'waves']);
  expect(jobs('pipeline', 'deploy/333333333333')).toEqual(['deploy', 'registry']);
  expect(jobs('pipeline', 'plan/333333333333')).toEqual(['drift']);
  // who pushes there starts nothing
  expect(jobs('push', 'deploy/333333333333')).toEqual([]);
});

test('each account is deployed by its own identity, one run at a time; who plans cannot deploy', async () => {
  const jobs = await written();
  for (const [name, role] of [['deploy', 'deploy'], ['drift', 'plan']]) {
    const job = jobs[`cloud-platform:${name}`];
    expect(job).toMatchObject({ resource_group: '$CI_COMMIT_BRANCH', id_tokens: { AWS_ID_TOKEN: { aud: 'https://gitlab.com' } } });
    expect(job.script.join('\n')).toContain(`arn:aws:iam::$id:role/cloud-platform/cloud-platform-${role}`);
  }
  expect(Object.entries<any>(jobs).filter(([, { id_tokens: tokens }]) => tokens).map(([name]) => name)).toEqual(['cloud-platform:deploy', 'cloud-platform:drift']);
  // the whole of a deployment as well: branches stay where they are while it runs
  expect(jobs['cloud-platform:waves']).toMatchObject({ resource_group: 'cloud-platform', trigger: { strategy: 'depend' } });
});

test('a job finds its account by the branch', async () => {
  const job = (await written())['cloud-platform:deploy'];
  project.registry = { version: 1, accounts: ACCOUNTS.map(({ name, id }) => ({ name, id })) };
  const run = await project.shell(`CI_COMMIT_BRANCH=deploy/333333333333\n${job.script.slice(0, 2).join('\n')}\necho "$name $id"`);
  expect(run).toMatchObject({ stdout: 'production 333333333333\n', stderr: '' });
});

/** The pipeline that the job `accounts` writes. */
async function wavesOf(phase: string): Promise<string> {
  const job = (await written())['cloud-platform:accounts'];
  project.env = { PHASE: phase, CI_COMMIT_SHA: 'c0ffee', CI_PROJECT_PATH: 'acme/platform', CI_PROJECT_DIR: project.directory };
  const { stderr } = await project.shell(step(job, 'accounts.yml').replace('/tmp/plan.json', 'cdk.out/platform.json'));
  expect(stderr).toBe('');
  return project.read('accounts.yml');
}

test('waves come one after the other, the accounts of each side by side', async () => {
  // WHEN
  const text = await wavesOf('deploy');
  // THEN
  expect(lint(text).faults).toBe('');
  const { stages, branches, ...jobs } = JSON.parse(text);
  expect(stages).toEqual(['branches', 'wave-0', 'wave-1', 'wave-3']);
  expect(branches.script).toHaveLength(4);
  expect(Object.entries<any>(jobs).map(([name, { stage, trigger }]) => [name, stage, trigger])).toEqual(ACCOUNTS.map(({ name, id, wave }) => [
    `deploy ${name}`, `wave-${wave}`, { project: 'acme/platform', branch: `deploy/${id}`, strategy: 'depend' },
  ]));
});

test('by a schedule all accounts are looked at at once, by identities that only look', async () => {
  const { stages, ...jobs } = JSON.parse(await wavesOf('plan'));
  expect(stages).toEqual(['branches', 'drift']);
  expect(Object.values<any>(jobs).map(({ trigger }) => trigger?.branch)).toEqual([undefined, ...ACCOUNTS.map(({ id }) => `plan/${id}`)]);
});

test('a branch of an account goes to the commit that is deployed, and never back', async () => {
  // GIVEN two commits
  const git = (...args: string[]) => execFileSync('git', ['-c', 'user.name=test', '-c', 'user.email=test@acme.com', ...args], { cwd: project.directory, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  git('init', '--quiet', '--bare', 'remote.git');
  git('init', '--quiet', '--initial-branch=main', '.');
  git('remote', 'add', 'origin', `${project.directory}/remote.git`);
  const [older, newer] = ['1', '2'].map(message => {
    git('commit', '--quiet', '--allow-empty', '--message', message);
    return git('rev-parse', 'HEAD');
  });
  const { branches } = JSON.parse(await wavesOf('deploy'));
  const deploy = async (commit: string) => {
    const run = await project.shell(`export REMOTE=origin\n${branches.script.join('\n').replace(/c0ffee/g, commit)}`);
    expect(run.exitCode).toBe(0);
    return git('ls-remote', 'origin', 'deploy/333333333333').split('\t')[0];
  };
  // THEN
  expect(await deploy(older)).toBe(older);
  expect(await deploy(newer)).toBe(newer);
  expect(await deploy(older)).toBe(newer);
});

describe('the comment', () => {
  let server: Server;
  let notes: { id: number; body: string }[];
  beforeEach(async () => {
    notes = [{ id: 1, body: 'Looks good to me' }];
    server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', chunk => chunks.push(chunk)).on('end', () => {
        if (request.headers['private-token'] !== 'secret') return response.writeHead(401).end('{}');
        const [, id] = /notes\/(\d+)$/.exec(request.url!) ?? [];
        const { body } = JSON.parse(Buffer.concat(chunks).toString() || '{}');
        if (request.method === 'POST') notes.push({ id: notes.length + 1, body });
        if (request.method === 'PUT') notes[Number(id) - 1].body = body;
        return response.writeHead(200).end(JSON.stringify(request.method === 'GET' ? notes : {}));
      });
    });
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  });
  afterEach(() => server.close());

  async function comment(changes: string, token: string | undefined = 'secret') {
    const job = (await written())['cloud-platform:changes'];
    project.write('changes.md', changes);
    project.env = {
      CI_API_V4_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v4`,
      CI_PROJECT_ID: '7',
      CI_MERGE_REQUEST_IID: '3',
      CI_PROJECT_DIR: project.directory,
      ...token && { CLOUD_PLATFORM_COMMENT_TOKEN: token },
    };
    return project.shell(step(job, 'CLOUD_PLATFORM_COMMENT_TOKEN'));
  }

  test('is one, however often the merge request changes', async () => {
    for (const changes of ['production: one role', 'production: two roles']) expect(await comment(changes)).toMatchObject({ exitCode: 0, stderr: '' });
    expect(notes.map(({ body }) => body)).toEqual(['Looks good to me', '<!-- cloud-platform -->\nproduction: two roles']);
  });

  test('is left out without a token: the merge request has a link to what it would say', async () => {
    expect(await comment('x', '')).toMatchObject({ exitCode: 0, stderr: '' });
    expect(notes).toHaveLength(1);
    expect(parse(project.read(FILE))['cloud-platform:changes'].artifacts).toEqual({ when: 'always', expose_as: 'what it changes', paths: ['changes.md'] });
  });

  test('that cannot be written fails the job, and says why', async () => {
    const run = await comment('x', 'expired');
    expect(run.exitCode).toBe(1);
    expect(run.stderr).toContain(': 401');
  });
});

test('the file names no account, and a second run changes nothing', async () => {
  expect((await project.run('pipeline', 'gitlab')).stdout).toBe(`${FILE} is written\n`);
  expect(project.read(FILE)).not.toMatch(/production|\d{12}/);
  expect((await project.run('pipeline', 'gitlab', '--check'))).toMatchObject({ exitCode: 0, stdout: `${FILE} is as the plan says\n` });
});

test('GitLab may run anywhere', async () => {
  project.write('cdk.out/platform.json', plan('git.acme.com'));
  expect((await written())['cloud-platform:deploy'].id_tokens).toEqual({ AWS_ID_TOKEN: { aud: 'https://git.acme.com' } });
});

test('a deploy identity of another CI says what to write, and writes nothing', async () => {
  project.write('cdk.out/platform.json', plan('token.actions.githubusercontent.com', 'repo:acme/platform:environment:'));
  const run = await project.run('pipeline', 'gitlab');
  expect(run.exitCode).toBe(2);
  expect(run.stderr).toContain('instead:  deployIdentity: DeployIdentity.gitLab(');
  expect(project.has(FILE)).toBe(false);
});
