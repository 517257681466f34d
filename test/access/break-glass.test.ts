import { casesIn, lines, SIMULATOR } from './support/acme';
import { DeployIdentity } from '../../src';
import { accessMatrix, emptyLines } from '../../src/verify/access/matrix';
import { registered, withEnvironments } from '../support/acme';
import { synthesize } from '../support/assembly';

jest.setTimeout(120_000);

const USER = 'arn:aws:iam::200000000000:user/break-glass-1';
const deployIdentity = DeployIdentity.gitHub({ organization: 'acme', repository: 'platform' });
const zone = synthesize(withEnvironments(['qa'], undefined, { deployIdentity, breakGlass: { principalArns: [USER] } }));

/** Whoever is named, as IAM sees a user: the matrix knows no users, so that the request says it. */
const taking = (context: string, expect: string) => casesIn(`
principals:
  user: { statements: [{ Effect: Allow, Action: 'sts:AssumeRole', Resource: '*' }] }
cases:
  - name: takes the role
    who: { account: management, principal: user }
    does: sts:AssumeRole
    on: { account: management, role: '<prefix>/<prefix>-break-glass' }
    with: { ${context} }
    expect: ${expect}
    why: x
`);

test('it repairs guardrails and enters each account, and nobody else takes it', async () => {
  const report = await accessMatrix(zone, lines('break-glass', 'role for emergencies', 'takes it who is not named'), { simulator: SIMULATOR });
  expect(report.failures).toEqual([]);
  expect(emptyLines(report)).toEqual([]);
  expect(report.cases).toBeGreaterThanOrEqual(3 + 2 + 2 + 2 + 2 * (registered(['qa']).length - 1) + 1);
});

test('whoever is named comes in with a second factor, in a region that is watched, and not otherwise', async () => {
  const named = `aws:PrincipalArn: '${USER}'`;
  for (const [context, answer] of [
    [`${named}, aws:MultiFactorAuthPresent: 'true'`, 'allow'],
    [`${named}, aws:MultiFactorAuthPresent: 'true', aws:RequestedRegion: us-east-1`, 'allow'],
    [`${named}, aws:MultiFactorAuthPresent: 'false'`, 'deny'],
    [`${named}, aws:MultiFactorAuthPresent: 'true', aws:RequestedRegion: ap-south-1`, 'deny'],
    [`aws:PrincipalArn: '${USER}2', aws:MultiFactorAuthPresent: 'true'`, 'deny'],
  ]) {
    const { failures, cases } = await accessMatrix(zone, [taking(context, answer)], { simulator: SIMULATOR });
    expect([context, failures, cases]).toEqual([context, [], 1]);
  }
});

test('everybody else in the management account stays out of the others', async () => {
  const report = await accessMatrix(zone, lines('nobody in the management account enters an account by the role of Organizations'), { simulator: SIMULATOR });
  expect([report.failures, report.cases > 0]).toEqual([[], true]);
});
