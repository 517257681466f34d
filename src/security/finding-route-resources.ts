import { Lazy, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as chatbot from 'aws-cdk-lib/aws-chatbot';
import * as events from 'aws-cdk-lib/aws-events';
import * as iam from 'aws-cdk-lib/aws-iam';
import { CfnSecret } from 'aws-cdk-lib/aws-secretsmanager';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { addAlarmTopic } from './alarm-topic';
import type { FindingRoute } from './finding-route';
import type { HttpsTargetOptions, SlackTargetOptions } from './finding-target';
import { FINDING_AS_JSON, FINDING_IN_WORDS } from './finding-words';
import { acknowledge } from '../private/acknowledge';
import { rolePath, routeSecretName } from '../private/names';
import { allow, policy } from '../private/policy';
import { trustServiceFor } from '../private/trust';

/** Props of what stands behind routes. */
export interface RouteResourcesProps {
  readonly prefix: string;
  readonly partition: string;
  /** Asked when all is said. */
  readonly pattern: () => object;
}

/** Seconds that what could not be delivered is kept. */
const KEPT = 14 * 86_400;

/** A rule for each target of a route. */
export function addRoute(stack: Stack, props: RouteResourcesProps, route: FindingRoute): void {
  route.to.forEach(({ _definition: target }, index) => {
    const id = `${route.name}-${index + 1}`;
    const name = `${props.prefix}-findings-${id}`;
    const addRule = (to: Omit<events.CfnRule.TargetProperty, 'id'>) => {
      new events.CfnRule(stack, `Rule-${id}`, {
        name,
        description: `Findings: ${route.name}`,
        eventPattern: Lazy.any({ produce: () => props.pattern() }),
        targets: [{ id: 'Target', ...to }],
      });
    };
    switch (target.kind) {
      case 'email': {
        const topic = addAlarmTopic(stack, `Topic-${id}`, { partition: props.partition, topicName: name, displayName: 'Findings', emails: target.addresses, rules: [name] });
        addRule({
          arn: topic.attrTopicArn,
          inputTransformer: FINDING_IN_WORDS,
        });
        return;
      }
      case 'slack': {
        const topic = addAlarmTopic(stack, `Topic-${id}`, { partition: props.partition, topicName: name, displayName: 'Findings', emails: [], rules: [name] });
        addChannel(stack, props, id, name, topic.attrTopicArn, target);
        // as Security Hub tells it: the channel draws it by itself
        addRule({ arn: topic.attrTopicArn });
        return;
      }
      case 'https': {
        const secretName = addSecret(stack, props.prefix, id, target);
        if (target.secretVersion) addRule(addDestination(stack, props, id, name, target, secretName));
      }
    }
  });
}

/** Nobody does anything in AWS from the channel: its role has no right, and what it may have at most is nothing. */
function addChannel(stack: Stack, props: RouteResourcesProps, id: string, name: string, topicArn: string, slack: SlackTargetOptions): void {
  const { prefix, partition } = props;
  const role = new iam.CfnRole(stack, `ChannelRole-${id}`, {
    path: rolePath(prefix),
    description: 'A channel hears of findings',
    assumeRolePolicyDocument: trustServiceFor('chatbot.amazonaws.com', stack.account),
  });
  new chatbot.CfnSlackChannelConfiguration(stack, `Channel-${id}`, {
    configurationName: name,
    iamRoleArn: role.attrArn,
    slackWorkspaceId: slack.workspaceId,
    slackChannelId: slack.channelId,
    snsTopicArns: [topicArn],
    guardrailPolicies: [`arn:${partition}:iam::aws:policy/AWSDenyAll`],
    loggingLevel: 'ERROR',
    userRoleRequired: false,
  });
}

function addDestination(
  stack: Stack, { prefix, partition }: RouteResourcesProps, id: string, name: string, target: HttpsTargetOptions, secretName: string,
): Omit<events.CfnRule.TargetProperty, 'id'> {
  const { url, secretVersion, headerName, findingsPerSecond } = target;
  const connection = new events.CfnConnection(stack, `Connection-${id}`, {
    name,
    description: 'Who posts findings',
    authorizationType: 'API_KEY',
    authParameters: {
      apiKeyAuthParameters: { apiKeyName: headerName ?? 'Authorization', apiKeyValue: `{{resolve:secretsmanager:${secretName}:SecretString:::${secretVersion}}}` },
    },
  });
  const destination = new events.CfnApiDestination(stack, `Destination-${id}`, {
    name,
    description: 'Where findings are posted',
    connectionArn: connection.attrArn,
    httpMethod: 'POST',
    invocationEndpoint: url,
    invocationRateLimitPerSecond: findingsPerSecond ?? 10,
  });
  const role = new iam.CfnRole(stack, `PosterRole-${id}`, {
    path: rolePath(prefix),
    description: 'Findings are posted with it',
    assumeRolePolicyDocument: trustServiceFor('events.amazonaws.com', stack.account),
    policies: [{ policyName: 'post', policyDocument: policy([allow(['events:InvokeApiDestination'], [destination.attrArn])]) }],
  });
  const undelivered = addQueue(stack, partition, id, name);
  return {
    arn: destination.attrArn,
    roleArn: role.attrArn,
    deadLetterConfig: { arn: undelivered.attrArn },
    retryPolicy: { maximumEventAgeInSeconds: 86_400, maximumRetryAttempts: 185 },
    inputTransformer: FINDING_AS_JSON,
  };
}

/** What is in it at first opens nothing. */
function addSecret(stack: Stack, prefix: string, id: string, { url }: HttpsTargetOptions): string {
  const name = routeSecretName(prefix, id);
  const secret = new CfnSecret(stack, `Secret-${id}`, { name, description: `Opens ${url} to findings`, generateSecretString: { passwordLength: 32 } });
  secret.applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
  acknowledge(secret, 'AwsSolutions-SMG4', 'whoever gave the key changes it, and says the version in the code');
  return name;
}

function addQueue(stack: Stack, partition: string, id: string, name: string): sqs.CfnQueue {
  const queue = new sqs.CfnQueue(stack, `Undelivered-${id}`, { queueName: `${name}-undelivered`, messageRetentionPeriod: KEPT, sqsManagedSseEnabled: true });
  queue.applyRemovalPolicy(RemovalPolicy.DESTROY);
  acknowledge(queue, 'AwsSolutions-SQS3', 'it is the queue of what could not be delivered');
  new sqs.CfnQueuePolicy(stack, `UndeliveredPolicy-${id}`, {
    queues: [queue.ref],
    policyDocument: {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Action: 'sqs:SendMessage',
          Resource: queue.attrArn,
          Principal: { Service: 'events.amazonaws.com' },
          Condition: { ArnEquals: { 'aws:SourceArn': `arn:${partition}:events:${stack.region}:${stack.account}:rule/${name}` } },
        },
        { Effect: 'Deny', Action: 'sqs:*', Resource: queue.attrArn, Principal: '*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
      ],
    },
  });
  return queue;
}
