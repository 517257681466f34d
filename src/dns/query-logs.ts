import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { PlatformAccount } from '../accounts/platform-account';
import { Platform } from '../private/platform';

/** Route 53 writes into log groups of this region alone. @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/query-logs.html */
const LOGS_REGION = 'us-east-1';
const PART = 'query-logs';
/** Names of its log groups begin so, or it is not let in by AWS's own policies. */
const LOG_GROUPS = '/aws/route53/';
const DAYS = 365;

/**
 * Who asked for what in an account's zones. The log groups stand in us-east-1, in a stack before all others: a zone names its own by an ARN that is known at synth, and Route 53
 * refuses one that it cannot write to.
 */
export class QueryLogs {
  private readonly groups: string[] = [];

  public constructor(private readonly account: PlatformAccount) {
    // also where this run does not write the account: the plan says the same whatever is left out
    account._stacks.declare(this.where);
    account._stacks.deployFirst(this.where);
    account._stacks.deployStackAfter({ region: Platform.of(account).homeRegion }, { account, ...this.where });
  }

  /** Keeps those of a zone. @returns ARN of the log group */
  public keep(zoneName: string): string {
    const logGroupName = `${LOG_GROUPS}${zoneName}`;
    const arn = `arn:${Platform.of(this.account).configuration.regions.partition}:logs:${LOGS_REGION}:${this.account.accountId}:log-group:${logGroupName}`;
    this.groups.push(arn);
    this.account._build(this.where, stack => {
      const group = new logs.CfnLogGroup(new Construct(stack, zoneName), 'Resource', { logGroupName, retentionInDays: DAYS });
      group.applyRemovalPolicy(RemovalPolicy.RETAIN);
      this.policyIn(stack).policyDocument = JSON.stringify(this.document(stack.account));
    });
    return arn;
  }

  private get where() {
    return { region: LOGS_REGION, part: PART };
  }

  /** An account has ten of these policies in a region: one is for all its zones. */
  private policyIn(stack: Stack): logs.CfnResourcePolicy {
    const id = 'Policy';
    return stack.node.tryFindChild(id) as logs.CfnResourcePolicy | undefined
      ?? new logs.CfnResourcePolicy(stack, id, { policyName: `${Platform.of(this.account).configuration.prefix}-${PART}`, policyDocument: '' });
  }

  private document(account: string): object {
    const { partition } = Platform.of(this.account).configuration.regions;
    return {
      Version: '2012-10-17',
      Statement: [{
        Sid: 'QueryLogs',
        Effect: 'Allow',
        Principal: { Service: 'route53.amazonaws.com' },
        Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        Resource: this.groups.map(group => `${group}:*`),
        Condition: { ArnLike: { 'aws:SourceArn': `arn:${partition}:route53:::hostedzone/*` }, StringEquals: { 'aws:SourceAccount': account } },
      }],
    };
  }
}

/** What cannot be logged. */
export function checkQueryLogging({ problems, configuration: { regions } }: Platform, path: string, hostedZoneId?: string): void {
  if (regions.partition !== 'aws') problems.add(path, 'queryLogging', true, 'nothing: Route 53 logs queries in no other partition than aws', 'queryLogging: false');
  if (hostedZoneId) {
    problems.add(path, 'queryLogging', true, `a zone that is made, and not one that is there (${hostedZoneId})`,
      'queryLogging: false, and by hand: aws route53 create-query-logging-config');
  }
}
