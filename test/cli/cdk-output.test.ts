import { findCdk, outcomes } from '../../src/cli/cdk';

test('what the CDK CLI says of each stack', () => {
  // GIVEN lines of cdk 2.1148
  const lines = [
    'Acme/production/eu-west-1 (cloud-platform-production): deploying... [1/2]',
    'cloud-platform-production | 3/3 | 10:00:00 | CREATE_COMPLETE | AWS::Route53::HostedZone | Zone',
    '',
    ' ✅  Acme/production/eu-west-1 (cloud-platform-production)',
    '✨  Deployment time: 3.21s',
    ' ✅  Acme/production/us-east-1 (cloud-platform-production) (no changes)',
    ' ✅  Plain',
    ' ✅  Same (no changes)',
    '❌  cloud-platform-production failed to deploy',
    ' ❌  Acme/production/us-east-2 (cloud-platform-production) failed: ToolkitError: ✅ is not there',
    ' ❌  Acme/production/us-west-2 failed: ToolkitError',
  ];

  // THEN
  expect(outcomes(lines)).toEqual({
    deployed: ['Acme/production/eu-west-1', 'Plain'], unchanged: ['Acme/production/us-east-1', 'Same'], failed: ['cloud-platform-production', 'Acme/production/us-east-2', 'Acme/production/us-west-2'],
  });
});

test("the project's own cdk is found, or the command that was given, with quotes", () => {
  expect(findCdk(__dirname)).toEqual({ command: process.execPath, args: [expect.stringMatching(/node_modules\/aws-cdk\/bin\/cdk$/)] });
  expect(findCdk('/', 'npx "my cdk" \'--a b\'')).toEqual({ command: 'npx', args: ['my cdk', '--a b'] });
});
