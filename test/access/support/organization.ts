import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { Assembly } from '../../../src/verify/assembly';

const made: string[] = [];
afterAll(() => made.splice(0).forEach(dir => rmSync(dir, { recursive: true, force: true })));

export const IDS: Record<string, string> = { management: '111111111111', a: '222222222222', b: '333333333333' };
const UNITS: Record<string, string> = { a: 'Workloads/Production', b: 'Sandbox' };

/** CloudFormation resources by account. */
export type Resources = Record<string, Record<string, any>>;

/** An assembly of an organization with a management account, `a` in Workloads/Production and `b` in Sandbox. */
export function organizationOf(resources: Resources, more: { template?: object } = {}): Assembly {
  const dir = mkdtempSync(join(tmpdir(), 'organization-'));
  made.push(dir);
  const write = (file: string, content: object) => writeFileSync(join(dir, file), JSON.stringify(content));
  const artifacts: Record<string, object> = {};
  for (const [account, Resources] of Object.entries(resources)) {
    write(`${account}.template.json`, { Resources, ...more.template });
    artifacts[account] = {
      type: 'aws:cloudformation:stack',
      displayName: `Test/${account}/eu-west-1`,
      environment: `aws://${IDS[account]}/eu-west-1`,
      properties: { templateFile: `${account}.template.json`, stackName: `test-${account}` },
    };
  }
  write('manifest.json', { artifacts });
  write('platform.json', {
    prefix: 'cloud-platform',
    bootstrapQualifier: 'cloudplat',
    regions: { home: 'eu-west-1', governed: ['eu-west-1'], bootstrapped: ['eu-west-1'] },
    accounts: Object.entries(IDS).map(([name, id]) => ({
      name, id, status: 'active', purpose: name === 'management' ? 'management' : 'environment', email: `${name}@acme.com`, organizationalUnit: UNITS[name],
    })),
    stacks: Object.keys(resources).map(account => ({ path: `Test/${account}/eu-west-1` })),
    doors: [],
    dns: [],
  });
  return new Assembly(dir);
}

type Statements = object | object[];

/** Trusts its own account. */
export function role(name: string, statements: Statements, more: object = {}): object {
  return {
    Type: 'AWS::IAM::Role',
    Properties: {
      RoleName: name,
      AssumeRolePolicyDocument: { Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { AWS: { Ref: 'AWS::AccountId' } } }] },
      Policies: [{ PolicyName: 'own', PolicyDocument: { Version: '2012-10-17', Statement: statements } }],
      ...more,
    },
  };
}

export function trusting(name: string, Principal: unknown, Condition?: object, statements: Statements = allow('s3:ListAllMyBuckets')): object {
  const Statement = [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal, ...Condition && { Condition } }];
  return role(name, statements, { AssumeRolePolicyDocument: { Version: '2012-10-17', Statement } });
}

export function allow(Action: string | string[], Resource: unknown = '*', Condition?: object): object {
  return { Effect: 'Allow', Action, Resource, ...Condition && { Condition } };
}

export function deny(Action: string | string[], Condition?: object): object {
  return { Effect: 'Deny', Action, Resource: '*', ...Condition && { Condition } };
}

export function controlPolicy(type: 'SERVICE_CONTROL_POLICY' | 'RESOURCE_CONTROL_POLICY', statement: object, ...TargetIds: unknown[]): object {
  return { Type: 'AWS::Organizations::Policy', Properties: { Name: 'guardrail', Type: type, Content: { Version: '2012-10-17', Statement: [statement].flat() }, TargetIds } };
}

/** What a landing zone's management account makes: ids that policies can be attached to. */
export const MADE = {
  Organization: { Type: 'Custom::Organization', Properties: {} },
  Production: { Type: 'Custom::OrganizationalUnit', Properties: { Path: 'Workloads/Production' } },
};
export const ROOT = { 'Fn::GetAtt': ['Organization', 'RootId'] };
