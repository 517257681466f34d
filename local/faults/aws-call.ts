import type { IncomingHttpHeaders } from 'node:http';
import type { Refusal } from './fault';

/** How a service is spoken to; `none` is a request that nobody signed, such as the answer to CloudFormation. */
export type Protocol = 'json' | 'query' | 'ec2' | 'rest-json' | 'rest-xml' | 's3' | 'none';

/** A call of AWS, as its request shows it. */
export interface AwsCall {
  readonly service: string;
  /** The operation's name, or method and path where only they say it. */
  readonly operation: string;
  readonly account: string;
  readonly region: string;
  readonly protocol: Protocol;
}

export interface Answer {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: string;
}

const SIGNED_FOR = /Credential=([^/]+)\/\d+\/([^/]+)\/([^/]+)\//;
const REST_XML = ['route53', 'cloudfront'];

export function awsCallOf(method: string, url: string, headers: IncomingHttpHeaders, body: string): AwsCall {
  const [path, query = ''] = url.split('?');
  const signature = SIGNED_FOR.exec(headers.authorization ?? '') ?? SIGNED_FOR.exec(decodeURIComponent(query).replace('X-Amz-Credential', 'Credential'));
  if (!signature) return { service: 'none', operation: `${method} ${path}`, account: '', region: '', protocol: 'none' };
  const [, account, region, service] = signature;
  const target = headers['x-amz-target'];
  if (typeof target === 'string') return { service, operation: target.split('.').pop()!, account, region, protocol: 'json' };
  const action = /(?:^|&)Action=(\w+)/.exec(body)?.[1] ?? /(?:^|&)Action=(\w+)/.exec(query)?.[1];
  if (action) return { service, operation: action, account, region, protocol: service === 'ec2' ? 'ec2' : 'query' };
  const protocol = service === 's3' ? 's3' : REST_XML.includes(service) ? 'rest-xml' : 'rest-json';
  return { service, operation: `${method} ${path}`, account, region, protocol };
}

type Codes = Partial<Record<Protocol | Refusal, string>>;

const CODES: Record<Exclude<Refusal, 'conflict'>, Codes> = {
  throttling: { 'json': 'ThrottlingException', 'query': 'Throttling', 'ec2': 'RequestLimitExceeded', 'rest-json': 'TooManyRequestsException', 'rest-xml': 'Throttling', 's3': 'SlowDown' },
  failure: { 'json': 'InternalFailure', 'query': 'InternalFailure', 'ec2': 'InternalError', 'rest-json': 'InternalFailure', 'rest-xml': 'InternalFailure', 's3': 'InternalError' },
  outage: { 'json': 'ServiceUnavailable', 'query': 'ServiceUnavailable', 'ec2': 'Unavailable', 'rest-json': 'ServiceUnavailable', 'rest-xml': 'ServiceUnavailable', 's3': 'ServiceUnavailable' },
  denial: { 'json': 'AccessDeniedException', 'query': 'AccessDenied', 'ec2': 'UnauthorizedOperation', 'rest-json': 'AccessDeniedException', 'rest-xml': 'AccessDenied', 's3': 'AccessDenied' },
};
/** What a service says of it itself. */
const OWN_CODES: Record<string, Codes> = {
  organizations: { throttling: 'TooManyRequestsException', failure: 'ServiceException' },
  ce: { throttling: 'LimitExceededException' },
};
/** Refusals that are told to come back: by service, for its writing calls. */
const CONFLICTS: Record<string, { readonly code: string; readonly of: RegExp }> = {
  organizations: { code: 'ConcurrentModificationException', of: /^(Create|Move|Enable|Tag)/ },
  route53: { code: 'PriorRequestNotComplete', of: /^POST .*\/rrset/ },
  ssm: { code: 'TooManyUpdates', of: /^PutParameter$/ },
};

/** Whether AWS could answer this call so. */
export function canSay(refusal: Refusal, { service, operation, protocol }: AwsCall): boolean {
  if (refusal === 'conflict') return CONFLICTS[service]?.of.test(operation) ?? false;
  return protocol !== 'none' || refusal !== 'denial';
}

/** An error as the service itself would say it. */
export function refusalOf(refusal: Refusal, call: AwsCall): Answer {
  const { protocol, service } = call;
  const status = statusOf(refusal, protocol);
  if (protocol === 'none') return { status, headers: {}, body: '' };
  const code = refusal === 'conflict' ? CONFLICTS[service].code : OWN_CODES[service]?.[refusal] ?? CODES[refusal][protocol]!;
  const message = `${refusal}, by the fault proxy`;
  const id = '00000000-0000-4000-8000-000000000000';
  const error = `<Error><Code>${code}</Code><Message>${message}</Message></Error>`;
  switch (protocol) {
    case 'json': return { status, headers: { 'content-type': 'application/x-amz-json-1.1' }, body: JSON.stringify({ __type: code, message, Message: message }) };
    case 'rest-json': return { status, headers: { 'content-type': 'application/json', 'x-amzn-errortype': code }, body: JSON.stringify({ message }) };
    case 's3': return xml(status, `<Error><Code>${code}</Code><Message>${message}</Message><RequestId>${id}</RequestId></Error>`);
    case 'ec2': return xml(status, `<Response><Errors>${error}</Errors><RequestID>${id}</RequestID></Response>`);
    default: return xml(status, `<ErrorResponse>${error.replace('<Code>', `<Type>${status < 500 ? 'Sender' : 'Receiver'}</Type><Code>`)}<RequestId>${id}</RequestId></ErrorResponse>`);
  }
}

function statusOf(refusal: Refusal, protocol: Protocol): number {
  if (refusal === 'failure') return 500;
  if (refusal === 'outage') return 503;
  if (refusal === 'throttling') return protocol === 's3' || protocol === 'ec2' ? 503 : protocol === 'rest-json' || protocol === 'none' ? 429 : 400;
  if (refusal === 'denial') return protocol === 'json' ? 400 : 403;
  return 400;
}

function xml(status: number, body: string): Answer {
  return { status, headers: { 'content-type': 'text/xml' }, body };
}
