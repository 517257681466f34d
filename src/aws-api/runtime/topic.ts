import type { CloudFormationCustomResourceEvent, SNSEvent } from 'aws-lambda';

/** A handler of custom resources behind a topic: for those who may not call the platform's functions, and write to the topic instead. */
export function behindTopic(handler: (event: CloudFormationCustomResourceEvent) => Promise<void>): (event: SNSEvent) => Promise<void> {
  return async ({ Records }) => {
    for (const { Sns } of Records) await handler(JSON.parse(Sns.Message));
  };
}
