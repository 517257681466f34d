import { EC2Client } from '@aws-sdk/client-ec2';
import { IAMClient } from '@aws-sdk/client-iam';
import { AccountBaselineKind } from './account-baseline';
import { BASELINE_TYPE } from './constants';
import { customResources } from '../runtime/custom-resource';

const PATIENT = { maxAttempts: 10, retryMode: 'adaptive' };

/** What every account has that no policy of the organization and no type of CloudFormation settles. */
export const handler = customResources({
  [BASELINE_TYPE]: new AccountBaselineKind(new EC2Client(PATIENT), new IAMClient(PATIENT)),
});
