import { SIMULATOR } from './support/acme';
import { ControlTower, EnvironmentType, PermissionSet, Targets } from '../../src';
import { CaseLine, What } from '../../src/verify/access/cases';
import { accessMatrix, MatrixReport } from '../../src/verify/access/matrix';
import { registered } from '../support/acme';
import { synthesize } from '../support/assembly';
import { peopleZone, registryWithPeople } from '../support/people';

jest.setTimeout(600_000);

/** One account of each kind. */
const KINDS = ['management', 'identity', 'dns', 'production', 'staging', 'sandbox-x'] as const;
type Kind = typeof KINDS[number];
const MEMBERS = KINDS.filter(kind => kind !== 'management');
const LIVE: Kind[] = ['production', 'staging'];
const SETS = PermissionSet.all().map(({ permissionSetName }) => permissionSetName);

/** One question to every permission set in every kind of account. */
interface Row {
  readonly does: string;
  /** In the account of that id; absent for what names no resource. */
  readonly on?: (id: string) => Partial<What>;
  /** Who is allowed to, and where; everybody else is denied. */
  readonly allowed: Readonly<Record<string, readonly Kind[]>>;
  /** Whose AWS managed policies are known by what they allow at most: where those might allow it, nothing is asked. */
  readonly unknown?: readonly string[];
  /** Where there is such a thing. */
  readonly kinds?: readonly Kind[];
}

const except = (...gone: Kind[]) => KINDS.filter(kind => !gone.includes(kind));
const arn = (of: (id: string) => string) => (id: string) => ({ arn: of(id) });
const READERS = ['ReadOnly', 'SecurityAudit', 'Support'];

const ROWS: Row[] = [
  { does: 's3:PutObject', on: arn(id => `arn:aws:s3:::orders-${id}/1`), allowed: { Administrator: except(...LIVE), PowerUser: except(...LIVE) } },
  { does: 's3:GetObject', on: arn(id => `arn:aws:s3:::orders-${id}/1`), allowed: { Administrator: KINDS, PowerUser: KINDS } },
  { does: 'ec2:DescribeInstances', allowed: { Administrator: KINDS, PowerUser: KINDS }, unknown: READERS },
  { does: 'ec2:CreateTags', on: arn(id => `arn:aws:ec2:eu-west-1:${id}:vpc/vpc-1`), allowed: { Administrator: except(...LIVE), PowerUser: except(...LIVE) } },
  { does: 'iam:CreateRole', on: arn(id => `arn:aws:iam::${id}:role/experiment`), allowed: { Administrator: except(...LIVE) } },
  { does: 'iam:CreateUser', on: arn(id => `arn:aws:iam::${id}:user/by-hand`), allowed: { Administrator: ['management', 'identity'] } },
  { does: 'iam:CreateAccessKey', on: arn(id => `arn:aws:iam::${id}:user/by-hand`), allowed: { Administrator: ['management', 'identity'] } },
  {
    does: 'identitystore:CreateUser',
    on: arn(id => `arn:aws:identitystore::${id}:identitystore/d-1234567890`),
    allowed: { Administrator: ['management', 'identity'], PowerUser: ['management', 'identity'] },
  },
  { does: 'iam:AttachRolePolicy', on: arn(id => `arn:aws:iam::${id}:role/cloud-platform/handlers/any`), allowed: { Administrator: ['management'] } },
  { does: 'organizations:LeaveOrganization', allowed: { Administrator: ['management'] } },
  {
    does: 'sts:AssumeRole',
    on: () => ({ role: 'cdk-hnb659fds-deploy-role-*-eu-west-1' }),
    kinds: MEMBERS,
    allowed: Object.fromEntries(['Administrator', 'PowerUser', 'Deployer'].map(set => [set, except('management', ...LIVE)])),
  },
  { does: 'sts:AssumeRole', on: () => ({ role: 'cdk-<qualifier>-deploy-role-*-eu-west-1' }), kinds: MEMBERS, allowed: {} },
  { does: 'support:CreateCase', allowed: { Administrator: KINDS, PowerUser: KINDS, Support: KINDS }, unknown: ['Billing'] },
];

function lineOf({ does, on, allowed }: Row, set: string, kind: Kind): CaseLine {
  return {
    name: `${set} in ${kind}: ${does}`,
    who: { account: kind, permissionSet: set },
    does,
    on: { account: kind, ...on?.(`<${kind}.id>`) },
    expect: allowed[set]?.includes(kind) ? 'allow' : 'deny',
    why: 'the table says so',
  };
}

let report: MatrixReport;
beforeAll(async () => {
  const accounts = registryWithPeople(registered(['production', 'staging', 'sandbox-x'], ['management', 'identity', 'dns']));
  const zone = synthesize(app => {
    const built = peopleZone(app, [], { accounts, controlTower: ControlTower.none(), additionalRegions: [] });
    built.addEnvironment('production', { environmentType: EnvironmentType.PRODUCTION });
    built.addEnvironment('staging', { environmentType: EnvironmentType.STAGING });
    built.addSandbox('x', { expires: '2027-01-15', owner: 'jane@acme.com' });
    const everybody = built.identity.addGroup('everybody');
    for (const set of PermissionSet.all()) everybody.assign(set, Targets.everywhere(), { reason: 'each in each kind of account' });
  });
  const asked = ({ unknown }: Row) => SETS.filter(set => !unknown?.includes(set));
  const cases = ROWS.flatMap(row => asked(row).flatMap(set => (row.kinds ?? KINDS).map(kind => lineOf(row, set, kind))));
  report = await accessMatrix(zone, [{ cases }], { simulator: SIMULATOR });
});

test('each permission set of the catalogue may do in each kind of account what the table says and no more, under all guardrails', () => {
  expect(report.failures).toEqual([]);
  expect(report.cases).toBe(ROWS.reduce((sum, { unknown = [], kinds = KINDS }) => sum + (SETS.length - unknown.length) * kinds.length, 0));
  // each answer was flipped by at least one
  expect(report.controls).toBeGreaterThan(report.cases);
});
