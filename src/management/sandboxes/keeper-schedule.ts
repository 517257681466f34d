import { Stack } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as events from 'aws-cdk-lib/aws-events';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import type * as sns from 'aws-cdk-lib/aws-sns';
import type { HandlerFunction } from '../../aws-api/handler-function';
import { runbook } from '../../private/documentation';

const HOUR = 3600;

/** Runs the keeper each hour, and tells the platform team when it failed three times in a row: the next run takes up what one left. */
export function addSchedule(
  stack: Stack, { prefix, partition }: { readonly prefix: string; readonly partition: string },
  { functionArn, functionName }: HandlerFunction, topic: sns.CfnTopic,
): void {
  const name = `${prefix}-sandboxes`;
  const sourceArn = `arn:${partition}:events:${stack.region}:${stack.account}:rule/${name}`;
  new events.CfnRule(stack, 'Schedule', {
    name, description: 'Ends sandboxes on their day', scheduleExpression: 'rate(1 hour)', targets: [{ id: 'Keeper', arn: functionArn }],
  });
  new lambda.CfnPermission(stack, 'Permission', { action: 'lambda:InvokeFunction', functionName: functionArn, principal: 'events.amazonaws.com', sourceArn });
  new cloudwatch.CfnAlarm(stack, 'Alarm', {
    alarmName: name,
    alarmDescription: `A sandbox could not be ended or told of: the log of the function says which, and why. ${runbook('sandboxes-do-not-end')}`,
    namespace: 'AWS/Lambda',
    metricName: 'Errors',
    dimensions: [{ name: 'FunctionName', value: functionName }],
    statistic: 'Sum',
    period: HOUR,
    evaluationPeriods: 3,
    comparisonOperator: 'GreaterThanThreshold',
    threshold: 0,
    treatMissingData: 'notBreaching',
    alarmActions: [topic.ref],
  });
}
