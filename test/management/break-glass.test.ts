import { BreakGlassOptions, DeployIdentity } from '../../src';
import { landingZone, registered } from '../support/acme';
import { synthesize } from '../support/assembly';

const USERS = [1, 2].map(number => `arn:aws:iam::200000000000:user/break-glass-${number}`);
const ROLE = 'arn:aws:iam::200000000000:role/cloud-platform/cloud-platform-break-glass';

function synth(breakGlass?: BreakGlassOptions, homeRegion = 'eu-west-1') {
  const deployIdentity = DeployIdentity.gitHub({ organization: 'acme', repository: 'platform' });
  return synthesize(app => landingZone(app, registered(), {
    breakGlass,
    deployIdentity,
    homeRegion,
    additionalRegions: [],
    alternateContacts: { security: { name: 'Security', title: 'Security team', email: 'security@acme.com', phone: '+49 30 123456' } },
  }));
}

const of = (assembly: ReturnType<typeof synth>, region: string, type: string) =>
  Object.values<any>(assembly.templates.get(`Acme/management/${region}-break-glass`)!.Resources).filter(({ Type }) => Type === type).map(({ Properties }) => Properties);

test('one role in the management account, for named users with a second factor, for an hour', () => {
  const assembly = synth({ principalArns: USERS });
  const roles = ['eu-west-1', 'us-east-1'].flatMap(region => of(assembly, region, 'AWS::IAM::Role'));
  expect(roles).toMatchObject([{ Path: '/cloud-platform/', RoleName: 'cloud-platform-break-glass', MaxSessionDuration: 3600 }]);
  expect(roles[0].AssumeRolePolicyDocument.Statement).toEqual([{
    Effect: 'Allow',
    Action: 'sts:AssumeRole',
    Principal: { AWS: 'arn:aws:iam::200000000000:root' },
    Condition: {
      ArnEquals: { 'aws:PrincipalArn': USERS }, Bool: { 'aws:MultiFactorAuthPresent': 'true' }, StringEquals: { 'aws:RequestedRegion': ['eu-west-1', 'us-east-1'] },
    },
  }]);
});

test.each(['eu-west-1', 'us-east-1'])('each region where it can be taken tells of each use: %s', region => {
  const assembly = synth({ principalArns: USERS });
  const [rule] = of(assembly, region, 'AWS::Events::Rule');
  expect(rule.State).toBe('ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS');
  expect(rule.EventPattern.detail.$or).toEqual([
    { eventName: ['AssumeRole'], requestParameters: { roleArn: [ROLE] } }, { eventName: ['SwitchRole'], additionalEventData: { SwitchTo: [ROLE] } },
  ]);
  const topics = of(assembly, region, 'AWS::SNS::Topic');
  expect(topics.map(({ Subscription }) => Subscription)).toEqual([[{ Protocol: 'email', Endpoint: 'security@acme.com' }]]);
});

test('the home region alone where that is us-east-1, and others hear of it who are named', () => {
  const assembly = synth({ principalArns: USERS, alarmEmails: ['ceo@acme.com'] }, 'us-east-1');
  expect(assembly.stacks.map(({ path }) => path).filter(path => path.endsWith('-break-glass'))).toEqual(['Acme/management/us-east-1-break-glass']);
  expect(of(assembly, 'us-east-1', 'AWS::SNS::Topic')[0].Subscription).toEqual([{ Protocol: 'email', Endpoint: 'ceo@acme.com' }]);
});

test('the guardrail about the management account lets exactly it through', () => {
  const statement = (assembly: ReturnType<typeof synth>) => Object.values<any>(assembly.templates.get('Acme/management/eu-west-1-guardrails')!.Resources)
    .flatMap(({ Properties }) => Properties.Content.Statement ?? []).find(({ Sid }) => Sid === 'AccessFromManagement');
  expect(statement(synth({ principalArns: USERS })).Condition).toEqual({ ArnNotLike: { 'aws:PrincipalArn': [ROLE] } });
  expect(statement(synth())).not.toHaveProperty('Condition');
});

test('nothing of it where nobody asks for it', () => {
  const { stacks, plan } = synth();
  expect(stacks.filter(({ path }) => path.includes('break-glass'))).toEqual([]);
  expect(plan.manualSteps.map(({ id }) => id)).not.toContain('break-glass');
  expect(synth({ principalArns: USERS }).plan.manualSteps.map(({ id }) => id)).toContain('break-glass');
});

test.each([
  ['nobody', { principalArns: [] }, 'at least one'],
  ['a role', { principalArns: ['arn:aws:iam::200000000000:role/Admin'] }, 'the ARN of an IAM user'],
  ['a pattern', { principalArns: ['arn:aws:iam::200000000000:user/*'] }, 'the ARN of an IAM user'],
  ['somebody of another account', { principalArns: ['arn:aws:iam::200000000001:user/jane'] }, 'of the management account'],
  ['no address', { principalArns: USERS, alarmEmails: ['jane'] }, 'an e-mail address'],
  ['no alarm', { principalArns: USERS, alarmEmails: [] }, 'nobody hears of'],
])('bad input: %s', (_, options, expected) => {
  expect(() => synth(options)).toThrow(expected);
});
