import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { retry } from './retry';

/** A role that was made a moment ago is not known everywhere yet. */
const NEW_ROLE = { on: ['AccessDenied', 'AccessDeniedException'], for: 2 * 60_000 };

const sts = new STSClient({ maxAttempts: 10 });

export interface DoorCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** Credentials of a role in another account. */
export async function enterDoor(RoleArn: string, RoleSessionName: string): Promise<DoorCredentials> {
  const { Credentials } = await retry(NEW_ROLE, () => sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName })));
  return { accessKeyId: Credentials!.AccessKeyId!, secretAccessKey: Credentials!.SecretAccessKey!, sessionToken: Credentials!.SessionToken };
}
