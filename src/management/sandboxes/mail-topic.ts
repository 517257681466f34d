import { Stack } from 'aws-cdk-lib';
import * as sns from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';

/** A topic, and who reads it. */
export interface MailTopic {
  readonly topicName: string;
  readonly displayName: string;
  /** Each confirms once, in a mail that AWS sends. */
  readonly emails: readonly string[];
  /** Services of AWS that write there, beside roles of the account that are allowed to. */
  readonly publishers: readonly string[];
}

export function addMail(stack: Stack, id: string, { topicName, displayName, emails, publishers }: MailTopic): sns.CfnTopic {
  const scope = new Construct(stack, id);
  const topic = new sns.CfnTopic(scope, 'Topic', { topicName, displayName, subscription: emails.map(endpoint => ({ protocol: 'email', endpoint })) });
  new sns.CfnTopicPolicy(scope, 'Policy', {
    topics: [topic.attrTopicArn],
    policyDocument: {
      Version: '2012-10-17',
      Statement: [
        ...publishers.map(Service => ({
          Effect: 'Allow', Action: 'sns:Publish', Resource: topic.attrTopicArn, Principal: { Service }, Condition: { StringEquals: { 'aws:SourceAccount': stack.account } },
        })),
        { Effect: 'Deny', Action: 'sns:Publish', Resource: topic.attrTopicArn, Principal: '*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
      ],
    },
  });
  return topic;
}
