import { SESv2Client } from '@aws-sdk/client-sesv2';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { MAIL_IDENTITY_TYPE } from './constants';
import { MailIdentityKind } from './mail-identity';
import { customResources } from '../runtime/custom-resource';
import { retry } from '../runtime/retry';

/** A role that was made a moment ago is not known everywhere yet. */
const NEW_ROLE = { on: ['AccessDenied', 'AccessDeniedException'], for: 2 * 60_000 };

const sts = new STSClient({ maxAttempts: 10 });

async function sesOf(roleArn: string, region: string): Promise<SESv2Client> {
  const { Credentials } = await retry(NEW_ROLE, () => sts.send(new AssumeRoleCommand({ RoleArn: roleArn, RoleSessionName: 'mail-identity' })));
  return new SESv2Client({
    region,
    maxAttempts: 10,
    credentials: { accessKeyId: Credentials!.AccessKeyId!, secretAccessKey: Credentials!.SecretAccessKey!, sessionToken: Credentials!.SessionToken },
  });
}

export const handler = customResources({ [MAIL_IDENTITY_TYPE]: new MailIdentityKind(sesOf) });
