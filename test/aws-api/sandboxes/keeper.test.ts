import { EXPIRES_TAG, QUARANTINED_TAG, WARNED_TAG } from '../../../src/aws-api/sandboxes/constants';
import { dayOf } from '../../../src/aws-api/sandboxes/decision';
import { DAY, sandboxWorld } from '../fixtures/sandboxes';

const world = sandboxWorld();
const subjects = (topic: string) => world.aws.mails.filter(mail => mail.topic === topic).map(({ subject }) => subject.replace(/ \d{4}-.*/, ''));

test('from the first warning to the closing: the owner and the platform team are told, and each step comes once', async () => {
  // GIVEN
  const account = world.aws.sandbox('karpenter', 20);
  world.aws.account('aws+production@acme.com', { parent: world.aws.units[0].id, tags: { 'cloud-platform:name': 'production' } });

  // WHEN
  const states: string[] = [];
  for (const days of [0, 12, 1, 5, 1, 1, 0, 13, 1, 1, 2, 1]) {
    states.push((await world.aws.runAfter(days))['sandbox-karpenter']);
    await world.aws.run();
  }

  // THEN
  expect(states).toEqual([
    'active', 'active', 'active', 'active', 'active', 'expired, in quarantine', 'expired, in quarantine', 'expired, in quarantine',
    'waits until no resolver knows its zone', 'waits until no resolver knows its zone', 'pending closure', 'pending closure',
  ]);
  for (const topic of ['sandbox-karpenter', 'sandboxes']) {
    expect(subjects(topic)).toEqual([
      'sandbox-karpenter ends on', 'sandbox-karpenter ends on', 'sandbox-karpenter has ended', 'sandbox-karpenter is closed',
    ]);
  }
  expect(account).toMatchObject({ state: 'PENDING_CLOSURE', parent: world.aws.quarantineUnit });
  expect(world.aws.recordsOf('karpenter')).toEqual([]);
  expect(world.aws.accounts[1]).toMatchObject({ state: 'ACTIVE', parent: world.aws.units[0].id, tags: { 'cloud-platform:name': 'production' } });
});

test('a mail says who, until when, and what to do', async () => {
  // GIVEN
  const { id } = world.aws.sandbox('karpenter', 5);

  // WHEN
  await world.aws.run();

  // THEN
  expect(world.aws.mails[1].text).toContain(`sandbox-karpenter, account ${id}, of jane@acme.com.`);
  expect(world.aws.mails[1].text).toContain('cloud-platform sandbox extend karpenter --until');
});

test('an extension out of quarantine brings it back, with its name', async () => {
  // GIVEN it has lost its name already
  const account = world.aws.sandbox('karpenter', -1);
  const servers = world.aws.root.records[0].ResourceRecords;
  world.aws.root.records.push({ Name: 'karpenter.sandbox.acme.com.', Type: 'DS', TTL: 3600, ResourceRecords: [{ Value: '12345 13 2 AB01' }] });
  await world.aws.run();
  await world.aws.runAfter(15);
  expect(world.aws.recordsOf('karpenter')).toEqual([]);

  // WHEN
  account.tags[EXPIRES_TAG] = dayOf(Date.now() + 30 * DAY);
  const states = await world.aws.run();

  // THEN
  expect(states).toEqual({ 'sandbox-karpenter': 'active' });
  expect(account.parent).toBe(world.aws.sandboxUnit);
  expect(account.tags).not.toHaveProperty([QUARANTINED_TAG]);
  expect(world.aws.recordsOf('karpenter')).toEqual(['DS', 'NS']);
  expect(world.aws.root.records.find(({ Type, Name }) => Type === 'NS' && Name!.startsWith('karpenter'))).toMatchObject({ TTL: 172800, ResourceRecords: servers });
  expect(subjects('sandbox-karpenter')).toContain('sandbox-karpenter is let out of quarantine');
});

test('the next generation gets the name at once, and keeps it when the first one is closed or extended', async () => {
  // GIVEN
  const first = world.aws.sandbox('karpenter', -1);
  await world.aws.run();
  const second = world.aws.sandbox('karpenter', 60, { email: 'aws+sandbox-karpenter-2@acme.com' } as object);
  world.aws.root.records.pop();

  // WHEN the name is free, and the second one takes it
  await world.aws.run();
  expect(world.aws.recordsOf('karpenter')).toEqual([]);
  const record = { Name: 'karpenter.sandbox.acme.com.', Type: 'NS' as const, TTL: 172800, ResourceRecords: [{ Value: 'ns-9.second.example.' }] };
  world.aws.root.records.push(record);
  await world.aws.runAfter(17);

  // THEN
  expect(first.state).toBe('PENDING_CLOSURE');
  expect(second.state).toBe('ACTIVE');
  expect(world.aws.root.records).toContainEqual(record);
});

test('beyond its budget it is in quarantine until the budget is raised, and no budget of anybody else counts', async () => {
  // GIVEN
  const account = world.aws.sandbox('karpenter', 60);
  world.aws.budgets.push(
    { name: 'somebody-elses', account: account.id, limit: 1, spent: 500 },
    { name: 'cloud-platform-organization-0a', account: '999999999999', limit: 8000, spent: 9000 },
    { name: 'cloud-platform-sandbox-karpenter-0b', account: account.id, limit: 200, spent: 200 },
  );
  expect(await world.aws.run()).toEqual({ 'sandbox-karpenter': 'active' });

  // WHEN
  world.aws.budgets[2].spent = 200.01;
  const beyond = await world.aws.run();
  world.aws.fail('DescribeBudgets', 'AccessDeniedException');
  const unknown = await world.aws.run();
  world.aws.budgets[2].limit = 400;
  const raised = await world.aws.run();

  // THEN
  expect([beyond, unknown, raised].map(states => states['sandbox-karpenter'])).toEqual(['beyond its budget, in quarantine', 'beyond its budget, in quarantine', 'active']);
  expect(account.parent).toBe(world.aws.sandboxUnit);
  expect(subjects('sandbox-karpenter')).toEqual(['sandbox-karpenter is beyond its budget', 'sandbox-karpenter is let out of quarantine']);
});

test('AWS closes so many a month: the others wait, those that ended first come first', async () => {
  // GIVEN
  const [late, early] = [world.aws.sandbox('late', 2), world.aws.sandbox('early', -1)];
  await world.aws.run();
  await world.aws.runAfter(3);
  await world.aws.runAfter(20);
  world.aws.closures = 1;

  // WHEN
  const first = await world.aws.runAfter(3);
  const closed = [early.state, late.state];
  world.aws.closures = 1;
  await world.aws.runAfter(1);

  // THEN
  expect(closed).toEqual(['PENDING_CLOSURE', 'ACTIVE']);
  expect(first['sandbox-late']).toBe('waits until AWS closes more accounts');
  expect(late.state).toBe('PENDING_CLOSURE');
  // one refusal a run is enough
  expect(world.aws.inputs('CloseAccount')).toHaveLength(3);
});

test.each(['SUSPENDED', 'PENDING_CLOSURE', 'CLOSED'] as const)('one that is %s already is left alone', async state => {
  // GIVEN
  world.aws.sandbox('karpenter', -30, { state });

  // WHEN
  await world.aws.run();

  // THEN
  expect(world.aws.writes).toEqual([]);
  expect(world.aws.mails).toEqual([]);
});

test('a date that is none is told of once, and nothing is done', async () => {
  // GIVEN
  const account = world.aws.sandbox('karpenter', 1, { tags: { [EXPIRES_TAG]: '2027-02-30' } });

  // WHEN
  const states = [await world.aws.run(), await world.aws.runAfter(100)];

  // THEN
  expect(states).toEqual([{ 'sandbox-karpenter': 'date unreadable' }, { 'sandbox-karpenter': 'date unreadable' }]);
  expect(subjects('sandbox-karpenter')).toEqual(['sandbox-karpenter: its end is no date']);
  expect(account.parent).toBe(world.aws.sandboxUnit);
});

test('one that is said to live too long ends when it may live no longer', async () => {
  // GIVEN
  const account = world.aws.sandbox('karpenter', 1000);

  // WHEN
  const states = [await world.aws.run(), await world.aws.runAfter(179), await world.aws.runAfter(2)];

  // THEN
  expect(states.map(state => state['sandbox-karpenter'])).toEqual(['active', 'active', 'expired, in quarantine']);
  expect(subjects('sandbox-karpenter')[0]).toBe('sandbox-karpenter: its end is too far away');
  expect(account.parent).toBe(world.aws.quarantineUnit);
});

test('one that the code has lost has no topic any more: the platform team is told, and it ends', async () => {
  // GIVEN
  const account = world.aws.sandbox('karpenter', -1);
  world.aws.lost.add('sandbox-karpenter');

  // WHEN
  await world.aws.run();

  // THEN
  expect(account.parent).toBe(world.aws.quarantineUnit);
  expect(subjects('sandboxes')).toEqual(['sandbox-karpenter has ended']);
});

test('one that fails keeps none of the others, and makes the run a failure that says which', async () => {
  // GIVEN
  const [broken, other] = [world.aws.sandbox('broken', -2), world.aws.sandbox('other', -1)];
  world.aws.fail('MoveAccount', 'ServiceException');

  // WHEN
  const run = world.aws.run();

  // THEN
  await expect(run).rejects.toThrow(`1 of 2 sandboxes: sandbox-broken (${broken.id}): ServiceException: said the test`);
  expect([broken.parent, other.parent]).toEqual([world.aws.sandboxUnit, world.aws.quarantineUnit]);
  expect(await world.aws.run()).toMatchObject({ 'sandbox-broken': 'expired, in quarantine' });
});

test.each([
  ['TagResource', 'ConcurrentModificationException'], ['MoveAccount', 'TooManyRequestsException'], ['MoveAccount', 'ConcurrentModificationException'],
] as const)('%s that AWS refuses for a moment (%s) is repeated', async (operation, name) => {
  // GIVEN
  const account = world.aws.sandbox('karpenter', -1);
  world.aws.fail(operation, name, { times: 2 });

  // WHEN
  await world.aws.run();

  // THEN
  expect(account.parent).toBe(world.aws.quarantineUnit);
});

test.each(['TagResource', 'MoveAccount', 'Publish', 'CloseAccount', 'UntagResource'])('an answer of %s that was lost is made up for by the next run', async operation => {
  // GIVEN
  const [ending, back] = [world.aws.sandbox('karpenter', -1), world.aws.sandbox('back', -1)];
  const runs = async (days: number) => {
    world.aws.fail(operation, operation === 'Publish' ? 'InternalErrorException' : 'ServiceException', { afterwards: true });
    await world.aws.runAfter(days).catch(() => undefined);
    await world.aws.run().catch(() => undefined);
    await world.aws.run().catch(() => undefined);
  };

  // WHEN
  await runs(0);
  back.tags[EXPIRES_TAG] = dayOf(Date.now() + 100 * DAY);
  for (const days of [1, 14, 3, 1, 1]) await runs(days);

  // THEN
  expect(ending.state).toBe('PENDING_CLOSURE');
  expect(back).toMatchObject({ state: 'ACTIVE', parent: world.aws.sandboxUnit });
  expect(back.tags[WARNED_TAG]).toBeUndefined();
});

test('without a dns account nothing is delegated, and it is closed all the same', async () => {
  // GIVEN
  world.aws.settings({ doorArn: undefined, budgets: false });
  const account = world.aws.sandbox('karpenter', -1);

  // WHEN
  await world.aws.run();
  await world.aws.runAfter(15);

  // THEN
  expect(account.state).toBe('PENDING_CLOSURE');
  expect(world.aws.inputs('DescribeBudgets')).toEqual([]);
});
