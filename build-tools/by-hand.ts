/**
 * Somebody changes production by hand, on the embedded AWS: the change is told to the security account, and drift shows it. CloudTrail itself is not emulated: its record
 * of the call is said here; all that follows is done by the rules, buses and state machines that were deployed.
 */
import { GetFindingsCommand, SecurityHubClient } from '@aws-sdk/client-securityhub';
import { SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import { DeleteParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { accountId } from './example-accounts';
import { parameterAsDeployed } from './parameter-as-deployed';
import type { Playground } from './playground';
import type { Checks } from './tally';

const HOME = 'eu-west-1';
const ELSEWHERE = 'us-east-1';
const PARAMETER = '/cloud-platform/v1/network-cidr';
const QUEUE = 'mail';
const CONSOLE = 'aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_Administrator_0123456789abcdef';
const DEPLOYMENT = 'cdk-cloudplat-cfn-exec-role';

/** After a deploy. */
export async function checkChangesByHand(checks: Checks, playground: Playground): Promise<void> {
  const security = new SecurityHubClient(playground.aws.clientSettings(accountId('security'), HOME));
  const production = new SSMClient(playground.aws.clientSettings(accountId('production'), ELSEWHERE));
  const { value: deployed, put } = await parameterAsDeployed(production, PARAMETER);
  const told = (eventID: string) => findings(security, `changed-by-hand/${eventID}`);
  await subscribe(playground);

  await checks.check('all stacks of all accounts are as they were deployed', () => drift(playground, 0, []));
  await checks.check('a change by hand in production is a finding at home in security, which names who, what and where', async () => {
    await put('10.9.0.0/16');
    await playground.aws.cloudTrail(call('by-hand', 'production', CONSOLE));
    const [finding] = await until(() => told('by-hand'));
    const { Title, Severity, ProductFields, AwsAccountId } = finding ?? {};
    return differs({ Title, Severity: Severity?.Label, AwsAccountId, ...ProductFields }, {
      'Title': `Changed by hand: PutParameter in ${accountId('production')}`,
      'Severity': 'HIGH',
      'AwsAccountId': accountId('security'),
      'cloud-platform/account': accountId('production'),
      'cloud-platform/region': ELSEWHERE,
      'cloud-platform/who': `arn:aws:sts::${accountId('production')}:assumed-role/${CONSOLE.split('/').pop()}/jane@acme.com`,
      'cloud-platform/what': 'ssm.amazonaws.com PutParameter',
      'cloud-platform/from': '192.0.2.7',
      'cloud-platform/event-id': 'by-hand',
    });
  });
  await checks.check('people hear of it by mail', async () => {
    const [mail] = await until(() => mails(playground, 'Changed by hand'));
    return mail?.includes(accountId('production')) ? undefined : `${mail}`;
  });
  await checks.check('a root user of an account that nothing was written for is told by mail and as a finding', async () => {
    const root = { type: 'Root', arn: `arn:aws:iam::${accountId('dns')}:root`, accountId: accountId('dns') };
    await playground.aws.cloudTrail({ ...call('root', 'dns', CONSOLE), userIdentity: root });
    const [finding] = await until(() => findings(security, 'root-user/root'));
    const [mail] = await until(() => mails(playground, 'root user'));
    return finding?.Severity?.Label === 'CRITICAL' && mail?.includes(root.arn) ? undefined : JSON.stringify({ finding, mail });
  });
  await checks.check('a deployment is told to nobody, nor what is done by hand in a sandbox', async () => {
    await playground.aws.cloudTrail(call('deployed', 'production', `${DEPLOYMENT}-${accountId('production')}-${ELSEWHERE}`));
    await playground.aws.cloudTrail(call('tried', 'sandbox-ipv6', CONSOLE));
    // what comes after them is there: so would they be
    await playground.aws.cloudTrail(call('last', 'staging', CONSOLE));
    await until(() => told('last'));
    const found = [...await told('deployed'), ...await told('tried')].map(({ Title }) => Title);
    return found.length || !(await told('last')).length ? `told of ${found.join() || 'nothing at all'}` : undefined;
  });
  await checks.check('drift shows what was changed, with exit code 3', () => drift(playground, 3, [`production ${ELSEWHERE} ${PARAMETER} MODIFIED /Value`]));
  await checks.check('drift shows what is gone', async () => {
    await production.send(new DeleteParameterCommand({ Name: PARAMETER }));
    return drift(playground, 3, [`production ${ELSEWHERE} ${PARAMETER} DELETED `], ['production']);
  });
  await checks.check('put back by hand, all is as it was deployed', async () => {
    await put(deployed);
    return drift(playground, 0, [], ['production']);
  });
}

/** A record of CloudTrail: somebody with a session of a role writes a parameter. */
function call(eventID: string, account: string, role: string): object {
  const id = accountId(account);
  return {
    eventVersion: '1.11',
    eventID,
    eventTime: new Date().toISOString(),
    eventSource: 'ssm.amazonaws.com',
    eventName: 'PutParameter',
    awsRegion: ELSEWHERE,
    recipientAccountId: id,
    eventType: 'AwsApiCall',
    readOnly: false,
    managementEvent: true,
    sourceIPAddress: '192.0.2.7',
    requestParameters: { name: PARAMETER, type: 'String', overwrite: true },
    userIdentity: {
      type: 'AssumedRole',
      arn: `arn:aws:sts::${id}:assumed-role/${role.split('/').pop()}/jane@acme.com`,
      accountId: id,
      sessionContext: { sessionIssuer: { type: 'Role', arn: `arn:aws:iam::${id}:role/${role}`, accountId: id } },
    },
  };
}

/** What the tool says that is not as it was deployed, of all accounts or some. */
async function drift(playground: Playground, code: number, expected: string[], accounts: string[] = []): Promise<string | undefined> {
  const answer = await playground.answer(['drift', ...accounts, '--json'], [code]);
  const { stacks, failed, notDeployed } = JSON.parse(answer);
  if (failed || notDeployed) return `${failed} could not be looked at, ${notDeployed} are not deployed`;
  const found = stacks.flatMap(({ account, region, resources }: any) => resources.map(({ physicalId, change, properties }: any) => `${account} ${region} ${physicalId} ${change} ${properties}`));
  return differs(found, expected);
}

async function findings(security: SecurityHubClient, id: string) {
  const { Findings = [] } = await security.send(new GetFindingsCommand({ Filters: { Id: [{ Value: id, Comparison: 'EQUALS' }] }, MaxResults: 100 }));
  return Findings.filter(({ Id }) => Id === id);
}

/** Mail goes to a queue as well. */
async function subscribe(playground: Playground): Promise<void> {
  const id = accountId('security');
  await queue(playground, 'CreateQueue', { QueueName: QUEUE });
  await new SNSClient(playground.aws.clientSettings(accountId('security'), HOME)).send(new SubscribeCommand({
    TopicArn: `arn:aws:sns:${HOME}:${id}:cloud-platform-alarm-mail`, Protocol: 'sqs', Endpoint: `arn:aws:sqs:${HOME}:${id}:${QUEUE}`,
  }));
}

async function mails(playground: Playground, about: string): Promise<string[]> {
  const QueueUrl = `${playground.aws.endpoint}/${accountId('security')}/${QUEUE}`;
  const { Messages = [] } = await queue(playground, 'ReceiveMessage', { QueueUrl, MaxNumberOfMessages: 10, VisibilityTimeout: 0 });
  return Messages.map(({ Body }: { Body: string }) => JSON.parse(Body).Message as string).filter((text: string) => text.includes(about));
}

/** SQS, for which there is no other client here. */
async function queue(playground: Playground, operation: string, input: object): Promise<any> {
  const answer = await fetch(playground.aws.endpoint, {
    method: 'POST',
    body: JSON.stringify(input),
    headers: {
      'Content-Type': 'application/x-amz-json-1.0',
      'X-Amz-Target': `AmazonSQS.${operation}`,
      'Authorization': `AWS4-HMAC-SHA256 Credential=${accountId('security')}/20260101/${HOME}/sqs/aws4_request, SignedHeaders=host, Signature=none`,
    },
  });
  if (!answer.ok) throw new Error(`${operation}: ${await answer.text()}`);
  return answer.json();
}

/** Rules start state machines, which end later. */
async function until<T>(look: () => Promise<T[]>): Promise<T[]> {
  for (let left = 60; left; left--) {
    const found = await look();
    if (found.length) return found;
    await new Promise(resolve => setTimeout(resolve, 500));
  }
  return [];
}

function differs(found: unknown, expected: unknown): string | undefined {
  const sorted = (value: any) => JSON.stringify((Array.isArray(value) ? value : Object.entries(value).map(pair => pair.join(': '))).sort());
  return sorted(found) === sorted(expected) ? undefined : `got ${sorted(found)}, expected ${sorted(expected)}`;
}
