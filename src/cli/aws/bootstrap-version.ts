import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { awsCode, call, RETRY } from './call';
import type { SessionCredentials } from './identity';

/** Version of the CDK bootstrap stack in one account and region; undefined while it is not there. @param Name its parameter */
export async function bootstrapVersion(Name: string, region: string, credentials?: SessionCredentials): Promise<string | undefined> {
  const client = new SSMClient({ region, credentials, ...RETRY });
  try {
    const { Parameter } = await call('ssm:GetParameter', `${region} (${Name})`, () => client.send(new GetParameterCommand({ Name })));
    return Parameter?.Value;
  } catch (error) {
    if (awsCode(error) === 'ParameterNotFound') return undefined;
    throw error;
  } finally {
    client.destroy();
  }
}
