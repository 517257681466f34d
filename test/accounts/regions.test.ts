import { Lazy } from 'aws-cdk-lib';
import { GovernedRegions } from '../../src/accounts/regions';
import type { RegisteredPlatform } from '../../src/accounts/registry-file';
import { Problems } from '../../src/private/problems';

/** The regions, and what is complained of; `made` says what the registry remembers. */
function governed(
  home: string, additional: string[] = [], removed: string[] = [], made?: Partial<RegisteredPlatform>,
): GovernedRegions & { said: string[] } {
  const problems = new Problems();
  const regions = new GovernedRegions(problems, 'Acme', home, additional, removed, made && { prefix: 'acme', homeRegion: home, regions: [home], ...made });
  return Object.assign(regions, { said: problems.validate().map(line => line.split('\n')[0]) });
}

test('the home region first, each once; us-east-1 is bootstrapped though nobody governs it', () => {
  const { all, additional, deployable, bootstrapped, partition, said } = governed('eu-west-1', ['eu-north-1']);
  expect({ all, additional, deployable, bootstrapped, partition, said }).toEqual({
    all: ['eu-west-1', 'eu-north-1'],
    additional: ['eu-north-1'],
    deployable: ['eu-west-1', 'eu-north-1', 'us-east-1'],
    bootstrapped: ['eu-west-1', 'eu-north-1', 'us-east-1'],
    partition: 'aws',
    said: [],
  });
  expect(governed('us-east-1').deployable).toEqual(['us-east-1']);
});

test('another partition has no us-east-1', () => {
  const { deployable, partition } = governed('cn-north-1', ['cn-northwest-1']);
  expect({ deployable, partition }).toEqual({ deployable: ['cn-north-1', 'cn-northwest-1'], partition: 'aws-cn' });
});

test('those that have to be opted in to are said', () => {
  expect(governed('eu-west-1', ['eu-south-1', 'eu-north-1', 'af-south-1']).optIn).toEqual(['eu-south-1', 'af-south-1']);
});

test('what is given up stays bootstrapped as long as something stands there', () => {
  expect(governed('eu-west-1', [], ['eu-north-1'], { regions: ['eu-west-1', 'eu-north-1'] }).bootstrapped).toEqual(['eu-west-1', 'us-east-1', 'eu-north-1']);
  expect(governed('eu-west-1', [], ['eu-north-1'], { regions: ['eu-west-1'] }).bootstrapped).toEqual(['eu-west-1', 'us-east-1']);
  expect(governed('eu-west-1', [], ['eu-north-1']).bootstrapped).toEqual(['eu-west-1', 'us-east-1']);
});

test('open are all at first; later the home region, and what the registry has and does not call closed', () => {
  const additional = ['eu-north-1', 'eu-west-2'];
  expect(governed('eu-west-1', additional).open).toEqual(['eu-west-1', 'eu-north-1', 'eu-west-2']);
  expect(governed('eu-west-1', additional, [], { regions: [] }).open).toEqual(['eu-west-1']);
  expect(governed('eu-west-1', additional, [], { regions: ['eu-north-1', 'eu-west-2'], closedRegions: ['eu-west-2'] }).open).toEqual(['eu-west-1', 'eu-north-1']);
});

test.each<[string, string[], string[], string[]]>([
  ['eu-wset-1', [], [], ['Acme: homeRegion: got "eu-wset-1", expected the name of an AWS region; write "eu-west-1"']],
  ['nowhere-at-all-1', [], [], ['Acme: homeRegion: got "nowhere-at-all-1", expected the name of an AWS region; write "eu-west-1"']],
  [Lazy.string({ produce: () => 'eu-west-1' }), [], [], ['Acme: homeRegion: got a value that is known only at deploy, expected the name of an AWS region; write "eu-west-1"']],
  ['eu-west-1', ['eu-north-1', 'eu-north-1'], [], ['Acme: additionalRegions: got "eu-north-1", expected each region once, the home region not among them; write it once']],
  ['eu-west-1', ['eu-west-1'], [], ['Acme: additionalRegions: got "eu-west-1", expected each region once, the home region not among them; write it once']],
  ['eu-west-1', ['cn-north-1'], [], ['Acme: additionalRegions: got "cn-north-1", expected a region of the home region\'s partition, aws; write a landing zone of its own for it']],
  ['eu-west-1', ['us-esat-2', 'cn-north-1'], [], [
    'Acme: additionalRegions: got "us-esat-2", expected the name of an AWS region; write "us-east-2"',
    'Acme: additionalRegions: got "cn-north-1", expected a region of the home region\'s partition, aws; write a landing zone of its own for it',
  ]],
  ['eu-west-1', [], ['eu-west-1'], ['Acme: removedRegions: got "eu-west-1", expected a region that is not governed; write it either here or in additionalRegions']],
  ['eu-west-1', [], ['us-esat-2'], ['Acme: removedRegions: got "us-esat-2", expected the name of an AWS region; write "us-east-2"']],
])('home %s, also %j, without %j: it is said what is wrong', (home, additional, removed, expected) => {
  expect(governed(home, additional, removed).said).toEqual(expected);
});
