import { planOf } from './fixtures/plan';
import { blockedStacks, leftOut, nextWave, regionsOf } from '../../src/cli/waves';

const plan = planOf([
  { name: 'management', id: '111111111111', wave: 0 }, { name: 'dns', id: '222222222222', wave: 1 }, { name: 'email', wave: 1, createdBy: 'Acme/management/eu-west-1' },
  { name: 'staging', id: '444444444444', wave: 2 }, { name: 'production', id: '555555555555', wave: 2, status: 'suspended' },
], ['eu-west-1', 'us-east-1']);
const now = new Map(plan.stacks.map(stack => [stack.path, 'a']));
const done = (...accounts: string[]) => new Map([...now].filter(([path]) => accounts.includes(path.split('/')[1])));
const told = (wave: ReturnType<typeof nextWave>) => wave && [wave.number, ...wave.accounts.map(({ account, whole }) => `${account.name}${whole ? '' : ' in part'}`)];

test('the first wave that has something to do comes next', () => {
  expect(told(nextWave(plan, now, new Map()))).toEqual([0, 'management']);
  expect(told(nextWave(plan, now, done('management')))).toEqual([1, 'dns']);
  expect(told(nextWave(plan, now, done('management', 'dns')))).toEqual([2, 'staging']);
  expect(told(nextWave(plan, now, done('management', 'dns', 'staging')))).toBeUndefined();
});

test('an earlier wave comes up again for the stacks whose bytes are other ones', () => {
  // GIVEN
  const changed = new Map(now).set('Acme/management/us-east-1', 'b');

  // WHEN
  const wave = nextWave(plan, changed, done('management', 'dns'));

  // THEN
  expect(told(wave)).toEqual([0, 'management in part']);
  expect(wave!.accounts[0].stacks).toEqual(['Acme/management/us-east-1']);
});

test('a stack that waits for a later account comes in the wave that the plan says, behind that account', () => {
  // GIVEN a stack of the management account that waits for one of staging
  const [, late] = plan.stacks;
  const waiting = { ...plan, stacks: plan.stacks.map(stack => stack === late ? { ...stack, wave: 3 } : stack) };

  // WHEN THEN
  expect(told(nextWave(waiting, now, new Map()))).toEqual([0, 'management in part']);
  const before = new Map([...now].filter(([path]) => path !== late.path));
  expect(told(nextWave(waiting, now, new Map([...before].filter(([path]) => !path.startsWith('Acme/staging/')))))).toEqual([2, 'staging']);
  const last = nextWave(waiting, now, before);
  expect([told(last), last!.accounts[0].stacks]).toEqual([[3, 'management in part'], [late.path]]);
  expect(nextWave(waiting, now, now)).toBeUndefined();
});

test('names given on the command line leave all others out', () => {
  expect(told(nextWave(plan, now, new Map(), ['staging', 'dns']))).toEqual([1, 'dns']);
});

test('what is pending, suspended or closed is left out, with the reason', () => {
  // GIVEN stacks of a suspended account
  const stacks = [...plan.stacks, { ...plan.stacks[0], path: 'Acme/production/eu-west-1', account: 'production' }];

  // THEN
  expect(nextWave({ ...plan, stacks }, now, done('management', 'dns', 'staging'))).toBeUndefined();
  expect(leftOut(plan)).toEqual([
    { name: 'email', id: undefined, status: 'pending', reason: 'not made yet: Acme/management/eu-west-1 makes it' },
    { name: 'production', id: '555555555555', status: 'suspended', reason: 'AWS says suspended' },
  ]);
});

test('an account is deployable where its stacks are, not everywhere', () => {
  // GIVEN
  const { stacks } = plan;

  // THEN
  expect(regionsOf({ ...plan, stacks: stacks.filter(stack => stack.region === 'us-east-1') }, 'dns')).toEqual(['us-east-1']);
  expect(regionsOf(plan, 'dns')).toEqual(['eu-west-1', 'us-east-1']);
});

describe('stacks in regions that AWS still opens', () => {
  const chained = {
    ...plan,
    regions: { ...plan.regions, optIn: ['us-east-1'] },
    stacks: plan.stacks.map(stack => {
      if (stack.path === 'Acme/dns/eu-west-1') return { ...stack, dependsOn: ['Acme/management/us-east-1'] };
      if (stack.path === 'Acme/staging/eu-west-1') return { ...stack, dependsOn: ['Acme/dns/eu-west-1', 'Acme/management/eu-west-1'] };
      return stack;
    }),
  };

  test('wait, and so does whatever comes after them', () => {
    // WHEN the region is closed to the management account alone
    const blocked = blockedStacks(chained, account => account !== '111111111111');

    // THEN
    expect([...blocked].sort()).toEqual(['Acme/dns/eu-west-1', 'Acme/management/us-east-1', 'Acme/staging/eu-west-1']);
    expect(told(nextWave(chained, now, done('management'), undefined, blocked))).toEqual([1, 'dns in part']);
    expect(told(nextWave(chained, now, new Map(), undefined, blocked))).toEqual([0, 'management in part']);
  });

  test('wait for nothing when it is open, and no other region is asked for', () => {
    const asked: string[] = [];
    expect([...blockedStacks(chained, (account, region) => { asked.push(`${account} ${region}`); return true; })]).toEqual([]);
    expect(asked).toEqual(['111111111111', '222222222222', '444444444444'].map(account => `${account} us-east-1`));
  });
});
