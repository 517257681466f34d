import { SSMClient } from '@aws-sdk/client-ssm';
import { REGIONAL_PARAMETER_TYPE } from './constants';
import { RegionalParameterKind } from './parameters';
import { customResources } from '../runtime/custom-resource';

const clients = new Map<string, SSMClient>();

function clientIn(region: string): SSMClient {
  const client = clients.get(region) ?? new SSMClient({ region, maxAttempts: 10 });
  clients.set(region, client);
  return client;
}

export const handler = customResources({ [REGIONAL_PARAMETER_TYPE]: new RegionalParameterKind(clientIn) });
