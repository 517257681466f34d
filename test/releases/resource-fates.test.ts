import { fates } from '../../build-tools/release/resource-fates';
import type { EmulatorRecord } from '../../local/embedded-aws';

function record(op: EmulatorRecord['op'], logicalId: string, physicalId: string, more: Partial<EmulatorRecord> = {}): EmulatorRecord {
  return { time: '', op, type: 'AWS::Route53::HostedZone', logicalId, physicalId, stack: 'dns', account: '111111111111', region: 'eu-west-1', mode: 'deployed', ...more };
}
const ZONE = record('create', 'Zone', 'Z1');

test('what is updated or left alone is the one that was there', () => {
  // WHEN
  const { kept, gone, added } = fates([ZONE, record('create', 'Other', 'Z2')], [record('update', 'Zone', 'Z1'), record('create', 'New', 'Z3')]);
  // THEN
  expect(kept.map(({ logicalId, stateful }) => [logicalId, stateful])).toEqual([['Zone', true], ['Other', true]]);
  expect([gone, added]).toEqual([[], 1]);
});

test.each<[string, EmulatorRecord[], string]>([
  ['one that is made anew', [record('create', 'Zone', 'Z9')], 'was replaced by Z9'],
  ['one whose update gives another', [record('update', 'Zone', 'Z9')], 'was replaced by Z9'],
  ['one that is made anew, and the old one deleted', [record('create', 'Zone', 'Z9'), record('delete', 'Zone', 'Z1')], 'was replaced by Z9'],
  ['one that is deleted', [record('delete', 'Zone', 'Z1')], 'was deleted'],
])('%s is gone', (_, after, became) => {
  expect(fates([ZONE], after).gone).toMatchObject([{ logicalId: 'Zone', physicalId: 'Z1', stateful: true, became }]);
});

test('another stack, region or account has resources of its own; what a release itself took away is not looked for', () => {
  for (const more of [{ stack: 'other' }, { region: 'us-east-1' }, { account: '222222222222' }]) {
    expect(fates([ZONE], [record('delete', 'Zone', 'Z1', more)]).gone).toEqual([]);
  }
  expect(fates([ZONE, record('delete', 'Zone', 'Z1')], [])).toEqual({ kept: [], gone: [], added: 0 });
});
