import { planOf } from './fixtures/plan';
import { environmentOf } from '../../src/cli/credentials';
import { regionFor } from '../../src/cli/tool';

test('a child process asks regional endpoints of STS, whatever the caller has set', () => {
  expect(environmentOf({ inAccount: true }, 'eu-south-1', { AWS_STS_REGIONAL_ENDPOINTS: 'legacy' }))
    .toMatchObject({ AWS_REGION: 'eu-south-1', AWS_STS_REGIONAL_ENDPOINTS: 'regional' });
});

test('global services and STS are asked in the home region, or in us-east-1 where that one has to be opted in', () => {
  expect(['eu-west-1', 'eu-south-1'].map(home => regionFor(planOf([], [home])))).toEqual(['eu-west-1', 'us-east-1']);
});
