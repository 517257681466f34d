import * as events from 'aws-cdk-lib/aws-events';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { GrantSendOptions, IEnvironmentEmail } from './environment-email';
import { grantMail, localPartFault, mailVariables, partsOf } from './mail-grant';
import type { MailSender } from './mail-sender';
import type { EnvironmentAccount } from '../environments/environment-account';
import { asciiName } from '../private/domain-names';
import { mailNames } from '../private/names';
import { Platform } from '../private/platform';

/** How the platform's own code in an environment sends mail. */
export class EnvironmentMail implements IEnvironmentEmail {
  private bus?: events.IEventBus;

  /** @param sender absent where an environment sends none */
  public constructor(private readonly environment: EnvironmentAccount, private readonly sender?: MailSender) {}

  public get domainName(): string {
    return this.environment.zoneName;
  }

  public get region(): string {
    return this.platform.homeRegion;
  }

  public get configurationSetName(): string {
    return mailNames(this.platform.configuration.prefix).sender(this.environment.accountName);
  }

  public get eventBus(): events.IEventBus {
    const { configuration: { prefix }, homeRegion } = this.platform;
    return this.bus ??= events.EventBus.fromEventBusName(this.environment._stack({ region: homeRegion }), 'MailEventBus', mailNames(prefix).eventBus);
  }

  public grantSend(grantee: iam.IGrantable, options: GrantSendOptions = {}): iam.Grant {
    const addresses = options.fromAddresses?.map(address => this.checked('grantSend', address));
    if (options.fromAddresses && !options.fromAddresses.length) {
      this.platform.problems.add(this.environment.node.path, 'grantSend: fromAddresses', [], 'at least one address, or none of this option for all', `['orders@${this.domainName}']`);
    }
    if (!this.isSender('grantSend')) return iam.Grant.drop(grantee, `${this.environment.accountName} sends no mail`);
    if (!this.sender!.door.isOpen) return iam.Grant.drop(grantee, 'an account is pending');
    return grantMail(grantee, this.sender!.door._roleArn, addresses);
  }

  public settings(fromAddress?: string): { [variable: string]: string } {
    const address = fromAddress === undefined ? undefined : this.checked('settings', fromAddress);
    if (!this.isSender('email.settings') || !this.sender!.door.isOpen) return {};
    return mailVariables({ roleArn: this.sender!.door._roleArn, region: this.region, configurationSetName: this.configurationSetName }, address);
  }

  private get platform(): Platform {
    return Platform.of(this.environment);
  }

  private isSender(what: string): boolean {
    if (this.sender) return true;
    const { environment, platform: { email, problems, homeRegion } } = this;
    if (!email._isOffered) problems.add(environment.node.path, what, homeRegion, 'a home region with SES', 'another way to send: the platform has none here');
    else problems.add(environment.node.path, what, environment.accountName, 'an environment that sends mail, and sandboxes do not', 'sendsMail: true where the environment is added');
    return false;
  }

  /** The address in full. */
  private checked(what: string, said: string): string {
    const { environment, platform: { problems } } = this;
    const { localPart, domain = this.domainName } = partsOf(said);
    const name = asciiName(domain).toLowerCase();
    const fault = localPartFault(localPart);
    const example = fault ? 'orders' : localPart;
    const own = this.sender?.domainNames ?? [this.domainName];
    if (fault) problems.add(environment.node.path, `${what}: address`, said, fault, `"${example}@${this.domainName}"`);
    if (!own.includes(name)) {
      const root = environment._rootDomain.domainName;
      problems.add(environment.node.path, `${what}: address`, said, `an address of ${own.join(' or ')}`, name === root
        ? `"${example}@${this.domainName}", or sendsAsRootDomain: true where ${environment.accountName} is added` : `"${example}@${this.domainName}"`);
    }
    return `${localPart}@${name}`;
  }
}
