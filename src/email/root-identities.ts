import { Stack } from 'aws-cdk-lib';
import * as ses from 'aws-cdk-lib/aws-ses';
import type { EmailAccount } from './email-account';
import { addIdentity, identityArn } from './identity';
import { addMailRecords } from './mail-records';
import { AccountRole } from '../accounts/account-role';
import { partOf } from '../accounts/slots';
import type { RootDomain } from '../dns/root-domain';
import { mailNames } from '../private/names';
import { parameterValue } from '../private/parameter-value';
import { Platform } from '../private/platform';
import { allow } from '../private/policy';

/** Part of the stacks of dns: it waits for email, and nothing else of dns does. */
const PART = 'mail';

/**
 * The identities of root domains. Their own configuration set sends nothing: who sends as a root domain has to name that of its environment, since SES takes an
 * identity's own where none is named, and no condition can ask for one.
 */
export class RootIdentities {
  private readonly domains = new Set<string>();
  private readonly door: AccountRole;

  public constructor(private readonly account: EmailAccount, private readonly platform: Platform) {
    const { dns, homeRegion } = platform;
    this.door = AccountRole._forHandlers(account, dns, 'mail');
    for (const earlier of [{ account, part: partOf(dns) }, { account }, { account: dns }]) {
      dns._stacks.deployStackAfter({ region: homeRegion, part: PART }, { region: homeRegion, ...earlier });
    }
  }

  public add(domain: RootDomain): void {
    const { platform, platform: { configuration: { regions }, dns, homeRegion: region } } = this;
    const { domainName } = domain;
    if (this.domains.has(domainName)) return;
    this.domains.add(domainName);
    this.account._build({ region }, stack => addIdentity(stack, domainName, unnamedIn(stack, platform).ref));
    if (!this.door.isOpen) return;
    this.door._allow(() => [allow(['ses:GetEmailIdentity'], [identityArn(regions, this.account, domainName)])]);
    dns._build({ region, part: PART }, stack => addMailRecords(stack, domainName, platform, {
      domainName, hostedZoneId: parameterValue(stack, domain._zoneIdParameter), roleArn: this.door._roleArn,
    }));
  }

  public get planned(): string[] {
    return [...this.domains];
  }
}

function unnamedIn(stack: Stack, platform: Platform): ses.CfnConfigurationSet {
  const id = 'Unnamed';
  return stack.node.tryFindChild(id) as ses.CfnConfigurationSet | undefined
    ?? new ses.CfnConfigurationSet(stack, id, { name: mailNames(platform.configuration.prefix).unnamed, sendingOptions: { sendingEnabled: false } });
}
