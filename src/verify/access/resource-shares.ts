import { list, PolicyDocument, Statement } from './documents';

/** What a share gives by RAM's own permission, for what the platform shares. @see https://docs.aws.amazon.com/ram/latest/userguide/security-ram-permissions.html */
const GIVES: Record<string, string[]> = {
  'ssm:parameter': ['ssm:DescribeParameters', 'ssm:GetParameter', 'ssm:GetParameterHistory', 'ssm:GetParameters'],
};

/** A share of RAM is a policy on each of its resources. */
export function sharePolicies(properties: any, where: string): { target: string; document: PolicyDocument }[] {
  const { ResourceArns, Principals, PermissionArns, AllowExternalPrincipals } = properties;
  if (PermissionArns || AllowExternalPrincipals !== false) {
    throw new Error(`${where}: got a share with permissions of its own or for anybody, expected RAM's own and AllowExternalPrincipals: false, which the access model knows`);
  }
  return list<string>(ResourceArns).map(target => {
    const [, , service, , , resource] = target.split(':');
    const kind = `${service}:${resource.split('/')[0]}`;
    if (!GIVES[kind]) throw new Error(`${where}: got a share of ${target}, expected one of ${Object.keys(GIVES).join(', ')}; add it to GIVES`);
    return { target, document: { Version: '2012-10-17', Statement: list<string>(Principals).map(principal => statement(principal, GIVES[kind], where)) } };
  });
}

function statement(principal: string, Action: string[], where: string): Statement {
  const common = { Effect: 'Allow' as const, Action, Resource: '*' };
  if (/^\d{12}$/.test(principal)) return { ...common, Principal: { AWS: principal } };
  const [organization, unit] = /:(?:ou|organization)\/(.*)$/.exec(principal)?.[1].split('/') ?? [];
  if (!organization) throw new Error(`${where}: got a share for ${principal}, expected an account, a unit or the organization`);
  const paths = { 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': `${organization}/*${unit}/*` } };
  return { ...common, Principal: { AWS: '*' }, Condition: unit ? paths : { StringEquals: { 'aws:PrincipalOrgID': organization } } };
}
