import { Stack } from 'aws-cdk-lib';
import type { CfnTopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { addSchedule } from './keeper-schedule';
import { AccountRole } from '../../accounts/account-role';
import { QUARANTINE_UNIT, SANDBOX_UNIT } from '../../accounts/organizational-units';
import type { PlatformAccount } from '../../accounts/platform-account';
import { partOf } from '../../accounts/slots';
import { HandlerFunction } from '../../aws-api/handler-function';
import { EXPIRES_TAG, keeperTopic, ownerTopic, SANDBOXES_HANDLER, SandboxSettings, SETTINGS } from '../../aws-api/sandboxes/constants';
import type { RootDomain } from '../../dns/root-domain';
import { addMailTopic, MailTopicProps } from '../../private/mail-topic';
import { parameterValue } from '../../private/parameter-value';
import type { Platform } from '../../private/platform';
import { allow, Statement } from '../../private/policy';

const PART = 'sandboxes';

/** A sandbox, as whoever ends it has to know it. */
export interface KeptSandbox extends PlatformAccount {
  readonly owner: string;
  readonly zoneName: string;
  readonly _rootDomain: RootDomain;
}

/** All names below this one are of sandboxes. */
export interface SandboxNames {
  readonly domain: RootDomain;
  readonly below: string;
}

/**
 * What ends sandboxes: a function of the management account, each hour. It knows them by tags of their accounts, so that one that the code has lost ends as well.
 */
export class SandboxKeeper {
  private readonly door: AccountRole;
  private readonly names = new Map<RootDomain, string[]>();

  public constructor(private readonly management: PlatformAccount, private readonly platform: Platform, names: SandboxNames) {
    const { homeRegion: region, dns } = platform;
    this.door = AccountRole._forHandlers(dns, management, PART);
    this.door._allow(() => [allow(['route53:ListHostedZonesByName'], ['*'])], 'route53:ListHostedZonesByName, which finds a zone by its name, has no resource to name');
    this.allowName(names.domain, `*.${names.below}`);
    management._stacks.deployStackAfter({ region, part: PART }, { account: management, region, part: 'organization' });
    management._build({ region, part: PART }, stack => this.furnish(stack));
  }

  /** Its owner hears of it, and its name may be taken out of the root domain. */
  public add(sandbox: KeptSandbox): void {
    const { prefix } = this.platform.configuration;
    this.allowName(sandbox._rootDomain, sandbox.zoneName);
    this.management._build({ region: this.platform.homeRegion, part: partOf(sandbox) }, stack => addMail(stack, `Mail-${sandbox.accountName}`, {
      topicName: ownerTopic(prefix, sandbox.accountName), displayName: sandbox.accountName, emails: [sandbox.owner], publishers: [],
    }));
  }

  private allowName(domain: RootDomain, name: string): void {
    const known = this.names.get(domain);
    if (known?.some(one => one === name || one.startsWith('*.') && name.endsWith(one.slice(1)))) return;
    if (known) {
      known.push(name);
      return;
    }
    const names = [name];
    this.names.set(domain, names);
    const { partition } = this.platform.configuration.regions;
    this.door._allow(stack => recordsOf(`arn:${partition}:route53:::hostedzone/${parameterValue(stack, domain._zoneIdParameter)}`, names), '');
  }

  private furnish(stack: Stack): void {
    const { homeRegion, configuration: { prefix, regions: { partition }, organizationalUnits, sandboxes } } = this.platform;
    const accountId = this.management.accountId!;
    const { alertEmails, isOffered } = this.platform.management._billing;
    const topic = addMail(stack, 'Mail', { topicName: keeperTopic(prefix), displayName: 'Sandboxes', emails: alertEmails, publishers: [{ service: 'cloudwatch.amazonaws.com' }] });
    const topics = `arn:${partition}:sns:${homeRegion}:${accountId}`;
    const { roleArn: doorArn } = this.door._planned;
    const settings: SandboxSettings = {
      prefix,
      accountId,
      sandboxUnit: organizationalUnits.nameOf(SANDBOX_UNIT),
      quarantineUnit: organizationalUnits.nameOf(QUARANTINE_UNIT),
      ...sandboxes,
      topicArn: `${topics}:${keeperTopic(prefix)}`,
      doorArn: this.door.isOpen ? doorArn : undefined,
      budgets: isOffered,
    };
    const handler = HandlerFunction.in(stack, {
      handler: SANDBOXES_HANDLER, prefix, description: 'Ends sandboxes on their day', environment: { [SETTINGS]: JSON.stringify(settings) },
    });
    handler.allow(allow(['sns:Publish'], [`${topics}:${keeperTopic(prefix)}`]));
    handler.allowLike('one topic for each sandbox', ['sns:Publish'], `${topics}:${ownerTopic(prefix, 'sandbox-*')}`);
    this.allowOrganization(handler, partition, accountId);
    // the call that lists budgets is asked about all of them
    if (isOffered) handler.allowLike('each account has a budget of its own', ['budgets:ViewBudget'], `arn:${partition}:budgets::${accountId}:budget/*`);
    if (doorArn && this.door.isOpen) handler.allow(allow(['sts:AssumeRole'], [doorArn]));
    addSchedule(stack, { prefix, partition }, handler, topic);
  }

  /** Only accounts with a day on which they end: no others are moved or closed, or become sandboxes by a tag. */
  private allowOrganization(handler: HandlerFunction, partition: string, accountId: string): void {
    const own = `arn:${partition}:organizations::${accountId}`;
    handler.allowAnywhere('Organizations lists all accounts and units', [
      'organizations:ListAccounts', 'organizations:ListRoots', 'organizations:ListOrganizationalUnitsForParent', 'organizations:ListParents', 'organizations:ListTagsForResource',
    ]);
    handler.allowUnder('sandboxes come and go; the condition says which accounts are sandboxes',
      ['organizations:CloseAccount', 'organizations:MoveAccount', 'organizations:TagResource', 'organizations:UntagResource'], [`${own}:account/o-*/*`],
      { Null: { [`aws:ResourceTag/${EXPIRES_TAG}`]: 'false' } });
    handler.allowLike('units may be replaced', ['organizations:MoveAccount'], `${own}:ou/o-*/*`, `${own}:root/o-*/*`);
  }
}

/** Below a construct of its own: a logical id knows no hyphens, and sandbox-a-b is not sandbox-ab. */
function addMail(stack: Stack, id: string, props: MailTopicProps): CfnTopic {
  return addMailTopic(new Construct(stack, id), 'Topic', props, 'Policy');
}

function recordsOf(zone: string, names: string[]): Statement[] {
  return [
    allow(['route53:ListResourceRecordSets'], [zone]),
    allow(['route53:ChangeResourceRecordSets'], [zone], {
      'ForAllValues:StringLike': { 'route53:ChangeResourceRecordSetsNormalizedRecordNames': names },
      'ForAllValues:StringEquals': { 'route53:ChangeResourceRecordSetsRecordTypes': ['NS', 'DS'], 'route53:ChangeResourceRecordSetsActions': ['UPSERT', 'DELETE'] },
      // without it a request that names no record at all would pass
      'Null': { 'route53:ChangeResourceRecordSetsNormalizedRecordNames': 'false' },
    }),
  ];
}
