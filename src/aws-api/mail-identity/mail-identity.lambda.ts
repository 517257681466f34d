import { SESv2Client } from '@aws-sdk/client-sesv2';
import { MAIL_IDENTITY_TYPE } from './constants';
import { MailIdentityKind } from './mail-identity';
import { customResources } from '../runtime/custom-resource';
import { enterDoor } from '../runtime/door';

async function sesOf(roleArn: string, region: string): Promise<SESv2Client> {
  return new SESv2Client({ region, maxAttempts: 10, credentials: await enterDoor(roleArn, 'mail-identity') });
}

export const handler = customResources({ [MAIL_IDENTITY_TYPE]: new MailIdentityKind(sesOf) });
