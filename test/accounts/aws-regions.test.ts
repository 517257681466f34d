import { RegionInfo } from 'aws-cdk-lib/region-info';
import { isOptIn, partitionOf, REGION_NAMES } from '../../src/accounts/aws-regions';

test('the regions, their partitions and which of them have to be opted in to are those that CDK knows', () => {
  // GIVEN
  const known = RegionInfo.regions.map(region => ({ name: region.name, partition: region.partition, optIn: region.isOptInRegion })).sort(byName);

  // WHEN
  const ours = REGION_NAMES.map(name => ({ name, partition: partitionOf(name), optIn: isOptIn(name) })).sort(byName);

  // THEN
  expect(ours).toEqual(known);
  expect(REGION_NAMES).toEqual([...REGION_NAMES].sort());
});

function byName(a: { name: string }, b: { name: string }): number {
  return a.name < b.name ? -1 : 1;
}
