import type * as events from 'aws-cdk-lib/aws-events';
import type * as iam from 'aws-cdk-lib/aws-iam';

/** Options of `grantSend`. */
export interface GrantSendOptions {
  /**
   * Addresses to send from, each of the environment's own names: in full, or what stands before the `@` (`orders`). Whoever has been told which may send from no other, and
   * says with each session which of them it is: `settings('orders')`.
   *
   * @default - any address of the environment's own names
   */
  readonly fromAddresses?: string[];
}

/** How an environment sends mail: through the email account, from its own names. */
export interface IEnvironmentEmail {
  /** The domain that the environment sends from; for an application it is known only at deploy. */
  readonly domainName: string;
  /** Region of SES, the home region; for an application it is known only at deploy. */
  readonly region: string;
  /** The configuration set that has to be named with each mail; for an application it is known only at deploy. */
  readonly configurationSetName: string;
  /**
   * The bus, in the environment's home region, that hears what became of its mail: bounces, complaints, deliveries, in the words of SES, and alarms about its reputation.
   */
  readonly eventBus: events.IEventBus;
  /**
   * Lets somebody in the environment's account send mail.
   *
   * @param grantee a role of the environment's account, or what has one
   */
  grantSend(grantee: iam.IGrantable, options?: GrantSendOptions): iam.Grant;
  /**
   * Environment variables for whoever sends, which `mailSettings` of `@astradot/cloud-platform/lib/mail` reads at run time.
   *
   * @param fromAddress an address of `grantSend`; without it the sender says its own with each mail
   */
  settings(fromAddress?: string): { [variable: string]: string };
}
