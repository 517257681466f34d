import { Route53Client } from '@aws-sdk/client-route-53';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { DELEGATION_TYPE } from './constants';
import { DelegationKind } from './delegation';
import { customResources } from '../runtime/custom-resource';
import { retry } from '../runtime/retry';

/** A role that was made a moment ago is not known everywhere yet. */
const NEW_ROLE = { on: ['AccessDenied', 'AccessDeniedException'], for: 2 * 60_000 };

const sts = new STSClient({ maxAttempts: 10 });

async function parentOf(roleArn: string): Promise<Route53Client> {
  const { Credentials } = await retry(NEW_ROLE, () => sts.send(new AssumeRoleCommand({ RoleArn: roleArn, RoleSessionName: 'subdomain-delegation' })));
  return new Route53Client({
    maxAttempts: 10,
    credentials: { accessKeyId: Credentials!.AccessKeyId!, secretAccessKey: Credentials!.SecretAccessKey!, sessionToken: Credentials!.SessionToken },
  });
}

export const handler = customResources({ [DELEGATION_TYPE]: new DelegationKind(new Route53Client({ maxAttempts: 10 }), parentOf) });
