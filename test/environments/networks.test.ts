import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import * as fc from 'fast-check';
import { AddressPlan, EnvironmentAccount, EnvironmentType, LandingZoneProps } from '../../src';
import { RegistryFile } from '../../src/accounts/registry-file';
import { Networks } from '../../src/environments/networks';
import { parseCidr } from '../../src/private/cidr';
import { Problems } from '../../src/private/problems';
import { landingZone, registered, registryFile, withEnvironments } from '../support/acme';
import { complaintsOf, synthesize } from '../support/assembly';

const addressPlan = AddressPlan.of(['10.0.0.0/8'], { reserved: ['10.1.0.0/16'] });
type Given = { [account: string]: { [region: string]: string } };

/** What environments have after a synth, with what the registry knows before it. */
function networksOf(names: string[], props: Partial<LandingZoneProps> = {}, known: Given = {}): Given {
  const { plan } = synthesize(app => {
    const accounts = registryFile(registered(names), ({ name }) => ({ networks: known[name] }));
    const zone = landingZone(app, [], { accounts, addressPlan, ...props });
    for (const name of names) zone.addEnvironment(name, { environmentType: EnvironmentType.STAGING });
  });
  return Object.fromEntries(plan.accounts.filter(({ networks }) => networks).map(({ name, networks }) => [name, networks!]));
}

test('each environment has a network in each region, and no two overlap', () => {
  expect(networksOf(['production', 'staging'])).toEqual({
    production: { 'eu-west-1': '10.0.0.0/16', 'us-east-1': '10.2.0.0/16' }, staging: { 'eu-west-1': '10.3.0.0/16', 'us-east-1': '10.4.0.0/16' },
  });
});

test('what the registry remembers stays, whatever comes before it in the code, and a new region gets a new one', () => {
  // GIVEN
  const before = networksOf(['production', 'staging']);
  // WHEN
  const after = networksOf(['earlier', 'production', 'staging'], { additionalRegions: ['ap-south-1', 'us-east-1'] }, before);
  // THEN
  expect(after.production).toEqual({ ...before.production, 'ap-south-1': '10.8.0.0/16' });
  expect(after.staging).toEqual({ ...before.staging, 'ap-south-1': '10.9.0.0/16' });
  expect(after.earlier).toEqual({ 'eu-west-1': '10.5.0.0/16', 'ap-south-1': '10.6.0.0/16', 'us-east-1': '10.7.0.0/16' });
});

test('whatever comes, goes and ends, nothing overlaps and nothing moves', () => {
  const names = ['a', 'b', 'c', 'd', 'e'];
  const step = fc.record({ names: fc.shuffledSubarray(names), regions: fc.shuffledSubarray(['eu-west-1', 'us-east-1', 'ap-south-1'], { minLength: 1 }), ends: fc.subarray(names) });
  fc.assert(fc.property(fc.array(step, { maxLength: 6 }), steps => {
    let accounts: RegistryFile['accounts'] = [];
    for (const { names: asked, regions, ends } of steps) {
      const problems = new Problems();
      const networks = new Networks(AddressPlan.of(['192.168.0.0/16', '10.0.0.0/12'], { networkPrefixLength: 20, reserved: ['192.168.16.0/22'] }), { version: 1, accounts }, problems);
      const living = accounts.filter(({ status }) => status !== 'CLOSED');
      for (const name of asked) {
        const known = living.find(one => one.name === name)?.networks;
        const given = Object.fromEntries(regions.map(region => [region, networks.of(name, name, region)]));
        expect(given).toMatchObject(Object.fromEntries(Object.entries(known ?? {}).filter(([region]) => regions.includes(region))));
        accounts = [...accounts.filter(one => one.name !== name || one.status === 'CLOSED'), { name, networks: { ...known, ...given } }];
      }
      expect(problems.validate()).toEqual([]);
      const all = accounts.filter(({ status }) => status !== 'CLOSED').flatMap(({ networks: of }) => Object.values(of ?? {})).map(text => parseCidr(text)!);
      const sorted = all.sort((a, b) => a.start - b.start);
      sorted.slice(1).forEach((cidr, index) => expect(cidr.start).toBeGreaterThanOrEqual(sorted[index].start + sorted[index].size));
      expect(sorted.some(({ text }) => text === '192.168.16.0/20')).toBe(false);
      accounts = accounts.map(account => ends.includes(account.name) ? { ...account, status: 'CLOSED' } : account);
    }
  }));
});

test('the network of an account that has ended is free again, and its successor of the same name does not inherit it', () => {
  // GIVEN
  const ended = { name: 'sandbox-a', status: 'CLOSED' as const, networks: { 'eu-west-1': '10.0.0.0/16' } };
  const other = { name: 'production', networks: { 'eu-west-1': '10.2.0.0/16' } };
  const networks = new Networks(addressPlan, { version: 1, accounts: [ended, other] }, new Problems());
  // WHEN
  const given = ['production', 'staging', 'sandbox-a'].map(name => networks.of(name, name, 'eu-west-1'));
  // THEN
  expect(given).toEqual(['10.2.0.0/16', '10.0.0.0/16', '10.3.0.0/16']);
});

test('the account publishes its network, and a VPC of the platform team lies in it', () => {
  const assembly = synthesize(withEnvironments(['production'], zone => {
    const production = zone.node.findChild('production') as EnvironmentAccount;
    const stack = production.stack('us-east-1', 'network');
    new Vpc(stack, 'Vpc', { ipAddresses: production.ipAddressesIn(stack), maxAzs: 2 });
  }, { addressPlan: AddressPlan.of(['10.0.0.0/8'], { networkPrefixLength: 20 }) }));
  const published = assembly.resources('Acme/production/us-east-1', 'AWS::SSM::Parameter').map(([, { Properties: { Name, Value } }]) => [Name, Value]);
  expect(published).toEqual(expect.arrayContaining([['/cloud-platform/v1/network-cidr', '10.0.16.0/20'], ['/cloud-platform/v1/network-subnet-bits', '8']]));
  expect(assembly.resources('Acme/production/us-east-1-network', 'AWS::EC2::Subnet')).toHaveLength(4);
});

test('an application\'s VPC reads the network when it is deployed, in sixteenths', () => {
  // WHEN
  const stack = new Stack(new App(), 'Shop');
  new Vpc(stack, 'Vpc', { ipAddresses: EnvironmentAccount.current(stack).ipAddressesIn(stack), maxAzs: 2, natGateways: 0 });
  const { Parameters, Resources } = Template.fromStack(stack).toJSON();
  // THEN
  const [cidr, bits] = ['network-cidr', 'network-subnet-bits'].map(name => ({
    Ref: Object.entries<any>(Parameters).find(([, { Default }]) => Default === `/cloud-platform/v1/${name}`)![0],
  }));
  const blocks = Object.values<any>(Resources).filter(({ Type }) => Type === 'AWS::EC2::Subnet').map(({ Properties }) => Properties.CidrBlock);
  expect(blocks).toEqual([0, 1, 2, 3].map(index => ({ 'Fn::Select': [index, { 'Fn::Cidr': [cidr, 16, bits] }] })));
  expect(Object.values<any>(Resources).find(({ Type }) => Type === 'AWS::EC2::VPC').Properties.CidrBlock).toEqual(cidr);
});

test.each<[string, Partial<LandingZoneProps>, { [region: string]: string } | undefined, string]>([
  ['a range that is none', { addressPlan: AddressPlan.of(['10.0.0.1/8']) }, undefined,
    'Acme: addressPlan: ranges: got "10.0.0.1/8", expected a range in CIDR notation that begins at its first address; write "10.0.0.0/8"'],
  ['a range too small', { addressPlan: AddressPlan.of(['10.0.0.0/20']) }, undefined, 'expected a range that holds at least one network of /16'],
  ['no range', { addressPlan: AddressPlan.of([]) }, undefined, 'expected at least one range'],
  ['a reserved range that is none', { addressPlan: AddressPlan.of(['10.0.0.0/8'], { reserved: ['office'] }) }, undefined, 'addressPlan: reserved: got "office"'],
  ['a size that no VPC has', { addressPlan: AddressPlan.of(['10.0.0.0/8'], { networkPrefixLength: 8 }) }, undefined, 'expected a whole number from 16 to 24'],
  ['too few addresses', { addressPlan: AddressPlan.of(['10.0.0.0/15']) }, undefined, 'Acme/two: network in eu-west-1: got nothing, expected a free /16 in 10.0.0.0/15; write one more range behind them in addressPlan'],
  ['one by hand that overlaps', { addressPlan }, { 'us-east-1': '10.0.0.0/16' },
    'Acme/two: network in us-east-1: got "10.0.0.0/16", expected one that overlaps no other: one in eu-west-1 has 10.0.0.0/16; write 10.4.0.0/16'],
  ['one by hand of another size', { addressPlan }, { 'us-east-1': '10.9.0.0/20' }, 'got "10.9.0.0/20", expected a /16 in CIDR notation'],
  ['one by hand in the reserved range', { addressPlan }, { 'eu-west-1': '10.1.0.0/16' }, 'the reserved range 10.1.0.0/16 has 10.1.0.0/16'],
  ['one by hand in a region that is not governed', { addressPlan }, { 'eu-west-9': '10.9.0.0/16' }, 'Acme/two: region of a network: got "eu-west-9", expected one of eu-west-1, us-east-1; write "eu-west-1"'],
  ['one by hand without a plan', {}, { 'eu-west-1': '10.9.0.0/16' }, 'expected none without an address plan; write addressPlan: AddressPlan.of(["10.0.0.0/8"]) at the LandingZone'],
])('%s says what to write instead', (_, props, networks, complaint) => {
  expect(complaintsOf(app => {
    const zone = landingZone(app, registered(['one', 'two']), props);
    zone.addEnvironment('one', { environmentType: EnvironmentType.STAGING });
    zone.addEnvironment('two', { environmentType: EnvironmentType.STAGING, networks });
  })).toContain(complaint);
});

test('one by hand that is not what the registry has says that nothing would move', () => {
  expect(complaintsOf(app => {
    const zone = landingZone(app, [], { addressPlan, accounts: registryFile(registered(['one']), ({ name }) => name === 'one' ? { networks: { 'eu-west-1': '10.7.0.0/16' } } : {}) });
    zone.addEnvironment('one', { environmentType: EnvironmentType.STAGING, networks: { 'eu-west-1': '10.8.0.0/16' } });
  })).toContain('Acme/one: network in eu-west-1: got "10.8.0.0/16", expected 10.7.0.0/16, which it has in the registry');
});

test.each([
  ['more subnets than it has room for', { maxAzs: 2, subnetConfiguration: Array.from({ length: 9 }, (_, index) => ({ name: `s${index}`, subnetType: SubnetType.PRIVATE_ISOLATED })) }, 'got 18 subnets, expected at most 16 subnets'],
  ['a size of its own for a subnet', { subnetConfiguration: [{ name: 'small', cidrMask: 28, subnetType: SubnetType.PRIVATE_ISOLATED }] }, 'got cidrMask 28 of small, expected subnets without one'],
])('a VPC that wants %s is told', (_, props, complaint) => {
  const stack = new Stack(new App(), 'Shop');
  expect(() => new Vpc(stack, 'Vpc', { ipAddresses: EnvironmentAccount.current(stack).ipAddressesIn(stack), ...props })).toThrow(complaint);
});
