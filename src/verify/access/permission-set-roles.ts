import { documentOf, list, NamedPolicy } from './documents';
import { awsManagedPolicy } from './managed-policies';
import { isManagement, Role } from './organization';
import type { Made } from './read-organization';

/** What AWS makes up behind the name of such a role, and in the ARN of a permission set. */
const SUFFIX = '0123456789abcdef';

/** ARN of a permission set that the model gives it: names are unique in an instance. */
export function permissionSetArn({ InstanceArn, Name }: Record<string, any>): string {
  return `${String(InstanceArn).replace(':instance/', ':permissionSet/')}/ps-${Name}`;
}

/** The role that Identity Center makes of a permission set in each account that it is assigned to. Who may take it is said by Identity Center alone. */
export function rolesOfPermissionSets(made: readonly Made[]): Role[] {
  const sets = new Map(made.filter(({ resource }) => resource.Type === 'AWS::SSO::PermissionSet')
    .map(one => [permissionSetArn(one.resource.Properties), one]));
  const accounts = new Map(made.map(({ account }) => [account.id, account]));
  const roles = new Map<string, Role>();
  for (const { id, resource, values } of made.filter(one => one.resource.Type === 'AWS::SSO::Assignment')) {
    const where = `${values.place.path}: ${id}`;
    const { PermissionSetArn, TargetId, InstanceArn } = values.resolve(resource.Properties, id);
    const set = sets.get(PermissionSetArn);
    const account = accounts.get(TargetId);
    if (!set || !account) {
      throw new Error(`${where}: got ${set ? `the account ${TargetId}` : PermissionSetArn}, expected ${set ? 'an account' : 'a permission set'} of this assembly`);
    }
    const properties = set.values.resolve(set.resource.Properties, set.id);
    const { region } = set.values.place;
    const name = `aws-reserved/sso.amazonaws.com/${region === 'us-east-1' ? '' : `${region}/`}AWSReservedSSO_${properties.Name}_${SUFFIX}`;
    const arn = `arn:${InstanceArn.split(':')[1]}:iam::${account.id}:role/${name}`;
    roles.set(arn, {
      arn,
      name,
      account,
      region: '',
      type: 'AWS::IAM::Role',
      permissionSet: isManagement(account) ? properties.Name.replace(/-management$/, '') : properties.Name,
      label: `${account.name}/role/${name}`,
      origin: `${set.values.place.path}: ${set.id}`,
      policies: policiesOf(properties, account.name, made, `${set.values.place.path}: ${set.id}`),
      boundary: properties.PermissionsBoundary && policyNamed(
        properties.PermissionsBoundary.ManagedPolicyArn ?? properties.PermissionsBoundary.CustomerManagedPolicyReference, account.name, made, where),
    });
  }
  return [...roles.values()];
}

function policiesOf(properties: Record<string, any>, account: string, made: readonly Made[], where: string): NamedPolicy[] {
  return [
    ...list<string | { Name: string }>(properties.ManagedPolicies), ...list<{ Name: string }>(properties.CustomerManagedPolicyReferences),
  ].map(policy => policyNamed(policy, account, made, where))
    .concat(properties.InlinePolicy ? [{ name: 'AwsSSOInlinePolicy', document: documentOf(properties.InlinePolicy, where) }] : []);
}

/** AWS's own by its ARN; one of the account's own by its name. */
function policyNamed(policy: string | { Name: string }, account: string, made: readonly Made[], where: string): NamedPolicy {
  if (typeof policy === 'string') return awsManagedPolicy(policy, where);
  const own = made.find(({ id, resource, values, account: { name } }) =>
    resource.Type === 'AWS::IAM::ManagedPolicy' && name === account && values.nameOf(id) === policy.Name);
  if (!own) throw new Error(`${where}: got the customer managed policy ${policy.Name}, expected one of that name in ${account} in this assembly`);
  return { name: policy.Name, document: documentOf(own.values.resolve(own.resource.Properties.PolicyDocument, own.id), where) };
}
