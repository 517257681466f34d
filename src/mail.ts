/**
 * For whoever sends mail, at run time: how to come to SES in the email account. Of no other package, so that it can go into any bundle.
 *
 * ```
 * const { client, message } = mailSettings();
 * const ses = new SESv2Client({ region: client.region, credentials: fromTemporaryCredentials({ params: client.assumeRole, clientConfig: { region: client.region } }) });
 * await ses.send(new SendEmailCommand({ ...message, Destination, Content }));
 * ```
 */

import { explained } from './private/documentation';
import { MAIL_FROM_TAG } from './private/names';

/** Environment variables by which an environment tells whoever sends, as `settings` of its `email` gives them. */
export const MAIL_VARIABLES = {
  role: 'CLOUD_PLATFORM_MAIL_ROLE',
  region: 'CLOUD_PLATFORM_MAIL_REGION',
  configurationSet: 'CLOUD_PLATFORM_MAIL_CONFIGURATION_SET',
  from: 'CLOUD_PLATFORM_MAIL_FROM',
} as const;

/** What the AWS SDK needs, in its own words. */
export interface MailSettings {
  readonly client: {
    readonly region: string;
    /** Parameters of `AssumeRole`. */
    readonly assumeRole: {
      readonly RoleArn: string;
      readonly RoleSessionName: string;
      readonly Tags?: { readonly Key: string; readonly Value: string }[];
    };
  };
  /** Parameters of `SendEmail`, beside destination and content. */
  readonly message: {
    readonly ConfigurationSetName: string;
    readonly TenantName: string;
    /** Absent where the sender says it with each mail. */
    readonly FromEmailAddress?: string;
  };
}

/** Reads the environment variables. */
export function mailSettings(variables: Record<string, string | undefined> = process.env): MailSettings {
  const read = (name: string) => {
    const value = variables[name];
    if (value) return value;
    throw new Error(explained('sending-mail', `environment variable ${name}: got nothing, expected what environment.email.settings() gives`));
  };
  const from = variables[MAIL_VARIABLES.from];
  const name = read(MAIL_VARIABLES.configurationSet);
  return {
    client: {
      region: read(MAIL_VARIABLES.region),
      assumeRole: { RoleArn: read(MAIL_VARIABLES.role), RoleSessionName: 'mail', ...from && { Tags: [{ Key: MAIL_FROM_TAG, Value: from }] } },
    },
    message: { ConfigurationSetName: name, TenantName: name, ...from && { FromEmailAddress: from } },
  };
}
