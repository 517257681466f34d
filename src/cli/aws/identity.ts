import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { call, RETRY } from './call';

/** Who the tool works as. */
export interface Caller {
  readonly account: string;
  readonly arn: string;
  readonly partition: string;
}

/** Credentials of a session, as child processes take them. */
export interface SessionCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  readonly expiration?: Date;
}

/** AWS STS. */
export class Identity {
  private readonly client: STSClient;

  constructor(private readonly region: string) {
    this.client = new STSClient({ region, ...RETRY });
  }

  public async caller(): Promise<Caller> {
    // the first call of all: where nothing answers, that is said soon
    const client = new STSClient({ region: this.region, ...RETRY, maxAttempts: 4 });
    const { Account, Arn } = await call('sts:GetCallerIdentity', this.region, () => client.send(new GetCallerIdentityCommand({})));
    client.destroy();
    return { account: Account!, arn: Arn!, partition: Arn!.split(':')[1] };
  }

  public async assumeRole(roleArn: string): Promise<SessionCredentials> {
    const { Credentials } = await call('sts:AssumeRole', roleArn, () => this.client.send(new AssumeRoleCommand({
      RoleArn: roleArn,
      RoleSessionName: 'cloud-platform-deploy',
      // what role chaining allows at most
      DurationSeconds: 3600,
    })));
    return {
      accessKeyId: Credentials!.AccessKeyId!,
      secretAccessKey: Credentials!.SecretAccessKey!,
      sessionToken: Credentials!.SessionToken,
      expiration: Credentials!.Expiration,
    };
  }
}
