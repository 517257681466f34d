import { GetEmailIdentityCommand, SESv2Client } from '@aws-sdk/client-sesv2';
import { MailIdentityProperties } from './constants';
import type { ResourceKind, ResourceRequest } from '../runtime/custom-resource';
import { Properties } from '../runtime/properties';
import { retry } from '../runtime/retry';

/** Easy DKIM has three keys, of which SES turns. */
const TOKENS = 3;

/** Where SES keeps the keys, if it does not say so: newer regions have zones of their own. */
const KEYS_ZONE = 'dkim.amazonses.com';

/** An identity that was made a moment ago is not known everywhere yet. */
const NEW_IDENTITY = { on: ['NotFoundException'], for: 2 * 60_000 };

/**
 * What an identity of SES in the email account wants to find in DNS: read there by whoever has the zone, and written by its own stack. It makes nothing, so that
 * nothing is left behind.
 */
export class MailIdentityKind implements ResourceKind<MailIdentityProperties> {
  /** @param sesOf a client for the email account, by the role there */
  public constructor(private readonly sesOf: (roleArn: string, region: string) => Promise<SESv2Client>) {}

  public parse(raw: Record<string, unknown>): MailIdentityProperties {
    const properties = new Properties(raw);
    return { DomainName: properties.string('DomainName'), Region: properties.string('Region'), RoleArn: properties.string('RoleArn') };
  }

  public async ensure({ properties: { DomainName, Region, RoleArn } }: ResourceRequest<MailIdentityProperties>) {
    const ses = await this.sesOf(RoleArn, Region);
    const { DkimAttributes } = await retry(NEW_IDENTITY, () => ses.send(new GetEmailIdentityCommand({ EmailIdentity: DomainName })));
    const tokens = [...DkimAttributes?.Tokens ?? []].sort();
    if (tokens.length !== TOKENS || DkimAttributes?.SigningAttributesOrigin === 'EXTERNAL') {
      throw new Error(`identity ${DomainName} of SES: got ${tokens.length} tokens from ${DkimAttributes?.SigningAttributesOrigin ?? 'nobody'}, expected ${TOKENS} of Easy DKIM; `
        + 'deploy the email account again, which makes it so');
    }
    const zone = DkimAttributes?.SigningHostedZone ?? KEYS_ZONE;
    return {
      physicalId: [DomainName, Region, RoleArn.split(':')[4]].join('|'),
      attributes: Object.fromEntries(tokens.flatMap((token, index) => [[`Token${index + 1}`, token], [`Target${index + 1}`, `${token}.${zone}`]])),
    };
  }

  public async remove(): Promise<void> {}
}
