import type { PlannedAccount, PlannedDeployRole } from '../plan/platform-json';
import { isDenied } from './aws/call';
import type { Caller, Identity, SessionCredentials } from './aws/identity';
import { CliError, ExitCode } from './errors';

/** What an account is worked on with. */
export interface AccountCredentials {
  /** Absent where the caller's own are used as they are. */
  readonly session?: SessionCredentials;
  /** Whether they belong to the account itself: then its parameters can be read. */
  readonly inAccount: boolean;
}

/** A session is made anew when less than this is left of it. */
const FRESH = 20 * 60_000;

/** Gets credentials of an account: the caller's own in its account, else of a role there. */
export class Credentials {
  private readonly sessions = new Map<string, SessionCredentials>();

  /** `roleName` false: the caller's own everywhere. */
  constructor(
    private readonly identity: Identity,
    private readonly caller: Caller,
    private readonly roleName: string | false,
    private readonly deployRoles: readonly PlannedDeployRole[] = [],
  ) {
  }

  public async of(account: PlannedAccount): Promise<AccountCredentials> {
    if (account.id === this.caller.account) return { inAccount: true };
    if (!this.roleName) return { inAccount: false };
    const known = this.sessions.get(account.id!);
    if (known && (!known.expiration || known.expiration.getTime() - Date.now() > FRESH)) return { inAccount: true, session: known };
    const session = await this.assume(`arn:${this.caller.partition}:iam::${account.id}:role/${this.roleName}`, account);
    this.sessions.set(account.id!, session);
    return { inAccount: true, session };
  }

  private async assume(roleArn: string, account: PlannedAccount): Promise<SessionCredentials> {
    try {
      return await this.identity.assumeRole(roleArn);
    } catch (error) {
      if (!isDenied(error)) throw error;
      throw new CliError({
        what: `account ${account.name} (${account.id}) cannot be entered`,
        where: `sts:AssumeRole ${roleArn}`,
        got: `${(error as CliError).problem.got} as ${this.caller.arn}`,
        expected: 'a role in the account that trusts the caller',
        instead: this.deployRoles.some(({ account: name, deploys }) => name === account.name && deploys === 'platform')
          ? `"cloud-platform deploy ${account.name}" in the job that is its deploy identity, or a caller that the guardrail AccessFromManagement exempts`
          : '--assume-role <name of a role that does>, or --no-assume-role with credentials of the account itself',
      }, ExitCode.FAILED, { cause: (error as CliError).cause });
    }
  }
}

/** Tokens of the global endpoint do not hold in regions that have to be opted in to, and older SDKs in a user's app still ask it. */
const REGIONAL_STS = { AWS_STS_REGIONAL_ENDPOINTS: 'regional' };

/** The environment of a child process that works with these credentials. */
export function environmentOf(credentials: AccountCredentials, region: string, base: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = { ...base, AWS_REGION: region, AWS_DEFAULT_REGION: region, NO_COLOR: '1', ...REGIONAL_STS };
  delete env.FORCE_COLOR;
  const { session } = credentials;
  if (!session) return env;
  for (const name of [
    'AWS_PROFILE', 'AWS_DEFAULT_PROFILE', 'AWS_ROLE_ARN', 'AWS_WEB_IDENTITY_TOKEN_FILE', 'AWS_SESSION_TOKEN', 'AWS_CREDENTIAL_EXPIRATION',
    'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI', 'AWS_CONTAINER_CREDENTIALS_FULL_URI',
  ]) {
    delete env[name];
  }
  return {
    ...env,
    AWS_ACCESS_KEY_ID: session.accessKeyId,
    AWS_SECRET_ACCESS_KEY: session.secretAccessKey,
    ...session.sessionToken && { AWS_SESSION_TOKEN: session.sessionToken },
  };
}
