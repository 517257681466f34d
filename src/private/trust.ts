/**
 * Trust in roles of an account that need not exist yet: IAM refuses the ARN of a role that does not, and breaks when one is made anew.
 *
 * @param sessionTags keys of tags that they may come in with
 */
export function trust(partition: string, account: string, roles: string[], sessionTags: readonly string[] = []): object {
  const patterns = roles.map(role => `arn:${partition}:iam::${account}:role/${role}`);
  const statement = {
    Effect: 'Allow',
    Action: 'sts:AssumeRole',
    Principal: { AWS: `arn:${partition}:iam::${account}:root` },
    Condition: { ArnLike: { 'aws:PrincipalArn': patterns.length === 1 ? patterns[0] : patterns } },
  };
  return {
    Version: '2012-10-17',
    Statement: [statement, ...sessionTags.length ? [{
      ...statement, Action: 'sts:TagSession', Condition: { ...statement.Condition, 'ForAllValues:StringEquals': { 'aws:TagKeys': sessionTags } },
    }] : []],
  };
}
