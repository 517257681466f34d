import { Stack } from 'aws-cdk-lib';
import type * as sns from 'aws-cdk-lib/aws-sns';
import { addMailTopic, MailTopicProps } from '../private/mail-topic';

/** Props of a topic that rules of this account write to. */
export interface AlarmTopicProps extends Omit<MailTopicProps, 'publishers'> {
  readonly partition: string;
  /** First part of the names of the rules, with their bus before it where that is not the default one. */
  readonly rules: string[];
}

/** A topic whose subscribers are people: AWS asks each of them once whether it wants to. */
export function addAlarmTopic(stack: Stack, id: string, { partition, rules, ...topic }: AlarmTopicProps): sns.CfnTopic {
  const arns = rules.map(rule => `arn:${partition}:events:${stack.region}:${stack.account}:rule/${rule}*`);
  return addMailTopic(stack, id, { ...topic, publishers: [{ service: 'events.amazonaws.com', conditions: { ArnLike: { 'aws:SourceArn': arns } } }] });
}
