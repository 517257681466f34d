import { Route53Client } from '@aws-sdk/client-route-53';
import { DELEGATION_TYPE } from './constants';
import { DelegationKind } from './delegation';
import { customResources } from '../runtime/custom-resource';
import { enterDoor } from '../runtime/door';

const maxAttempts = 10;

async function parentOf(roleArn: string): Promise<Route53Client> {
  return new Route53Client({ maxAttempts, credentials: await enterDoor(roleArn, 'subdomain-delegation') });
}

export const handler = customResources({ [DELEGATION_TYPE]: new DelegationKind(new Route53Client({ maxAttempts }), parentOf) });
