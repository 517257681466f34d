import { planOf } from './fixtures/plan';
import { builtTool, Project } from './fixtures/project';

let project: Project;
beforeEach(async () => { project = await Project.create(); });
afterEach(async () => project.remove());

/** Seven accounts in nested units, five pages of everything. */
const given = () => {
  project.aws.organize();
  project.aws.units = [
    { id: 'ou-1', name: 'Workloads', parent: 'r-abcd' }, { id: 'ou-2', name: 'Production', parent: 'ou-1' }, { id: 'ou-3', name: 'Staging', parent: 'ou-1' },
    { id: 'ou-4', name: 'Security', parent: 'r-abcd' }, { id: 'ou-5', name: 'Sandbox', parent: 'r-abcd' },
  ];
  const tags = (name: string, slot: number) => ({ 'team': 'platform', 'cost-center': '7', 'cloud-platform:name': name, 'cloud-platform:slot': String(slot) });
  project.aws.accounts.push(
    { id: '222222222222', name: 'Acme Production', email: 'aws+production@acme.com', parent: 'ou-2', tags: tags('production', 5) },
    { id: '333333333333', name: 'Acme Staging', email: 'aws+staging@acme.com', parent: 'ou-3', tags: tags('staging', 6) },
    { id: '444444444444', name: 'Acme Logs', email: 'aws+logs@acme.com', parent: 'ou-4', tags: tags('log-archive', 1) },
    { id: '555555555555', name: 'Acme Audit', email: 'aws+security@acme.com', parent: 'ou-4', state: 'SUSPENDED', tags: tags('security', 2) },
    { id: '666666666666', name: 'legacy', email: 'someone@acme.com' },
    { id: '777777777777', name: 'old', email: 'old@acme.com', parent: 'ou-5', state: 'PENDING_CLOSURE' },
  );
  project.aws.instances = [{ InstanceArn: 'arn:aws:sso:::instance/ssoins-0000000000000000', IdentityStoreId: 'd-0000000000', OwnerAccountId: '111111111111' }];
};

test('before there is an organization: the account of the caller is management', async () => {
  // WHEN
  const run = await project.run('accounts', 'sync');

  // THEN
  expect(run).toMatchObject({ exitCode: 0, stdout: '+ management (111111111111) is in the organization\naccounts.json: written (no organization yet, 1 account, 0 pending)\n' });
  expect(project.registry).toEqual({ version: 1, accounts: [{ name: 'management', id: '111111111111', status: 'ACTIVE', slot: 0 }] });
});

test('all accounts, units by path, and Identity Center, however many pages; sorted', async () => {
  // GIVEN
  given();

  // WHEN
  const run = await project.run('accounts', 'sync');

  // THEN
  expect(run.exitCode).toBe(0);
  expect(project.registry).toEqual({
    version: 1,
    organization: { id: 'o-example0000', rootId: 'r-abcd', managementAccountId: '111111111111' },
    organizationalUnits: [
      { path: 'Sandbox', id: 'ou-5' }, { path: 'Security', id: 'ou-4' }, { path: 'Workloads', id: 'ou-1' },
      { path: 'Workloads/Production', id: 'ou-2' }, { path: 'Workloads/Staging', id: 'ou-3' },
    ],
    identityCenter: { instanceArn: 'arn:aws:sso:::instance/ssoins-0000000000000000', identityStoreId: 'd-0000000000', region: 'eu-west-1' },
    accounts: [
      { name: 'legacy', id: '666666666666', email: 'someone@acme.com', status: 'ACTIVE' },
      { name: 'log-archive', id: '444444444444', email: 'aws+logs@acme.com', status: 'ACTIVE', slot: 1, organizationalUnit: 'Security' },
      { name: 'management', id: '111111111111', email: 'aws@acme.com', status: 'ACTIVE', slot: 0 },
      { name: 'old', id: '777777777777', email: 'old@acme.com', status: 'PENDING_CLOSURE', organizationalUnit: 'Sandbox' },
      { name: 'production', id: '222222222222', email: 'aws+production@acme.com', status: 'ACTIVE', slot: 5, organizationalUnit: 'Workloads/Production' },
      { name: 'security', id: '555555555555', email: 'aws+security@acme.com', status: 'SUSPENDED', slot: 2, organizationalUnit: 'Security' },
      { name: 'staging', id: '333333333333', email: 'aws+staging@acme.com', status: 'ACTIVE', slot: 6, organizationalUnit: 'Workloads/Staging' },
    ],
  });
});

test('nothing new: the file is not touched, and that is said', async () => {
  // GIVEN
  given();
  await project.run('accounts', 'sync');
  const { mtimeMs } = project.stat('accounts.json');

  // WHEN
  const run = await project.run('accounts', 'sync');

  // THEN
  expect(run.stdout).toBe('accounts.json: unchanged (o-example0000, 6 accounts, 0 pending)\n');
  expect(project.stat('accounts.json').mtimeMs).toBe(mtimeMs);
});

test('what changed is told line by line, and where code and organization differ', async () => {
  // GIVEN
  given();
  await project.run('accounts', 'sync');
  const organizationalUnits = ['Security', 'Workloads', 'Workloads/Production', 'Workloads/Staging', 'Quarantine'].map(path => ({ path }));
  project.write('cdk.out/platform.json', {
    ...planOf([{ name: 'management', id: '111111111111' }, { name: 'production', id: '222222222222' }, { name: 'eu-staging', slot: 9 }]), organizationalUnits,
  });
  project.aws.accounts[1].parent = 'ou-3';
  project.aws.accounts[2].state = 'SUSPENDED';
  project.aws.accounts.splice(3, 1);
  project.aws.accounts.push({ id: '888888888888', name: 'new', email: 'new@acme.com' });

  // WHEN
  const run = await project.run('accounts', 'sync');

  // THEN
  expect(run.stdout.split('\n')).toEqual([
    '+ prefix cloud-platform',
    '+ home region eu-west-1',
    '+ governed regions eu-west-1',
    '~ production (222222222222) moved from Workloads/Production to Workloads/Staging',
    '~ staging (333333333333): status ACTIVE is now SUSPENDED',
    '+ new (888888888888) is in the organization',
    '! log-archive (444444444444) is no longer in the organization; it is kept as REMOVED ("accounts sync --prune" takes it out)',
    '+ eu-staging is pending, slot 9 is reserved for it',
    '  in the organization, not in the code: staging, security, legacy, old, new',
    '  in the code, not in the organization: eu-staging',
    '  units in the organization, not in the code: Sandbox',
    '  units in the code, not in the organization: Quarantine',
    'accounts.json: written (o-example0000, 6 accounts, 1 pending)',
    '',
  ]);
});

test('--check writes nothing, and says by exit code 3 that the file would change', async () => {
  // WHEN
  const run = await project.run('accounts', 'sync', '--check');

  // THEN
  expect(run.exitCode).toBe(3);
  expect(project.has('accounts.json')).toBe(false);
});

test('--json has the changes, the differences and the registry', async () => {
  // GIVEN
  given();

  // WHEN
  const run = await project.run('accounts', 'sync', '--json');

  // THEN
  expect(JSON.parse(run.stdout)).toMatchObject({
    file: 'accounts.json',
    changed: true,
    changes: expect.arrayContaining([{ kind: 'added', name: 'production', id: '222222222222' }]),
    warnings: [],
    registry: { accounts: expect.any(Array) },
  });
});

test("another account's credentials are refused: got, expected, and nothing is written", async () => {
  // GIVEN
  given();
  await project.run('accounts', 'sync');
  const registry = project.read('accounts.json');
  project.caller = '222222222222';

  // WHEN
  const known = await project.run('accounts', 'sync');
  const unknown = await project.run('accounts', 'sync', '--accounts', 'other.json');

  // THEN
  for (const run of [known, unknown]) {
    expect(run.exitCode).toBe(2);
    expect(run.stderr).toMatch(/got: +222222222222 \(arn:aws:sts::222222222222:assumed-role\/Admin\/jane\)/);
    expect(run.stderr).toMatch(/expected: +111111111111 \(management/);
  }
  expect(project.read('accounts.json')).toBe(registry);
  expect(project.has('other.json')).toBe(false);
});

test.each([
  ['malformed', '{ "version": 1, "accounts": [ {', 'git checkout accounts.json'],
  ['of a newer version', '{ "version": 99, "accounts": [] }', 'a newer @astradot/cloud-platform'],
  ['with an id that is none', '{ "version": 1, "accounts": [{ "name": "dns", "id": "12" }] }', 'git checkout accounts.json'],
])('a registry %s is refused before AWS is asked, and left as it is', async (_, text, instead) => {
  // GIVEN
  project.write('accounts.json', text);

  // WHEN
  const run = await project.run('accounts', 'sync');

  // THEN
  expect(run.exitCode).toBe(2);
  expect(run.stderr).toContain('the registry is malformed; nothing was written');
  expect(run.stderr).toContain(instead);
  expect(project.read('accounts.json')).toBe(text);
  expect(project.aws.calls).toEqual([]);
});

test('throttling is survived', async () => {
  // GIVEN
  project.aws.organize();
  project.aws.fail('ListTagsForResource', 'TooManyRequestsException', 2);

  // WHEN
  const run = await project.run('accounts', 'sync');

  // THEN
  expect(run.exitCode).toBe(0);
  expect(project.registry.accounts).toHaveLength(1);
  expect(project.aws.actions().filter(action => action === 'ListTagsForResource')).toHaveLength(3);
}, 15_000);

test('Identity Center that may not be read is kept as it was, with a warning that names the permission', async () => {
  // GIVEN
  given();
  await project.run('accounts', 'sync');
  project.aws.fail('ListInstances', 'AccessDeniedException');

  // WHEN
  const run = await project.run('accounts', 'sync');

  // THEN
  expect(run).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('unchanged'), stderr: expect.stringContaining('allow sso:ListInstances') });
  expect(project.registry.identityCenter?.identityStoreId).toBe('d-0000000000');
});

test('a write that is cut off half-way leaves the file as it was', async () => {
  // GIVEN a process that the system ends at the first byte that it writes to a file
  given();
  project.registry = { version: 1, accounts: [{ name: 'management', id: '111111111111', slot: 0 }] };
  const registry = project.read('accounts.json');

  // WHEN
  const run = await project.shell(`ulimit -f 0; exec "${process.execPath}" "${builtTool()}" accounts sync`);

  // THEN
  expect(run.exitCode).toBe(null);
  expect(project.read('accounts.json')).toBe(registry);
});

test('a file that cannot be written is an error, and leaves nothing behind', async () => {
  // GIVEN a name that is as long as a name may be: what is written first has a longer one
  const file = `${'a'.repeat(250)}.json`;

  // WHEN
  const run = await project.run('accounts', 'sync', '--accounts', file);

  // THEN
  expect(run.exitCode).toBe(2);
  expect(run.stderr).toContain('the registry cannot be written; the file is as it was');
  expect(project.files()).toEqual(['app.json']);
});
