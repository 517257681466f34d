import { createServer, Server } from 'http';
import { AddressInfo } from 'net';
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { CreateOrganizationCommand, ListRootsCommand, OrganizationsClient } from '@aws-sdk/client-organizations';
import { ChangeResourceRecordSetsCommand, Route53Client } from '@aws-sdk/client-route-53';
import { SSMClient, PutParameterCommand } from '@aws-sdk/client-ssm';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { FaultName, FAULTS } from '../../local/faults/fault';
import { FaultProxy } from '../../local/faults/fault-proxy';

/** AWS, as far as it answers anything here. */
const seen: string[] = [];
let aws: Server;
let proxy: FaultProxy;

const ANSWERS: Record<string, { type: string; body: string }> = {
  'AWSOrganizationsV20161128.ListRoots': { type: 'application/x-amz-json-1.1', body: '{"Roots":[{"Id":"r-abcd"}]}' },
  'AWSOrganizationsV20161128.CreateOrganization': { type: 'application/x-amz-json-1.1', body: '{"Organization":{"Id":"o-abcdefghij"}}' },
  'AmazonSSM.PutParameter': { type: 'application/x-amz-json-1.1', body: '{"Version":1}' },
  'GetCallerIdentity': { type: 'text/xml', body: '<GetCallerIdentityResponse><GetCallerIdentityResult><Account>111111111111</Account></GetCallerIdentityResult></GetCallerIdentityResponse>' },
};

beforeAll(async () => {
  aws = createServer((request, response) => {
    let body = '';
    request.on('data', chunk => { body += chunk; });
    request.on('end', () => {
      const operation = String(request.headers['x-amz-target'] ?? /Action=(\w+)/.exec(body)?.[1] ?? `${request.method} ${request.url}`);
      seen.push(operation);
      const { type, body: answer } = ANSWERS[operation] ?? { type: 'text/plain', body: '' };
      response.writeHead(200, { 'content-type': type }).end(answer);
    });
  });
  await new Promise<void>(resolve => aws.listen(0, '127.0.0.1', resolve));
  proxy = await FaultProxy.before(`http://127.0.0.1:${(aws.address() as AddressInfo).port}`);
});

beforeEach(() => {
  seen.length = 0;
  proxy.begin();
});

afterAll(async () => {
  await proxy.close();
  aws.closeAllConnections();
  await new Promise(resolve => aws.close(resolve));
});

function client<C>(kind: new (config: object) => C, options: object = { maxAttempts: 1 }): C {
  return new kind({ endpoint: proxy.endpoint, region: 'eu-west-1', credentials: { accessKeyId: '111111111111', secretAccessKey: 'test' }, ...options });
}

const roots = (options?: object) => client(OrganizationsClient, options).send(new ListRootsCommand({}));
const LIST_ROOTS = 'AWSOrganizationsV20161128.ListRoots';

test('a run without a fault goes through, and its calls are counted', async () => {
  // WHEN services are called in three protocols
  const { Roots } = await roots();
  const { Account } = await client(STSClient).send(new GetCallerIdentityCommand({}));
  await fetch(`${proxy.endpoint}/answer`, { method: 'PUT', body: 'done' });
  // THEN the answers are AWS's own, and each call has its number, service, operation, account and region
  expect([Roots, Account]).toEqual([[{ Id: 'r-abcd' }], '111111111111']);
  expect(proxy.calls).toEqual([
    { service: 'organizations', operation: 'ListRoots', account: '111111111111', region: 'eu-west-1', protocol: 'json' },
    { service: 'sts', operation: 'GetCallerIdentity', account: '111111111111', region: 'eu-west-1', protocol: 'query' },
    { service: 'none', operation: 'PUT /answer', account: '', region: '', protocol: 'none' },
  ]);
  expect(proxy.disturbed).toBe(false);
});

test.each<[FaultName, string[]]>([
  ['throttled', [LIST_ROOTS]],
  ['failed', [LIST_ROOTS]],
  ['cut', [LIST_ROOTS]],
  ['lost', [LIST_ROOTS, LIST_ROOTS]],
  ['belied', [LIST_ROOTS, LIST_ROOTS]],
])('%s: the client asks again and gets its answer', async (name, reached) => {
  // GIVEN the fault at the second call
  proxy.begin({ fault: FAULTS[name], at: 2 });
  await client(STSClient).send(new GetCallerIdentityCommand({}));
  // WHEN it is made by a client that tries twice
  const { Roots } = await roots({ maxAttempts: 2 });
  // THEN it succeeds, AWS was reached as often as the fault says, and there were two attempts
  expect(Roots).toEqual([{ Id: 'r-abcd' }]);
  expect(seen.slice(1)).toEqual(reached);
  expect(proxy.calls.map(call => call.operation)).toEqual(['GetCallerIdentity', 'ListRoots', 'ListRoots']);
  expect(proxy.disturbed).toBe(true);
});

test('calls of one operation can be counted alone', async () => {
  proxy.begin({ fault: FAULTS.denied, of: 'GetCallerIdentity', at: 2 });
  const identity = () => client(STSClient).send(new GetCallerIdentityCommand({}));
  await roots();
  await identity();
  await roots();
  await expect(identity()).rejects.toMatchObject({ name: 'AccessDenied' });
  await identity();
});

test('twice: AWS gets the request twice, the client one answer', async () => {
  proxy.begin({ fault: FAULTS.twice, at: 1 });
  expect((await roots()).Roots).toHaveLength(1);
  expect(seen).toEqual([LIST_ROOTS, LIST_ROOTS]);
  expect(proxy.calls).toHaveLength(1);
});

test('late: the answer comes, after those of later calls', async () => {
  proxy.begin({ fault: { ...FAULTS.late, after: 200 }, at: 1 });
  const order: string[] = [];
  const first = roots().then(() => order.push('first'));
  while (!proxy.calls.length) await new Promise(resolve => setTimeout(resolve, 1));
  await roots().then(() => order.push('second'));
  await first;
  expect(order).toEqual(['second', 'first']);
});

test.each<[FaultName, string[]]>([
  ['unheard', [LIST_ROOTS]],
  ['refused', []],
  ['down', []],
])('%s: nothing works any more, except the answer to CloudFormation', async (name, reached) => {
  // GIVEN
  proxy.begin({ fault: FAULTS[name], at: 1 });
  // WHEN THEN
  await expect(roots({ maxAttempts: 2 })).rejects.toThrow();
  await expect(client(STSClient).send(new GetCallerIdentityCommand({}))).rejects.toThrow();
  expect((await fetch(`${proxy.endpoint}/answer`, { method: 'PUT' })).status).toBe(200);
  expect(seen).toEqual([...reached, 'PUT /answer']);
  // and a new run is as before
  proxy.begin();
  expect((await roots()).Roots).toHaveLength(1);
});

test.each<[FaultName, number]>([['killedBefore', 0], ['killed', 1], ['abandoned', 1]])('%s: the caller is ended before it gets an answer', async (name, reached) => {
  // GIVEN
  const kill = jest.fn();
  proxy.begin({ fault: FAULTS[name], at: 1, kill });
  // WHEN
  await expect(roots()).rejects.toThrow();
  await proxy.settled();
  // THEN
  expect(kill).toHaveBeenCalledTimes(1);
  expect(seen).toHaveLength(reached);
});

/** Names by which the SDK's errors are told apart: each in the shape of its service's protocol. */
test.each<[string, FaultName, () => Promise<unknown>, string, number]>([
  ['json', 'throttled', roots, 'TooManyRequestsException', 400],
  ['json', 'denied', roots, 'AccessDeniedException', 400],
  ['json', 'failed', roots, 'ServiceException', 500],
  ['json', 'busy', () => client(OrganizationsClient).send(new CreateOrganizationCommand({})), 'ConcurrentModificationException', 400],
  ['json', 'busy', () => client(SSMClient).send(new PutParameterCommand({ Name: 'a', Value: 'b' })), 'TooManyUpdates', 400],
  ['query', 'throttled', () => client(STSClient).send(new GetCallerIdentityCommand({})), 'Throttling', 400],
  ['query', 'denied', () => client(CloudFormationClient).send(new DescribeStacksCommand({})), 'AccessDenied', 403],
  ['rest-xml', 'throttled', change, 'Throttling', 400],
  ['rest-xml', 'busy', change, 'PriorRequestNotComplete', 400],
  ['rest-xml', 'down', change, 'ServiceUnavailable', 503],
])('%s, %s: an error that the SDK knows', async (_, fault, call, name, status) => {
  proxy.begin({ fault: FAULTS[fault], at: 1 });
  await expect(call()).rejects.toMatchObject({ name, $metadata: { httpStatusCode: status } });
  expect(seen).toEqual([]);
});

test('s3: an error has the root that its clients look for', async () => {
  proxy.begin({ fault: FAULTS.throttled, at: 1 });
  const authorization = 'AWS4-HMAC-SHA256 Credential=111111111111/20260101/eu-west-1/s3/aws4_request, SignedHeaders=host, Signature=0';
  const answer = await fetch(`${proxy.endpoint}/bucket/key`, { headers: { authorization } });
  expect([answer.status, await answer.text()]).toEqual([503, expect.stringMatching(/^<Error><Code>SlowDown<\/Code>/)]);
});

test('an error that the service does not have does not happen', async () => {
  // a list of roots changes nothing: Organizations never says that it is busy with another change
  proxy.begin({ fault: FAULTS.busy, at: 1 });
  expect((await roots()).Roots).toHaveLength(1);
  expect(proxy.disturbed).toBe(false);
});

function change(): Promise<unknown> {
  return client(Route53Client).send(new ChangeResourceRecordSetsCommand({
    HostedZoneId: 'Z1',
    ChangeBatch: { Changes: [{ Action: 'UPSERT', ResourceRecordSet: { Name: 'a.example', Type: 'NS', TTL: 60, ResourceRecords: [{ Value: 'ns.example.' }] } }] },
  }));
}
