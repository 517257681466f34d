import { IDENTITY_CENTER_BASELINE_TYPE } from './constants';
import { ControlTowerApi } from './control-tower-api';
import { IdentityCenterBaselineKind } from './identity-center-baseline';
import { customResources } from '../runtime/custom-resource';
import { pause } from '../runtime/pause';

const { AWS_REGION: region = '', AWS_ENDPOINT_URL, AWS_ACCESS_KEY_ID = '', AWS_SECRET_ACCESS_KEY = '', AWS_SESSION_TOKEN } = process.env;
const partition = region.startsWith('cn-') ? 'aws-cn' : region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
const endpoint = AWS_ENDPOINT_URL ?? `https://controltower.${region}.amazonaws.com${partition === 'aws-cn' ? '.cn' : ''}`;

const api = new ControlTowerApi({
  region, endpoint, credentials: { accessKeyId: AWS_ACCESS_KEY_ID, secretAccessKey: AWS_SECRET_ACCESS_KEY, sessionToken: AWS_SESSION_TOKEN },
}, pause);

/** What CloudFormation cannot look up. */
export const handler = customResources({
  [IDENTITY_CENTER_BASELINE_TYPE]: new IdentityCenterBaselineKind(api, id => `arn:${partition}:controltower:${region}::baseline/${id}`),
});
