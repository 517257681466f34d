import { CliError, ExitCode } from '../errors';

/** What every client of the tool is made with: throttling is survived, however many accounts there are. */
export const RETRY = { maxAttempts: 10, retryMode: 'adaptive' } as const;

/** Runs one AWS call; `action` is its IAM name, `where` the account or region. An error that nobody handles becomes one that says its way out. */
export async function call<T>(action: string, where: string, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    throw explain(error, action, where);
  }
}

/** AWS's own code of an error, through the explanation as well. */
export function awsCode(error: unknown): string | undefined {
  const cause = error instanceof CliError ? error.cause : error;
  const { name, Code, code } = (cause ?? {}) as { name?: string; Code?: string; code?: string };
  return [name, Code, code].find(value => value && value !== 'Error' && value !== 'AggregateError');
}

/** Whether AWS said that the caller may not. */
export function isDenied(error: unknown): boolean {
  return DENIED.includes(awsCode(error) ?? '');
}

/** Whether AWS did not know the credentials. */
export function isUnknown(error: unknown): boolean {
  return INVALID.includes(awsCode(error) ?? '');
}

const NO_CREDENTIALS = ['CredentialsProviderError', 'ProviderError', 'TokenProviderError'];
const EXPIRED = ['ExpiredToken', 'ExpiredTokenException', 'RequestExpired', 'ExpiredCredentials'];
const INVALID = [
  'InvalidClientTokenId', 'UnrecognizedClientException', 'SignatureDoesNotMatch', 'InvalidSignatureException', 'AuthFailure', 'InvalidAccessKeyId',
];
const DENIED = ['AccessDenied', 'AccessDeniedException', 'UnauthorizedOperation', 'AuthorizationError'];
const THROTTLED = ['Throttling', 'ThrottlingException', 'TooManyRequestsException', 'RequestLimitExceeded', 'SlowDown'];
const NETWORK = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ECONNRESET', 'ETIMEDOUT', 'EPIPE', 'TimeoutError', 'NetworkingError', 'EHOSTUNREACH'];

export function explain(error: unknown, action: string, where: string): CliError {
  if (error instanceof CliError) return error;
  const code = awsCode(error) ?? 'unknown error';
  const got = `${code}: ${messageOf(error)}`;
  const options = { cause: error };
  const at = `${action} in ${where}`;
  if (NO_CREDENTIALS.includes(code)) {
    return /expired|sso session|sso login/i.test(messageOf(error))
      ? new CliError({ what: 'the AWS credentials have expired', where: at, got, instead: renew() }, ExitCode.BAD_INPUT, options)
      : new CliError({
        what: 'no AWS credentials',
        where: at,
        got,
        expected: 'credentials in the environment, a profile, or a role of the machine',
        instead: 'set AWS_PROFILE to a profile of the management account, or run "aws sso login"',
      }, ExitCode.BAD_INPUT, options);
  }
  if (EXPIRED.includes(code)) {
    return new CliError({ what: 'the AWS credentials have expired', where: at, got, instead: renew() }, ExitCode.BAD_INPUT, options);
  }
  if (INVALID.includes(code)) {
    return new CliError({ what: 'AWS does not accept the credentials', where: at, got, instead: 'check AWS_PROFILE or AWS_ACCESS_KEY_ID' }, ExitCode.BAD_INPUT, options);
  }
  if (DENIED.includes(code)) {
    return new CliError({ what: `not allowed: ${action}`, where, got, instead: `an identity whose policies allow ${action}` }, ExitCode.FAILED, options);
  }
  if (THROTTLED.includes(code)) {
    return new CliError({
      what: `AWS still throttles after ${RETRY.maxAttempts} attempts`, where: at, got, instead: 'run the same command again in a few minutes',
    }, ExitCode.FAILED, options);
  }
  if (NETWORK.includes(code)) {
    return new CliError({
      what: 'AWS cannot be reached',
      where: at,
      got,
      instead: process.env.AWS_ENDPOINT_URL
        ? `check AWS_ENDPOINT_URL (${process.env.AWS_ENDPOINT_URL}): does something listen there?` : 'check the network, the proxy and the region',
    }, ExitCode.FAILED, options);
  }
  return new CliError({ what: `${action} failed`, where, got }, ExitCode.FAILED, options);
}

function renew(): string {
  return process.env.AWS_PROFILE ? `aws sso login --profile ${process.env.AWS_PROFILE}` : 'get new ones, for example by "aws sso login"';
}

function messageOf(error: unknown): string {
  const { message, errors } = (error ?? {}) as { message?: string; errors?: Error[] };
  return message || errors?.map(one => one.message).join('; ') || String(error);
}
