import { IDENTITY_CENTER_BASELINE_TYPE } from './constants';
import { ControlTowerApi } from './control-tower-api';
import { IdentityCenterBaselineKind } from './identity-center-baseline';
import { customResources } from '../runtime/custom-resource';

/** As Lambda gives it. */
function environment() {
  const { AWS_REGION: region = '', AWS_ENDPOINT_URL, AWS_ACCESS_KEY_ID = '', AWS_SECRET_ACCESS_KEY = '', AWS_SESSION_TOKEN } = process.env;
  return {
    region,
    endpoint: AWS_ENDPOINT_URL ?? `https://controltower.${region}.amazonaws.com`,
    credentials: { accessKeyId: AWS_ACCESS_KEY_ID, secretAccessKey: AWS_SECRET_ACCESS_KEY, sessionToken: AWS_SESSION_TOKEN },
  };
}

/** What CloudFormation cannot look up. */
export const handler = customResources({
  [IDENTITY_CENTER_BASELINE_TYPE]: new IdentityCenterBaselineKind(new ControlTowerApi(environment), id => {
    const { region } = environment();
    return `arn:${region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws'}:controltower:${region}::baseline/${id}`;
  }),
});
