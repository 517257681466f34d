import { planOf } from './fixtures/plan';
import { Project } from './fixtures/project';

const MANAGEMENT = '111111111111';
const DAY = 86_400_000;
const day = (days: number) => new Date(Date.now() + days * DAY).toISOString().slice(0, 10);

let project: Project;
beforeEach(async () => {
  project = await Project.create();
  project.aws.organize(MANAGEMENT);
  project.aws.units = ['Sandbox', 'Quarantine'].map((name, index) => ({ id: `ou-abcd-${index}`, name, parent: 'r-abcd' }));
  project.registry = {
    version: 1, organization: { id: 'o-example0000', rootId: 'r-abcd', managementAccountId: MANAGEMENT }, accounts: [{ name: 'management', id: MANAGEMENT, status: 'ACTIVE', slot: 0 }],
  };
  project.aws.accounts.push(
    sandbox('222222222222', 'karpenter', day(20)),
    sandbox('333333333333', 'ipv6', day(-3), { parent: 'ou-abcd-1', tags: { 'cloud-platform:quarantined': `expired ${new Date(Date.now() - 3 * DAY).toISOString()}`, 'cloud-platform:expires-said': `${day(-3)} ${day(-30)}` } }),
    sandbox('444444444444', 'old', day(-90), { state: 'SUSPENDED' }),
    sandbox('555555555555', 'lost', day(3)),
    { id: '666666666666', name: 'production', email: 'aws+production@acme.com', parent: 'r-abcd', tags: { 'cloud-platform:name': 'production' } },
  );
  plan(day(20));
});
afterEach(async () => project.remove());

function sandbox(id: string, name: string, expires: string, { tags, ...more }: any = {}): any {
  return {
    id,
    name: `Sandbox ${name}`,
    email: `aws+sandbox-${name}@acme.com`,
    parent: 'ou-abcd-0',
    ...more,
    tags: { 'cloud-platform:name': `sandbox-${name}`, 'cloud-platform:expires': expires, 'cloud-platform:owner': 'jane@acme.com', ...tags },
  };
}

function plan(expires: string): void {
  const said = (name: string, id: string, until: string) => ({ name: `sandbox-${name}`, id, sandbox: { expires: until, owner: 'jane@acme.com', monthlyBudget: 200, purpose: 'Upgrade' } });
  project.write('cdk.out/platform.json', {
    ...planOf([{ name: 'management', purpose: 'management', id: MANAGEMENT }, said('karpenter', '222222222222', expires), said('ipv6', '333333333333', day(-3))]),
    sandboxes: { gracePeriod: 14, longestLife: 100, quarantineUnit: 'Quarantine', left: 3 },
  });
}

const tagsOf = (id: string) => project.aws.accounts.find(one => one.id === id)!.tags!;
const writes = () => project.aws.actions().filter(action => !/^(List|Describe|Get)/.test(action));

test('list shows every sandbox of the organization, whether or not the code knows it, and nothing else', async () => {
  // WHEN
  const run = await project.run('sandbox', 'list', '--json');
  const text = await project.run('sandbox', 'list');

  // THEN
  expect(JSON.parse(run.stdout).sandboxes).toEqual([
    expect.objectContaining({ name: 'sandbox-old', state: 'suspended' }),
    { name: 'sandbox-ipv6', id: '333333333333', expires: day(-3), state: 'expired, in quarantine', closes: expect.stringContaining(day(11)), owner: 'jane@acme.com', monthlyBudget: 200, purpose: 'Upgrade' },
    expect.objectContaining({ name: 'sandbox-lost', state: 'active', inCode: 'not in the code' }),
    { name: 'sandbox-karpenter', id: '222222222222', expires: day(20), state: 'active', owner: 'jane@acme.com', monthlyBudget: 200, purpose: 'Upgrade' },
  ]);
  expect(text.stdout).toContain(`is closed on ${day(11)}`);
  expect(text.stdout).not.toContain('production');
  expect(writes()).toEqual([]);
});

test('extend sets the day at once, says what the code has to say, and does nothing the second time', async () => {
  // WHEN
  const run = await project.run('sandbox', 'extend', 'karpenter', '--until', day(40), '--json');
  const again = await project.run('sandbox', 'extend', 'sandbox-karpenter', '--until', day(40), '--json');
  plan(day(40));
  const written = await project.run('sandbox', 'extend', '222222222222', '--until', day(40), '--json');

  // THEN
  expect(tagsOf('222222222222')['cloud-platform:expires']).toBe(day(40));
  expect(JSON.parse(run.stdout)).toMatchObject({ changed: true, expires: day(40), left: [expect.stringContaining(`addSandbox('karpenter', { expires: '${day(40)}', ... })`)] });
  expect(JSON.parse(again.stdout)).toMatchObject({ changed: false, left: [expect.any(String)] });
  expect(JSON.parse(written.stdout)).toMatchObject({ changed: false, left: [] });
  expect(writes()).toEqual(['TagResource']);
});

test('one in quarantine is extended out of it', async () => {
  // WHEN
  const run = await project.run('sandbox', 'extend', 'ipv6', '--until', day(10));

  // THEN
  expect(run.stdout).toContain('it comes out of quarantine within the hour');
  expect(JSON.parse((await project.run('sandbox', 'list', '--json')).stdout).sandboxes.find((one: any) => one.name === 'sandbox-ipv6').state)
    .toBe('in quarantine, is let out within the hour');
});

test('end lets it end today, once, and leaves the date of one that has ended', async () => {
  // WHEN
  const run = await project.run('sandbox', 'end', 'lost', '--json');
  await project.run('sandbox', 'end', 'lost', '--json');
  const ended = await project.run('sandbox', 'end', 'ipv6', '--json');

  // THEN
  expect(tagsOf('555555555555')['cloud-platform:expires']).toBe(day(0));
  expect(JSON.parse(run.stdout)).toMatchObject({ changed: true, left: [expect.stringContaining('nothing has to be written')] });
  expect(JSON.parse(ended.stdout)).toMatchObject({ changed: false, expires: day(-3) });
  expect(writes()).toEqual(['TagResource']);
});

test.each([
  ['no day', ['extend', 'karpenter', '--until', '2027-02-30'], 'a day, YYYY-MM-DD'],
  ['a day of the past', ['extend', 'karpenter', '--until', '2026-01-01'], 'cloud-platform sandbox end karpenter'],
  ['a day beyond the longest life', ['extend', 'karpenter', '--until', '2999-01-01'], 'at most 100 days from today'],
  ['no sandbox', ['extend', 'carpenter', '--until', day(9)], '"karpenter"'],
  ['an account that is no sandbox', ['end', 'production'], 'there is no such sandbox'],
  ['one that is closed', ['extend', 'old', '--until', day(9)], 'its next generation in the code'],
])('%s is an error that says what to write, and changes nothing', async (_, args, expected) => {
  // WHEN
  const run = await project.run('sandbox', ...args);

  // THEN
  expect(run.exitCode).toBe(2);
  expect(run.stderr).toContain(expected);
  expect(run.stderr).toContain('nothing was changed');
  expect(writes()).toEqual([]);
});
