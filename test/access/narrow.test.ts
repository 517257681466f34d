import { SIMULATOR as simulator } from './support/acme';
import { allow, controlPolicy, deny, MADE, organizationOf, role, ROOT } from './support/organization';
import { isAbout } from '../../src/verify/access/narrow';
import { Organization } from '../../src/verify/access/organization';
import { layersOf, Question } from '../../src/verify/access/question';
import { readOrganization } from '../../src/verify/access/read-organization';

/** Statements about other actions are left out of a simulation; one that is about the action never is. */

function asked({ roles, accounts }: Organization): Question {
  const arn = 'arn:aws:ssm:eu-west-1:222222222222:parameter/x';
  return { principal: roles.find(({ name }) => name === 'r')!, action: 'ssm:GetParameter', resource: { arn, account: accounts.find(({ name }) => name === 'a')! }, context: {}, absent: [] };
}

test.each([
  ['ssm:GetParameter', true], ['SSM:getparameter', true], ['ssm:Get*', true], ['*', true], ['ssm:*Parameter', true],
  ['ssm:GetParameters', false], ['ssm:Get', false], ['ssm:Get?', false], ['s3:*', false],
])('%s is about ssm:GetParameter: %s', async (pattern, expected) => {
  // GIVEN
  const organization = readOrganization(organizationOf({ a: { R: role('r', allow(pattern)) } }));
  const question = asked(organization);

  // THEN
  expect(isAbout({ Effect: 'Allow', Action: ['sns:*', pattern] }, question.action)).toBe(expected);
  expect(isAbout({ Effect: 'Deny', NotAction: ['sns:*', pattern] }, question.action)).toBe(!expected);
  expect((await simulator.decide(organization, question, layersOf(organization, question))).allowed).toBe(expected);
});

test('a decision names the statements of the documents as they stand', async () => {
  // GIVEN
  const organization = readOrganization(organizationOf({
    management: { ...MADE, Scp: controlPolicy('SERVICE_CONTROL_POLICY', [{ Sid: 'NoTopics', ...deny('sns:*') }, { Sid: 'NoParameters', ...deny('ssm:*') }], ROOT) },
    a: { R: role('r', [allow('sns:*'), allow('ssm:*')]) },
  }));
  const question = asked(organization);
  const layers = layersOf(organization, question);

  // WHEN
  const { denies, allows } = await simulator.decide(organization, question, layers);

  // THEN
  expect(denies.map(({ statement, index }) => [statement.Sid, index])).toEqual([['NoParameters', 1]]);
  expect(layers.scps.flatMap(({ policies }) => policies).some(({ document }) => document.Statement.includes(denies[0].statement))).toBe(true);
  expect(layers.identity.flatMap(({ document }) => document.Statement)).toContain(allows.find(({ layer }) => layer === 'identity')!.statement);
});
