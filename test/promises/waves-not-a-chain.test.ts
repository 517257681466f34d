import { Assembly } from '../../src/verify/assembly';
import { depth } from '../../src/verify/laws';
import { environments, withEnvironments } from '../support/acme';
import { synthesize } from '../support/assembly';

test('the longest chain of stacks is the same with 10 and with 300 accounts', () => {
  const [few, many] = [3, 293].map(count => synthesize(withEnvironments(environments(count))));
  expect(depth(few)).toBeGreaterThan(1);
  expect(depth(many)).toBe(depth(few));
});

test('a stack waits for a handful of others, whatever their number', () => {
  const assembly = synthesize(withEnvironments(environments(120)));
  expect(Math.max(...assembly.stacks.map(stack => stack.dependsOn.length))).toBeLessThanOrEqual(6);
});

test('management comes first, then dns, then the environments side by side', () => {
  const assembly = synthesize(withEnvironments(['production', 'staging']));
  const before = (path: string) => [...assembly.stacks.find(stack => stack.path === path)!.dependsOn].sort();
  expect(before('Acme/management/eu-west-1-organization')).toEqual([]);
  expect(before('Acme/dns/eu-west-1')).toEqual(['Acme/management/eu-west-1-accounts-0', 'Acme/management/eu-west-1-bootstrap']);
  expect(before('Acme/production/eu-west-1')).toContain('Acme/dns/eu-west-1-accounts-0');
  for (const { path, dependsOn } of assembly.stacks.filter(stack => stack.path.startsWith('Acme/staging/'))) {
    expect([path, dependsOn.filter(other => other.startsWith('Acme/production/'))]).toEqual([path, []]);
  }
  expect(assembly.plan.waves.map(wave => wave.accounts)).toEqual([
    ['management'], ['dns'], ['log-archive', 'security', 'identity', 'artifacts', 'email'], ['production', 'staging'],
  ]);
});

test('the plan says of each stack what the CDK CLI is told', () => {
  const assembly = synthesize(withEnvironments(['production', 'staging']));
  const planned = Object.fromEntries(assembly.plan.stacks.map(({ path, dependsOn }) => [path, dependsOn]));
  expect(planned).toEqual(Object.fromEntries(assembly.stacks.map(({ path, dependsOn }) => [path, [...dependsOn].sort()])));
});

test('the checker sees a longer chain, and a circle', () => {
  const chain = (edges: Record<string, string[]>) =>
    ({ stacks: Object.entries(edges).map(([path, dependsOn]) => ({ path, dependsOn })) }) as unknown as Assembly;
  expect(depth(chain({ a: [], b: ['a'], c: ['b'] }))).toBe(3);
  expect(() => depth(chain({ a: ['b'], b: ['a'] }))).toThrow('circle');
});
