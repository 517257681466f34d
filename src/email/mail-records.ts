import { CfnResource, Stack } from 'aws-cdk-lib';
import * as route53 from 'aws-cdk-lib/aws-route53';
import { Construct } from 'constructs';
import { HandlerFunction } from '../aws-api/handler-function';
import { MAIL_IDENTITY_HANDLER, MAIL_IDENTITY_TYPE, MailIdentityProperties } from '../aws-api/mail-identity/constants';
import { MAIL_FROM_LABEL } from '../private/names';
import { Platform } from '../private/platform';
import { allow } from '../private/policy';

const TTL = '1800';

/** A domain that mail is sent from, and its zone in the stack's own account. */
export interface MailDomain {
  readonly domainName: string;
  readonly hostedZoneId: string;
  /** Role in the email account that may read the domain's identity. */
  readonly roleArn: string;
}

/**
 * What SES wants to find in DNS: the keys of DKIM, and where bounces come back to. SES makes up the names of the keys when it makes the identity, in the email account: the
 * stack that has the zone reads them there, and writes them itself. So nobody outside writes into a zone.
 */
export function addMailRecords(stack: Stack, id: string, platform: Platform, { domainName, hostedZoneId, roleArn }: MailDomain): void {
  const { prefix, regions } = platform.configuration;
  const scope = new Construct(stack, id);
  const handler = HandlerFunction.in(stack, { handler: MAIL_IDENTITY_HANDLER, prefix, description: 'Reads what SES wants to find in this account\'s zones' });
  handler.allow(allow(['sts:AssumeRole'], [roleArn]));
  const identity = handler.resource(scope, 'Identity', MAIL_IDENTITY_TYPE, {
    DomainName: domainName, Region: regions.home, RoleArn: roleArn,
  } satisfies MailIdentityProperties);
  const record = (name: string, type: string, values: string[], key = type) => new route53.CfnRecordSet(scope, key, {
    hostedZoneId, name: `${name}.${domainName}.`, type, ttl: TTL, resourceRecords: values,
  });
  for (const number of [1, 2, 3]) record(`${text(identity, `Token${number}`)}._domainkey`, 'CNAME', [`${text(identity, `Target${number}`)}.`], `Dkim${number}`);
  record(MAIL_FROM_LABEL, 'MX', [`10 feedback-smtp.${regions.home}.amazonses.com.`]);
  record(MAIL_FROM_LABEL, 'TXT', ['"v=spf1 include:amazonses.com -all"']);
}

function text(resource: CfnResource, attribute: string): string {
  return resource.getAtt(attribute).toString();
}
