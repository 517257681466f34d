import { Stack } from 'aws-cdk-lib';
import * as events from 'aws-cdk-lib/aws-events';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as stepfunctions from 'aws-cdk-lib/aws-stepfunctions';
import { STOP } from './reputation';
import { acknowledge, acknowledgeResource } from '../private/acknowledge';
import { addMailTopic } from '../private/mail-topic';
import { mailNames, rolePath } from '../private/names';
import { Platform } from '../private/platform';
import { allow, policy } from '../private/policy';
import { trustServiceFor } from '../private/trust';

/** Where the name of the configuration set stands in what CloudWatch says of an alarm. */
const CONFIGURATION_SET = "$.detail.configuration.metrics[0].metricStat.metric.dimensions['ses:configuration-set']";

/** Roles that `addMailGuard` makes. */
export const MAIL_GUARD_ROLES = 2;

/**
 * What there is once for the mail of all environments: whom alarms are told, the role by which events go to the environment that sent, and what stops one that would
 * cost the others their reputation.
 */
export function addMailGuard(stack: Stack, platform: Platform, emails: readonly string[]): void {
  const { prefix, regions: { partition } } = platform.configuration;
  const names = mailNames(prefix);
  addMailTopic(stack, 'Alerts', { topicName: names.alerts, displayName: 'Mail', emails, publishers: [{ service: 'cloudwatch.amazonaws.com' }] });
  const eventsRole = serviceRole(stack, 'EventsRole', { prefix, name: names.eventsRole, service: 'events.amazonaws.com', description: 'Brings what became of mail to the environment that sent it' });
  const buses = `arn:${partition}:events:${stack.region}:*:event-bus/${names.eventBus}`;
  const stopRole = serviceRole(stack, 'StopRole', { prefix, name: names.stopRole, service: 'states.amazonaws.com', description: 'Stops the mail of an environment' });
  const sets = `arn:${partition}:ses:${stack.region}:${stack.account}:configuration-set/${prefix}-*`;
  stopRole.policies = [{ policyName: 'stop', policyDocument: policy([allow(['ses:PutConfigurationSetSendingOptions'], [sets])]) }];
  acknowledgeResource(stopRole, sets, 'which environment it is about, the alarm says');
  const machine = new stepfunctions.CfnStateMachine(stack, 'Stop', {
    stateMachineName: `${prefix}-mail-stop`,
    roleArn: stopRole.attrArn,
    definition: {
      StartAt: 'Stop',
      States: {
        Stop: {
          Type: 'Task',
          Resource: `arn:${partition}:states:::aws-sdk:sesv2:putConfigurationSetSendingOptions`,
          Parameters: { 'ConfigurationSetName.$': CONFIGURATION_SET, 'SendingEnabled': false },
          Retry: [{ ErrorEquals: ['States.ALL'], IntervalSeconds: 5, BackoffRate: 2, MaxAttempts: 8 }],
          End: true,
        },
      },
    },
  });
  acknowledge(machine, 'AwsSolutions-SF1', 'it makes one call a few times a year; CloudTrail has it');
  acknowledge(machine, 'AwsSolutions-SF2', 'one call has nothing to trace');
  eventsRole.policies = [{
    policyName: 'events', policyDocument: policy([allow(['events:PutEvents'], [buses]), allow(['states:StartExecution'], [machine.attrArn])]),
  }];
  acknowledgeResource(eventsRole, buses, 'each environment has a bus of this name, and its policy lets this role in');
  new events.CfnRule(stack, 'StopRule', {
    name: `${prefix}-mail_stop`,
    description: 'An environment would cost the others their reputation',
    eventPattern: {
      'source': ['aws.cloudwatch'],
      'detail-type': ['CloudWatch Alarm State Change'],
      'detail': { alarmName: [{ wildcard: names.alarm('*', `*${STOP}`) }], state: { value: ['ALARM'] } },
    },
    targets: [{ id: 'Stop', arn: machine.attrArn, roleArn: eventsRole.attrArn }],
  });
}

/** ARN of the topic that alarms are told, in a stack of the email account. */
export function alertsTopicArn(stack: Stack, prefix: string, partition: string): string {
  return `arn:${partition}:sns:${stack.region}:${stack.account}:${mailNames(prefix).alerts}`;
}

/** ARN of the role by which events reach environments. */
export function eventsRoleArn(prefix: string, partition: string, emailAccount: string): string {
  return `arn:${partition}:iam::${emailAccount}:role${rolePath(prefix)}${mailNames(prefix).eventsRole}`;
}

interface ServiceRole {
  readonly prefix: string;
  readonly name: string;
  readonly service: string;
  readonly description: string;
}

function serviceRole(stack: Stack, id: string, { prefix, name, service, description }: ServiceRole): iam.CfnRole {
  return new iam.CfnRole(stack, id, {
    roleName: name,
    path: rolePath(prefix),
    description,
    assumeRolePolicyDocument: trustServiceFor(service, stack.account),
  });
}
