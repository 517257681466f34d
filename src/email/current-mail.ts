import * as events from 'aws-cdk-lib/aws-events';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { GrantSendOptions, IEnvironmentEmail } from './environment-email';
import { grantMail, localPartFault, mailVariables, partsOf } from './mail-grant';
import { ContractParameter, HOME_REGION, HOSTED_ZONE_NAME, MAIL_CONFIGURATION_SET, MAIL_ROLE_ARN } from '../environments/contract';
import type { ContractReader } from '../environments/contract-reader';
import { asciiName } from '../private/domain-names';
import { mailNames } from '../private/names';
import { Problems } from '../private/problems';

/** How an application sends mail, read from the contract when it is deployed. Whether an address is one of the environment's, the sender role says at run time. */
export class CurrentMail extends Construct implements IEnvironmentEmail {
  private readonly problems = new Problems();
  private bus?: events.IEventBus;

  public constructor(scope: Construct, id: string, private readonly prefix: string, private readonly contract: ContractReader) {
    super(scope, id);
    this.node.addValidation({ validate: () => this.problems.validate() });
  }

  public get domainName(): string {
    return this.read(HOSTED_ZONE_NAME);
  }

  public get region(): string {
    return this.read(HOME_REGION);
  }

  public get configurationSetName(): string {
    return this.read(MAIL_CONFIGURATION_SET);
  }

  public get eventBus(): events.IEventBus {
    return this.bus ??= events.EventBus.fromEventBusName(this, 'EventBus', mailNames(this.prefix).eventBus);
  }

  public grantSend(grantee: iam.IGrantable, options: GrantSendOptions = {}): iam.Grant {
    if (options.fromAddresses && !options.fromAddresses.length) {
      this.problems.add(this.node.path, 'grantSend: fromAddresses', [], 'at least one address, or none of this option for all', '[\'orders\']');
    }
    return grantMail(grantee, this.read(MAIL_ROLE_ARN), options.fromAddresses?.map(address => this.inFull('grantSend', address)));
  }

  public settings(fromAddress?: string): { [variable: string]: string } {
    const address = fromAddress === undefined ? undefined : this.inFull('settings', fromAddress);
    return mailVariables({ roleArn: this.read(MAIL_ROLE_ARN), region: this.region, configurationSetName: this.configurationSetName }, address);
  }

  private inFull(what: string, said: string): string {
    const { localPart, domain } = partsOf(said);
    const fault = localPartFault(localPart);
    if (fault) this.problems.add(this.node.path, `${what}: address`, said, fault, '"orders"');
    return `${localPart}@${domain === undefined ? this.domainName : asciiName(domain).toLowerCase()}`;
  }

  private read(parameter: ContractParameter): string {
    return this.contract.read(parameter, this);
  }
}
