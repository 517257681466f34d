import { configurationSetArn, identityArn } from './identity';
import type { PlatformAccount } from '../accounts/platform-account';
import type { GovernedRegions } from '../accounts/regions';
import { MAIL_FROM_TAG } from '../private/names';
import { allow, Statement } from '../private/policy';

/** What a sender role is about. */
export interface SenderNames {
  /** Domains that it may send as. */
  readonly domainNames: readonly string[];
  /** Of the configuration set and the tenant. */
  readonly name: string;
}

const FROM = `aws:PrincipalTag/${MAIL_FROM_TAG}`;

/**
 * What an environment may do in the email account: send from its own names, through its own configuration set, in its own tenant. Whoever comes in with a tag sends from the address
 * in it and from no other. It also reads what SES says of its name, which its zone has to answer.
 */
export function senderStatements(regions: GovernedRegions, email: PlatformAccount, { domainNames, name }: SenderNames): Statement[] {
  const identities = domainNames.map(domain => identityArn(regions, email, domain));
  const resources = [...identities, configurationSetArn(regions, email, name)];
  const own = domainNames.map(domain => `*@${domain}`);
  const bounces = { StringLikeIfExists: { 'ses:FeedbackAddress': own } };
  const anyOwn = { StringLike: { 'ses:FromAddress': own }, Null: { [FROM]: 'true' } };
  // the tag alone is the caller's word: it says which of the environment's own addresses
  const tagged = { StringLike: { 'ses:FromAddress': own }, StringEquals: { 'ses:FromAddress': `\${${FROM}}` } };
  return [anyOwn, tagged].flatMap(from => [
    allow(['ses:SendEmail'], resources, { ...from, ...bounces, StringEquals: { ...'StringEquals' in from ? from.StringEquals : {}, 'ses:TenantName': name } }),
    // a message in MIME: SES tells no tenant of it
    allow(['ses:SendRawEmail'], resources, { ...from, ...bounces }),
  ]).concat(allow(['ses:GetEmailIdentity'], [identities[0]]));
}
