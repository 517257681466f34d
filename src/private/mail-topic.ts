import { Stack } from 'aws-cdk-lib';
import * as sns from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';

/** A service of AWS that writes to a topic, for the topic's own account. */
export interface MailPublisher {
  readonly service: string;
  /** What it writes for, beside the account. */
  readonly conditions?: object;
}

/** Props of a topic that people read. */
export interface MailTopicProps {
  readonly topicName: string;
  readonly displayName: string;
  /** AWS asks each of them once whether it wants to. */
  readonly emails: readonly string[];
  /** Beside roles of the account that are allowed to. */
  readonly publishers: readonly MailPublisher[];
}

/** A topic whose subscribers are people, and its policy. */
export function addMailTopic(
  scope: Construct, id: string, { topicName, displayName, emails, publishers }: MailTopicProps, policyId = `${id}Policy`,
): sns.CfnTopic {
  const { account } = Stack.of(scope);
  const topic = new sns.CfnTopic(scope, id, {
    topicName, displayName, subscription: emails.length ? emails.map(endpoint => ({ protocol: 'email', endpoint })) : undefined,
  });
  new sns.CfnTopicPolicy(scope, policyId, {
    topics: [topic.attrTopicArn],
    policyDocument: {
      Version: '2012-10-17',
      Statement: [
        ...publishers.map(({ service, conditions }) => ({
          Effect: 'Allow',
          Action: 'sns:Publish',
          Resource: topic.attrTopicArn,
          Principal: { Service: service },
          Condition: { ...conditions, StringEquals: { 'aws:SourceAccount': account } },
        })),
        { Effect: 'Deny', Action: 'sns:Publish', Resource: topic.attrTopicArn, Principal: '*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
      ],
    },
  });
  return topic;
}
