import { Dnssec } from '../../src';
import { Assembly } from '../../src/verify/assembly';
import { environments, withEnvironments } from '../support/acme';
import { synthesize } from '../support/assembly';

/** What IAM allows in an account, and CloudFormation in a stack. */
const ROLES = 1000;
const RESOURCES = 500;
/** All inline policies of a role together. */
const ROLE_POLICY = 10_240;

const dnsStacks = (assembly: Assembly) => assembly.plan.stacks.filter(({ account }) => account === 'dns').map(({ path }) => path);
/** The dns account alone: its templates are the same whoever else is synthesised. */
const dnsOf = (count: number) => synthesize(withEnvironments(environments(count), undefined, { dnssec: Dnssec.CHAIN_OF_TRUST, accountQuota: 1000 }), { 'cloud-platform:only': 'dns' });

test('500 environments: the dns account stays below every limit, and nothing in it moves', () => {
  // WHEN
  const few = dnsOf(400);
  const many = dnsOf(500);
  // THEN
  const roles = dnsStacks(many).flatMap(path => many.resources(path, 'AWS::IAM::Role'));
  expect(roles.length).toBeGreaterThanOrEqual(500);
  expect(roles.length).toBeLessThan(ROLES);
  for (const path of dnsStacks(many)) expect(many.resources(path).length).toBeLessThan(RESOURCES);
  for (const [, { Properties }] of roles) {
    expect(JSON.stringify(Properties.Policies.map(({ PolicyDocument }: any) => PolicyDocument)).length).toBeLessThan(ROLE_POLICY);
  }
  // each resource of the smaller platform stands where it stood, as it was
  const moved = dnsStacks(few).flatMap(path => few.resources(path)
    .filter(([id, resource]) => JSON.stringify(many.templates.get(path)?.Resources[id]) !== JSON.stringify(resource)).map(([id]) => `${path}: ${id}`));
  expect(moved).toEqual([]);
}, 120_000);
