import { Stack } from 'aws-cdk-lib';
import * as events from 'aws-cdk-lib/aws-events';
import * as ses from 'aws-cdk-lib/aws-ses';
import { Construct } from 'constructs';
import type { EmailAccount } from './email-account';
import { addIdentity, configurationSetArn, identityArn } from './identity';
import { alertsTopicArn, eventsRoleArn } from './mail-guard';
import { addMailRecords } from './mail-records';
import { addAlarms, alarmNames } from './reputation';
import { senderStatements } from './sender-statements';
import { AccountRole } from '../accounts/account-role';
import { partOf } from '../accounts/slots';
import { MAIL_CONFIGURATION_SET, MAIL_ROLE_ARN } from '../environments/contract';
import { publish } from '../environments/contract-publisher';
import type { EnvironmentAccount } from '../environments/environment-account';
import type { EnvironmentFeatures } from '../environments/environment-options';
import type { PlannedSender } from '../plan/platform-json';
import { MAIL_FROM_TAG, mailNames } from '../private/names';
import { Platform } from '../private/platform';

/** SES puts up to 44 characters before the domain, for the keys of DKIM, and a name has at most 253. */
const LONGEST_DOMAIN = 253 - 44;

/** What is told to the environment that sent. Who opened or clicked what is asked of nobody. */
const EVENT_TYPES = ['send', 'reject', 'bounce', 'complaint', 'delivery', 'deliveryDelay', 'renderingFailure'];

/**
 * What the email account keeps for one environment: an identity, a configuration set and a tenant of its own, so that what one environment sends is told to it, counted for it
 * and stopped for it alone; and the role that it sends by.
 */
export class MailSender {
  /** The environment's own name, and its root domain if it may send as that. */
  public readonly domainNames: string[];
  /** Of its configuration set and its tenant. */
  public readonly name: string;
  public readonly door: AccountRole;

  public constructor(private readonly environment: EnvironmentAccount, private readonly platform: Platform, asRootDomain: boolean) {
    const { email, configuration: { prefix } } = platform;
    const { _rootDomain: root, zoneName } = environment;
    this.domainNames = [zoneName, ...asRootDomain ? [root.domainName] : []];
    this.name = mailNames(prefix).sender(environment.accountName);
    if (asRootDomain) email._rootIdentities!.add(root);
    this.door = new AccountRole({ owner: email, guest: environment, purpose: 'mail', statements: [], guestRoles: ['*'], sessionTags: [MAIL_FROM_TAG] })
      ._allow(() => senderStatements(platform.configuration.regions, email, this));
    if (this.door.isOpen) email._build({ region: platform.homeRegion, part: partOf(environment) }, stack => this.buildIn(stack, email));
  }

  /** What stands in the environment's account, in each region. */
  public furnish(stack: Stack): void {
    if (!this.door.isOpen) return;
    publish(stack, this.platform, MAIL_ROLE_ARN, this.door._roleArn);
    publish(stack, this.platform, MAIL_CONFIGURATION_SET, this.name);
    if (stack.region === this.platform.homeRegion) this.furnishHome(stack);
  }

  public get planned(): PlannedSender {
    const { accountName, zoneName } = this.environment;
    return { environment: accountName, domainName: zoneName, rootDomain: this.domainNames[1], configurationSet: this.name };
  }

  private furnishHome(stack: Stack): void {
    const { email, configuration: { prefix, regions } } = this.platform;
    addMailRecords(stack, 'Mail', this.platform, {
      domainName: this.environment.zoneName, hostedZoneId: this.environment.hostedZone.hostedZoneId, roleArn: this.door._roleArn,
    });
    const bus = mailNames(prefix).eventBus;
    new events.CfnEventBus(stack, 'MailEvents', {
      name: bus,
      description: 'What became of the mail of this environment',
      policy: {
        Version: '2012-10-17',
        Statement: [{
          Sid: 'Mail',
          Effect: 'Allow',
          Action: 'events:PutEvents',
          Resource: `arn:${regions.partition}:events:${stack.region}:${stack.account}:event-bus/${bus}`,
          Principal: { AWS: `arn:${regions.partition}:iam::${email.accountId}:root` },
          Condition: { ArnEquals: { 'aws:PrincipalArn': eventsRoleArn(prefix, regions.partition, email.accountId!) } },
        }],
      },
    });
  }

  private buildIn(stack: Stack, email: EmailAccount): void {
    const { configuration: { prefix, regions } } = this.platform;
    const { accountName, accountId, zoneName } = this.environment;
    const names = mailNames(prefix);
    const scope = new Construct(stack, `Mail-${accountName}`);
    const set = new ses.CfnConfigurationSet(scope, 'Set', {
      name: this.name,
      reputationOptions: { reputationMetricsEnabled: true },
      suppressionOptions: { suppressedReasons: ['BOUNCE', 'COMPLAINT'] },
    });
    // by the domain: under another name of the environment it is the same identity
    const identity = addIdentity(stack, zoneName, set.ref);
    const tenant = new ses.CfnTenant(scope, 'Tenant', {
      tenantName: this.name,
      resourceAssociations: [configurationSetArn(regions, email, this.name), ...this.domainNames.map(domain => identityArn(regions, email, domain))]
        .map(resourceArn => ({ resourceArn })),
    });
    tenant.addResourceDependency(set);
    tenant.addResourceDependency(identity);
    new ses.CfnConfigurationSetEventDestination(scope, 'Events', {
      configurationSetName: set.ref,
      eventDestination: {
        name: 'environment',
        enabled: true,
        matchingEventTypes: EVENT_TYPES,
        eventBridgeDestination: { eventBusArn: `arn:${regions.partition}:events:${stack.region}:${stack.account}:event-bus/default` },
      },
    });
    const nameOf = (what: string) => names.alarm(accountName, what);
    new events.CfnRule(scope, 'Rule', {
      name: nameOf('events'),
      description: `What became of the mail of ${accountName}`,
      eventPattern: {
        $or: [
          { source: ['aws.ses'], detail: { mail: { tags: { 'ses:configuration-set': [this.name] } } } },
          { source: ['aws.cloudwatch'], detail: { alarmName: alarmNames(nameOf) } },
        ],
      },
      targets: [{
        id: 'Environment',
        arn: `arn:${regions.partition}:events:${stack.region}:${accountId}:event-bus/${names.eventBus}`,
        roleArn: eventsRoleArn(prefix, regions.partition, stack.account),
      }],
    });
    addAlarms(scope, accountName, { nameOf, configurationSet: this.name, topicArn: alertsTopicArn(stack, prefix, regions.partition) });
  }
}

/** The sender of an environment, if it sends mail, and if there is SES to send by. */
export function mailSenderOf(environment: EnvironmentAccount, platform: Platform, props: EnvironmentFeatures): MailSender | undefined {
  const { problems, email } = platform;
  const { path } = environment.node;
  const { sendsMail = true, sendsAsRootDomain = false, environmentType } = props;
  if (sendsAsRootDomain && !sendsMail) problems.add(path, 'sendsAsRootDomain', true, 'an environment that sends mail', 'sendsMail: true, or not this');
  const { mailAsRootDomain, typeName } = environmentType;
  if (sendsAsRootDomain && !mailAsRootDomain) {
    problems.add(path, 'sendsAsRootDomain', true, `production: what ${typeName} sends by mistake must not come from ${environment._rootDomain.domainName}`,
      `mail from ${environment.zoneName}, which it may send from anyway, or mailAsRootDomain: true at a type of your own`);
  }
  if (!sendsMail || !email._isOffered) return undefined;
  if (environment.zoneName.length > LONGEST_DOMAIN) {
    problems.add(path, 'zone name', environment.zoneName, `at most ${LONGEST_DOMAIN} characters where mail is sent from: SES puts names for its keys before it`,
      'a shorter subdomain, or sendsMail: false');
  }
  return new MailSender(environment, platform, sendsAsRootDomain && mailAsRootDomain);
}
