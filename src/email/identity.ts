import { Stack } from 'aws-cdk-lib';
import * as ses from 'aws-cdk-lib/aws-ses';
import { Construct } from 'constructs';
import type { PlatformAccount } from '../accounts/platform-account';
import type { GovernedRegions } from '../accounts/regions';
import { MAIL_FROM_LABEL } from '../private/names';

/** A domain that mail is sent from. What becomes of mail is told by events, and not by mail to the sender. */
export function addIdentity(stack: Stack, domainName: string, configurationSet: string): ses.CfnEmailIdentity {
  // below a construct of its own: a logical id knows neither dots nor hyphens, and eu.shop is not eu-shop; two of one name are told by who checks names
  const id = `Identity-${domainName}`;
  return new ses.CfnEmailIdentity(new Construct(stack, stack.node.tryFindChild(id) ? `${id}-again` : id), 'Resource', {
    emailIdentity: domainName,
    configurationSetAttributes: { configurationSetName: configurationSet },
    dkimAttributes: { signingEnabled: true },
    dkimSigningAttributes: { nextSigningKeyLength: 'RSA_2048_BIT' },
    feedbackAttributes: { emailForwardingEnabled: false },
    mailFromAttributes: { mailFromDomain: `${MAIL_FROM_LABEL}.${domainName}`, behaviorOnMxFailure: 'USE_DEFAULT_VALUE' },
  });
}

export function identityArn(regions: GovernedRegions, account: PlatformAccount, domainName: string): string {
  return arn(regions, account, `identity/${domainName}`);
}

export function configurationSetArn(regions: GovernedRegions, account: PlatformAccount, name: string): string {
  return arn(regions, account, `configuration-set/${name}`);
}

function arn({ partition, home }: GovernedRegions, { accountId }: PlatformAccount, resource: string): string {
  return `arn:${partition}:ses:${home}:${accountId}:${resource}`;
}
