import type { NamedPolicy } from './documents';

const NOTHING = { Version: '2012-10-17', Statement: [] };

/** AWS managed policies that the platform's roles carry. Their text is not in an assembly: what is not known to the letter is bounded from above. */
const AWS_MANAGED: Record<string, Omit<NamedPolicy, 'name'>> = {
  AdministratorAccess: { document: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] } },
  ReadOnlyAccess: { document: NOTHING, readsAtMost: '*' },
  AWSCloudFormationReadOnlyAccess: { document: NOTHING, readsAtMost: 'cloudformation' },
};

/** @param where for errors */
export function awsManagedPolicy(arn: string, where: string): NamedPolicy {
  const name = arn.replace(/^arn:[^:]+:iam::aws:policy\//, '');
  const known = AWS_MANAGED[name];
  if (!known) {
    throw new Error(`${where}: got the managed policy ${arn}, expected one of ${Object.keys(AWS_MANAGED).join(', ')}, whose text the access model knows; `
      + 'write the permissions into the role, or add the policy\'s text to AWS_MANAGED');
  }
  return { name, ...known };
}
