import { DescribeParametersCommand, GetParameterCommand, PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';

/** A parameter of a stack that is changed by hand and put back: with its description, or whoever asks for drift finds that it lacks it. */
export async function parameterAsDeployed(client: SSMClient, Name: string): Promise<{ value: string; put: (value: string) => Promise<void> }> {
  const { Parameter } = await client.send(new GetParameterCommand({ Name }));
  const { Parameters } = await client.send(new DescribeParametersCommand({ ParameterFilters: [{ Key: 'Name', Values: [Name] }] }));
  const put = async (Value: string) => void await client.send(new PutParameterCommand({ Name, Value, Description: Parameters![0].Description, Type: 'String', Overwrite: true }));
  return { value: Parameter!.Value!, put };
}
