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

/**
 * Exactly one audience and one subject: without the second, everybody with an account at the provider would come in.
 *
 * @param issuer without `https://`
 * @param subject a pattern if `?` or `*` is in it, which only the platform writes
 */
export function webIdentityTrust(issuer: string, audience: string, subject: string): object {
  return {
    Version: '2012-10-17',
    Statement: [{
      Effect: 'Allow',
      Action: 'sts:AssumeRoleWithWebIdentity',
      Principal: { Federated: sub(`arn:\${AWS::Partition}:iam::\${AWS::AccountId}:oidc-provider/${issuer}`) },
      Condition: /[?*]/.test(subject)
        ? { StringEquals: { [`${issuer}:aud`]: audience }, StringLike: { [`${issuer}:sub`]: sub(subject) } }
        : { StringEquals: { [`${issuer}:aud`]: audience, [`${issuer}:sub`]: sub(subject) } },
    }],
  };
}

/** What may have pseudo parameters in it. */
export function sub(text: string): unknown {
  return text.includes('${') ? { 'Fn::Sub': text } : text;
}

/** Trust in a service of AWS, for what the condition says; without one for whatever it does, where it brings no condition key. */
export function trustService(service: string, condition?: object): object {
  return {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: service }, ...condition && { Condition: condition } }],
  };
}

/** Trust in a service of AWS for what it does for one account. @param account its id, or what stands for it in a template of a StackSet */
export function trustServiceFor(service: string, account: unknown): object {
  return trustService(service, { StringEquals: { 'aws:SourceAccount': account } });
}
