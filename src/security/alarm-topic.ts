import { Stack } from 'aws-cdk-lib';
import * as sns from 'aws-cdk-lib/aws-sns';

/** Props of a topic that rules of this account write to. */
export interface AlarmTopicProps {
  readonly partition: string;
  readonly topicName: string;
  readonly displayName: string;
  readonly emails: readonly string[];
  /** First part of the names of the rules, with their bus before it where that is not the default one. */
  readonly rules: string[];
}

/** A topic whose subscribers are people: AWS asks each of them once whether it wants to. */
export function addAlarmTopic(stack: Stack, id: string, { partition, topicName, displayName, emails, rules }: AlarmTopicProps): sns.CfnTopic {
  const topic = new sns.CfnTopic(stack, id, {
    topicName, displayName, subscription: emails.length ? emails.map(endpoint => ({ protocol: 'email', endpoint })) : undefined,
  });
  new sns.CfnTopicPolicy(stack, `${id}Policy`, {
    topics: [topic.attrTopicArn],
    policyDocument: {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Action: 'sns:Publish',
          Resource: topic.attrTopicArn,
          Principal: { Service: 'events.amazonaws.com' },
          Condition: {
            ArnLike: { 'aws:SourceArn': rules.map(rule => `arn:${partition}:events:${stack.region}:${stack.account}:rule/${rule}*`) },
            StringEquals: { 'aws:SourceAccount': stack.account },
          },
        },
        { Effect: 'Deny', Action: 'sns:Publish', Resource: topic.attrTopicArn, Principal: '*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
      ],
    },
  });
  return topic;
}
