import { acmeAssembly, lines, SIMULATOR, spoilt } from './support/acme';
import { describeDoor } from '../../src/verify/access/doors';
import { accessMatrix, MatrixReport } from '../../src/verify/access/matrix';
import { Assembly } from '../../src/verify/assembly';

jest.setTimeout(300_000);

const DOORS = 'Acme/dns/eu-west-1-accounts-0';
const ORGANIZATION = 'Acme/management/eu-west-1-organization';
const PRODUCTION = 'Acme/production/eu-west-1';

let acme: Assembly;
beforeAll(() => { acme = acmeAssembly(); });

/** Lines that fail, with these of the standard cases. */
async function failing(assembly: Assembly, ...words: string[]): Promise<string[]> {
  return [...new Set((await report(assembly, ...words)).failures.map(({ line }) => line))];
}

function report(assembly: Assembly, ...words: string[]): Promise<MatrixReport> {
  return accessMatrix(assembly, lines(...words), { simulator: SIMULATOR });
}

function door(template: any, name: string): any {
  return Object.values<any>(template.Resources).find(({ Properties }) => Properties.RoleName === `cloud-platform-delegation-${name}`)!.Properties;
}

function change(properties: any): any {
  return properties.Policies[0].PolicyDocument.Statement.find(({ Action }: any) => Action === 'route53:ChangeResourceRecordSets');
}

test('a door whose trust lost its condition lets the administrator in', async () => {
  const open = spoilt(acme, DOORS, template => { delete door(template, 'production').AssumeRolePolicyDocument.Statement[0].Condition; });
  expect(await failing(open, 'enter its door', 'enters its door')).toEqual([
    'no other role of the environment\'s account enters its door', 'an administrator of the environment\'s account does not enter its door',
  ]);
});

test('a door that trusts the wrong account is found from both sides', async () => {
  const wrong = spoilt(acme, DOORS, template => {
    door(template, 'production').AssumeRolePolicyDocument = door(template, 'staging').AssumeRolePolicyDocument;
  });
  const { failures, planDiffers } = await report(wrong, 'delegation handler enters');
  expect(failures.map(({ line, question }) => `${line}: ${question.split('/')[0]}`)).toContain('an environment\'s delegation handler enters its own door: production');
  expect(planDiffers).toEqual([
    expect.stringMatching(/^staging -> dns: .*delegation-production: stands in .* and not in platform.json$/),
    expect.stringMatching(/^production -> dns: .*delegation-production: stands in platform.json \("delegation"\) and in no template$/),
  ]);
});

test.each<[string, (statement: any) => void, string]>([
  ['the Null condition is gone', statement => { delete statement.Condition.Null; }, 'behind its door an environment sends no change without a name'],
  ['ForAllValues became ForAnyValue', statement => {
    statement.Condition['ForAnyValue:StringEquals'] = statement.Condition['ForAllValues:StringEquals'];
    delete statement.Condition['ForAllValues:StringEquals'];
  }, 'behind its door an environment does not smuggle another name in beside its own'],
  ['the name became a pattern', statement => {
    statement.Condition['ForAllValues:StringLike'] = { 'route53:ChangeResourceRecordSetsNormalizedRecordNames': ['*production.acme.com'] };
    delete statement.Condition['ForAllValues:StringEquals']['route53:ChangeResourceRecordSetsNormalizedRecordNames'];
  }, 'behind its door an environment writes nothing at or below names that are not its own'],
  ['a record type was added', statement => {
    statement.Condition['ForAllValues:StringEquals']['route53:ChangeResourceRecordSetsRecordTypes'].push('TXT');
  }, 'behind its door an environment writes no record of another kind'],
  ['any zone will do', statement => { statement.Resource = '*'; }, 'behind its door an environment writes into no other zone'],
  ['any action of Route 53 will do', statement => { statement.Action = 'route53:*'; delete statement.Condition; }, 'behind its door an environment does nothing else to the root zone'],
])('a door behind which too much is allowed is found: %s', async (_, spoil, line) => {
  const wide = spoilt(acme, DOORS, template => spoil(change(door(template, 'production'))));
  expect(await failing(wide, line)).toEqual([line]);
});

test('a right that a handler should not have is found', async () => {
  const wide = spoilt(acme, ORGANIZATION, template => {
    const role = Object.values<any>(template.Resources).find(({ Type }) => Type === 'AWS::IAM::Role')!;
    role.Properties.Policies[0].PolicyDocument.Statement.push({ Effect: 'Allow', Action: 'organizations:*', Resource: '*' });
  });
  expect(await failing(wide, 'no handler')).toEqual(expect.arrayContaining([
    'no handler but the keeper of sandboxes closes or removes an account, or takes its administrators and guardrails away', 'no handler takes the organization apart', 'no handler deletes a unit',
  ]));
});

test('a right that a handler lost is found', async () => {
  const narrow = spoilt(acme, PRODUCTION, template => {
    for (const { Type, Properties } of Object.values<any>(template.Resources)) {
      if (Type === 'AWS::IAM::Role') Properties.Policies?.[0].PolicyDocument.Statement.splice(1, 1);
    }
  });
  expect(await failing(narrow, 'enters its own door', 'publishes the zone\'s id')).toEqual([
    'the parameters\' handler publishes the zone\'s id in the other regions', 'an environment\'s delegation handler enters its own door',
    'the handler of private zones enters its own door',
  ]);
});

test('a bootstrap that trusts another account is found', async () => {
  const wide = spoilt(acme, 'Acme/management/eu-west-1-bootstrap', template => {
    for (const { Properties } of Object.values<any>(template.Resources)) {
      // a StackSet that makes no bootstrap may have none
      Properties.Parameters?.push({ ParameterKey: 'TrustedAccounts', ParameterValue: '777777777777' },
        { ParameterKey: 'CloudFormationExecutionPolicies', ParameterValue: 'arn:aws:iam::aws:policy/AdministratorAccess' });
    }
  });
  const { failures, uncovered } = await report(wide, 'no administrator takes a bootstrap role of another account');
  expect(new Set(failures.map(({ question }) => question.split('/')[0]))).toEqual(new Set(['email']));
  expect(uncovered.some(one => one.door.from.kind === 'account' && describeDoor(one.door).includes('opens to account 777777777777'))).toBe(true);
});

test('a door that no case speaks of is listed, whatever it opens to', async () => {
  const trusts: [string, any, any?][] = [
    ['account 999999999999', { AWS: '999999999999' }],
    ['anyone', '*'],
    ['organization', { AWS: '*' }, { StringEquals: { 'aws:PrincipalOrgID': 'o-exampleorgid' } }],
    ['federated arn:aws:iam::888888888888:oidc-provider/token.actions.githubusercontent.com', { Federated: 'arn:aws:iam::888888888888:oidc-provider/token.actions.githubusercontent.com' }],
    ['service ec2.amazonaws.com', { Service: 'ec2.amazonaws.com' }],
  ];
  for (const [from, Principal, Condition] of trusts) {
    const doors = spoilt(acme, PRODUCTION, template => {
      template.Resources.Extra = { Type: 'AWS::IAM::Role', Properties: { RoleName: 'extra', AssumeRolePolicyDocument: { Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal, Condition }] } } };
    });
    const { uncovered } = await report(doors, 'nobody from outside the organization enters a door');
    expect(uncovered.map(one => `${one.lacks}: ${describeDoor(one.door)}`).filter(text => text.includes('production: extra')))
      .toEqual([expect.stringMatching(new RegExp(`^allow,deny: .* opens to ${from};`))]);
  }
});

test('a service that says for whom it acts is no door, and the account itself is none', async () => {
  const none = spoilt(acme, PRODUCTION, template => {
    const role = (RoleName: string, Principal: any, Condition?: any) => ({ Type: 'AWS::IAM::Role', Properties: { RoleName, AssumeRolePolicyDocument: { Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal, Condition }] } } });
    template.Resources.Source = role('extra-source', { Service: 'events.amazonaws.com' }, { StringEquals: { 'aws:SourceAccount': '888888888888' } });
    template.Resources.Own = role('extra-own', { AWS: '888888888888' });
    template.Resources.OwnAny = role('extra-any', '*', { StringEquals: { 'aws:PrincipalAccount': '888888888888' } });
  });
  const { doors } = await report(none, 'nobody from outside the organization enters a door');
  expect(doors.filter(({ resource }) => resource.name.startsWith('extra'))).toEqual([]);
});

test('a role between accounts that is not in the plan, and a door of the plan without its role', async () => {
  const missing = spoilt(acme, DOORS, template => {
    for (const [id, { Properties }] of Object.entries<any>(template.Resources)) if (Properties.RoleName === 'cloud-platform-delegation-staging') delete template.Resources[id];
  });
  expect((await report(missing, 'nobody from outside the organization enters a door')).planDiffers).toEqual([expect.stringContaining('delegation-staging: stands in platform.json')]);
});
