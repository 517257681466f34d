import { CfnParameter } from 'aws-cdk-lib/aws-ssm';
import { Platform } from '../../src/private/platform';
import { landingZone, registered } from '../support/acme';
import { appIn } from '../support/assembly';

test('a service that a region lacks is left out there, with a warning that names both', () => {
  // GIVEN
  const app = appIn();
  const zone = landingZone(app, registered(), { additionalRegions: ['us-west-1'] });
  const packages = zone.artifacts.stack('eu-west-1', 'packages');
  new CfnParameter(packages, 'Parameter', { type: 'String', value: 'x' });

  // WHEN
  const has = ['eu-west-1', 'us-west-1'].map(region => Platform.of(zone).has(packages, 'codeartifact', region));

  // THEN
  expect(has).toEqual([true, false]);
  const { messages } = app.synth().getStackArtifact(packages.artifactId);
  expect(messages.map(({ level, entry }) => [level, entry.data])).toEqual([
    ['warning', expect.stringContaining('us-west-1 has no CodeArtifact: it is left out there.')],
  ]);
});
