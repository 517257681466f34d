import { Stack } from 'aws-cdk-lib';
import * as events from 'aws-cdk-lib/aws-events';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as sns from 'aws-cdk-lib/aws-sns';
import { CfnStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { addAlarmTopic } from './alarm-topic';
import { findingReport, PRODUCT, REPORT_INPUT } from './finding-report';
import { FINDING_IN_WORDS } from './finding-words';
import { newFindings } from './new-findings';
import { Alarm, alarms, CHANGED_BY_HAND } from './watched-calls';
import { acknowledge } from '../private/acknowledge';
import { runbook } from '../private/documentation';
import { rolePath, watchNames } from '../private/names';
import { allow, policy, Statement } from '../private/policy';
import { trustServiceFor } from '../private/trust';

/** Props of what hears of calls. */
export interface WatchProps {
  readonly prefix: string;
  readonly partition: string;
  readonly organizationId: string;
  /** ARN of the role for emergencies; undefined if there is none. */
  readonly breakGlassArn?: string;
  /** Who hears of alarms. */
  readonly emails: readonly string[];
}

/**
 * What all accounts tell the security account: alarms by mail and as findings, changes by hand as findings. Mail does not wait for the finding: what was
 * switched off may be Security Hub.
 */
export function addWatch(stack: Stack, props: WatchProps): void {
  const { prefix, partition, emails, breakGlassArn } = props;
  const names = watchNames(prefix);
  const topic = addAlarmTopic(stack, 'Topic', { partition, topicName: names.topic, displayName: 'Alarms', emails, rules: [`${names.alarms.bus}/${prefix}-`, `${prefix}-`] });
  const report = addReport(stack, props, topic);
  const starter = addStarter(stack, props, report);
  const bus = (id: string, { bus: name }: { bus: string }) => addBus(stack, id, name, props);
  const alarmBus = bus('Alarms', names.alarms);
  for (const alarm of alarms(prefix, undefined, breakGlassArn)) {
    addRule(stack, alarmBus, prefix, alarm, [mail(topic, alarm), finding(report, starter, alarm)]);
  }
  addOthers(stack, prefix, topic);
  const changeBus = bus('Changes', names.changes);
  // each has been sent by a rule that knows what a change by hand is
  const all = { detail: { eventName: [{ exists: true }] } };
  addRule(stack, changeBus, prefix, { ...CHANGED_BY_HAND, pattern: all }, [finding(report, starter, CHANGED_BY_HAND)]);
}

function addRule(stack: Stack, bus: events.CfnEventBus, prefix: string, alarm: Alarm, targets: events.CfnRule.TargetProperty[]): void {
  const { id, title, pattern, reads } = alarm;
  new events.CfnRule(stack, `Rule-${id}`, {
    name: `${prefix}-${id}`,
    description: title,
    eventBusName: bus.ref,
    state: reads ? 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS' : 'ENABLED',
    eventPattern: pattern,
    targets,
  });
}

/** What other products have found that is high or critical. What is told here has been told already. */
function addOthers(stack: Stack, prefix: string, topic: sns.CfnTopic): void {
  new events.CfnRule(stack, 'Rule-findings', {
    name: `${prefix}-findings`,
    description: 'Findings that are high or critical',
    eventPattern: newFindings(['HIGH', 'CRITICAL'], {
      $or: [{ ProductName: [{ 'anything-but': [PRODUCT] }] }, { GeneratorId: [`${prefix}/${CHANGED_BY_HAND.id}`] }],
    }),
    targets: [{ id: 'Mail', arn: topic.attrTopicArn, inputTransformer: FINDING_IN_WORDS }],
  });
}

function mail(topic: sns.CfnTopic, { id, title }: Alarm): events.CfnRule.TargetProperty {
  return {
    id: 'Mail',
    arn: topic.attrTopicArn,
    inputTransformer: {
      inputPathsMap: {
        who: '$.detail.userIdentity.arn',
        what: '$.detail.eventName',
        account: '$.account',
        region: '$.detail.awsRegion',
        when: '$.time',
        from: '$.detail.sourceIPAddress',
        id: '$.detail.eventID',
      },
      inputTemplate: `"${title}: <who> called <what> in account <account>, <region>, at <when> from <from>. Event <id> of CloudTrail. ${runbook(id)}"`,
    },
  };
}

function finding(report: CfnStateMachine, starter: iam.CfnRole, kind: typeof CHANGED_BY_HAND | Alarm): events.CfnRule.TargetProperty {
  return { id: 'Finding', arn: report.ref, roleArn: starter.attrArn, inputTransformer: { inputTemplate: REPORT_INPUT.template(kind) } };
}

/** Takes events of the senders that the platform has put into each account, and of nobody else. */
function addBus(stack: Stack, id: string, name: string, { prefix, partition, organizationId }: WatchProps): events.CfnEventBus {
  const bus = new events.CfnEventBus(stack, id, { name, description: 'What all accounts tell' });
  new events.CfnEventBusPolicy(stack, `${id}Policy`, {
    eventBusName: bus.ref,
    statementId: 'Senders',
    statement: {
      Sid: 'Senders',
      Effect: 'Allow',
      Principal: '*',
      Action: 'events:PutEvents',
      Resource: bus.attrArn,
      Condition: {
        StringEquals: { 'aws:PrincipalOrgID': organizationId },
        ArnLike: { 'aws:PrincipalArn': `arn:${partition}:iam::*:role${rolePath(prefix)}${name}-*` },
      },
    },
  });
  return bus;
}

function addReport(stack: Stack, { prefix, partition }: WatchProps, topic: sns.CfnTopic): CfnStateMachine {
  const { region, account } = stack;
  const role = addRole(stack, 'ReportRole', prefix, 'states.amazonaws.com', 'Makes findings of what accounts tell', [
    allow(['securityhub:BatchImportFindings'], [`arn:${partition}:securityhub:${region}:${account}:product/${account}/default`]),
    allow(['sns:Publish'], [topic.attrTopicArn]),
  ]);
  const report = new CfnStateMachine(stack, 'Report', {
    stateMachineName: watchNames(prefix).report,
    stateMachineType: 'STANDARD',
    roleArn: role.attrArn,
    definition: findingReport({ prefix, partition, region, account, topicArn: topic.attrTopicArn }),
  });
  acknowledge(report, 'AwsSolutions-SF1', 'it is a standard one: AWS keeps what each run did for 90 days');
  acknowledge(report, 'AwsSolutions-SF2', 'two calls one after the other: there is nothing to trace');
  return report;
}

function addStarter(stack: Stack, { prefix }: WatchProps, report: CfnStateMachine): iam.CfnRole {
  return addRole(stack, 'StarterRole', prefix, 'events.amazonaws.com', 'Rules start what makes findings', [allow(['states:StartExecution'], [report.ref])]);
}

function addRole(stack: Stack, id: string, prefix: string, service: string, description: string, statements: Statement[]): iam.CfnRole {
  return new iam.CfnRole(stack, id, {
    path: rolePath(prefix),
    description,
    assumeRolePolicyDocument: trustServiceFor(service, stack.account),
    policies: [{ policyName: 'tell', policyDocument: policy(statements) }],
  });
}
