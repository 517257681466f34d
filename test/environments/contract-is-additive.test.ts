import { readFileSync } from 'fs';
import { join } from 'path';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { AddressPlan, EnvironmentAccount, EnvironmentType, IEnvironmentAccount } from '../../src';
import { CONTRACT_VERSION, contractName, ContractParameter, WHOLE_CONTRACT } from '../../src/environments/contract';
import { PublishedContract } from '../../src/environments/contract-reader';
import { Problems } from '../../src/private/problems';
import { parseVersion } from '../../src/private/version';
import { Assembly } from '../../src/verify/assembly';
import { landingZone, registered } from '../support/acme';
import { synthesize } from '../support/assembly';

interface Promised {
  readonly path: string;
  readonly type: string;
  readonly format: string;
  readonly since: string;
}

/** The contract as it was given to users, written by hand: a line is added by whoever adds a value, and none is ever changed. */
const PROMISED: Record<string, Promised> = JSON.parse(readFileSync(join(__dirname, `contract-${CONTRACT_VERSION}.json`), 'utf8'));
const nameOf = (parameter: ContractParameter) => contractName('cloud-platform', parameter);

/** What an application can ask for, all of it. */
function askForAll(environment: IEnvironmentAccount, stack: Stack): unknown[] {
  const { artifacts, email, hostedZone } = environment;
  return [
    environment.environmentName, environment.environmentTypeName, hostedZone.hostedZoneId, hostedZone.zoneName,
    environment.certificateArnIn(stack), environment.ipAddressesIn(stack), environment.logRetentionIn(stack),
    artifacts.containerRepository('shop').repositoryUri, artifacts.packageRepository('npm').loginCommand('npm'),
    email.region, email.configurationSetName, email.settings('orders'),
    environment.associatePrivateZone('internal.acme.com', Vpc.fromVpcAttributes(stack, 'Vpc', { vpcId: 'vpc-1', availabilityZones: ['eu-west-1a'] })),
  ];
}

function readBy(use: (environment: IEnvironmentAccount, stack: Stack) => void): string[] {
  const stack = new Stack(new App(), 'Shop');
  use(EnvironmentAccount.current(stack), stack);
  return Object.values<any>(Template.fromStack(stack).toJSON().Parameters).map(({ Default }) => Default).filter(name => name.startsWith('/cloud-platform/'));
}

describe('what the contract has promised', () => {
  test.each(Object.entries(PROMISED))('%s stands where it stood, with values of the same form', (name, promised) => {
    const now = WHOLE_CONTRACT.find(parameter => parameter.name === name);
    expect(now && { path: nameOf(now), type: 'String', format: now.format.source, since: now.since ?? CONTRACT_VERSION }).toEqual(promised);
  });

  test('is all that there is: who adds a value promises it, with the release that publishes it first', () => {
    expect(WHOLE_CONTRACT.map(({ name }) => name).sort()).toEqual(Object.keys(PROMISED).sort());
    for (const { since } of Object.values(PROMISED)) expect(since === CONTRACT_VERSION || parseVersion(since)).toBeTruthy();
  });
});

describe('an environment that was given everything', () => {
  let assembly: Assembly;
  beforeAll(() => {
    assembly = synthesize(app => {
      const zone = landingZone(app, registered(['production']), { addressPlan: AddressPlan.of(['10.0.0.0/8']) });
      const production = zone.addEnvironment('production', { environmentType: EnvironmentType.PRODUCTION, certificate: true });
      zone.dns.addPrivateZone('internal.acme.com', { sharedWith: [production] });
    });
  });

  test('publishes every value in every governed region, as a string of its form', () => {
    for (const region of ['eu-west-1', 'us-east-1']) {
      const stacks = assembly.stacks.map(({ path }) => path).filter(path => path.startsWith(`Acme/production/${region}`));
      const published = stacks.flatMap(path => assembly.resources(path, 'AWS::SSM::Parameter')).map(([, { Properties }]) => Properties);
      const carried = assembly.resources('Acme/production/eu-west-1', 'Custom::RegionalParameter').map(([, { Properties }]) => Properties);
      expect([...published, ...carried.filter(({ Regions }) => Regions.includes(region))].map(({ Name }) => Name).sort())
        .toEqual(Object.values(PROMISED).map(({ path }) => path).sort());
      for (const { Name, Type, Value } of published) {
        const { type, format } = Object.values(PROMISED).find(({ path }) => path === Name)!;
        expect(Type).toBe(type);
        // others are known only to AWS
        if (typeof Value === 'string') expect(`${Name} ${Value}`).toMatch(new RegExp(`^${Name.replaceAll('.', '\\.')} ${format.replace(/^\^/, '')}`));
      }
    }
  });

  test('does so as docs/contract.md says', () => {
    const stacksOf = (name: string) => assembly.stacks.map(({ path }) => path).filter(path => path.startsWith('Acme/production/')
      && assembly.resources(path, 'AWS::SSM::Parameter').some(([, { Properties }]) => Properties.Name === name));
    const writerOf = (parameter: ContractParameter) => {
      const stacks = stacksOf(nameOf(parameter));
      return stacks.every(path => path.endsWith('-certificate')) ? 'the stack `certificate`' : stacks.length === 1 ? 'the home region\'s stack' : 'the region\'s stack';
    };
    const rows = WHOLE_CONTRACT.map(parameter => {
      const { description, format, since = CONTRACT_VERSION, given } = parameter;
      const where = given ? `with ${given}` : 'every environment';
      return [`\`${nameOf(parameter).replace('/cloud-platform/v1/', '')}\``, description, `\`${format.source}\``, since, where, writerOf(parameter)];
    });
    const written = readFileSync(join(__dirname, '../../docs/contract.md'), 'utf8').split('\n').filter(line => line.startsWith('| `'));
    expect(written).toEqual(rows.map(row => `| ${row.join(' | ')} |`));
  });

  test('and an application that declares no version reads nothing but what was there from the beginning', () => {
    const read = readBy((environment, stack) => void askForAll(environment, stack));
    const oldest = Object.values(PROMISED).filter(({ since }) => since === CONTRACT_VERSION).map(({ path }) => path);
    expect(oldest).toEqual(expect.arrayContaining(read));
    expect(read.length).toBeGreaterThan(12);
  });
});

describe('a value that a later release publishes first', () => {
  const later: ContractParameter = { name: 'private-zone-id', description: 'Id of the private zone', format: /^Z/, since: '1.3.0' };
  const read = (platformVersion?: string) => {
    const problems = new Problems();
    const stack = new Stack(new App(), 'Shop');
    new PublishedContract('cloud-platform', { platformVersion }, problems).read(later, stack);
    return { problems: problems.validate(), parameters: Object.values<any>(Template.fromStack(stack).toJSON().Parameters) };
  };

  test('has the release in its path, which is all that CloudFormation says where it is missing', () => {
    expect(nameOf(later)).toBe('/cloud-platform/v1/since-1.3.0/private-zone-id');
    expect(read('1.3.0').parameters).toContainEqual(expect.objectContaining({
      Default: '/cloud-platform/v1/since-1.3.0/private-zone-id',
      Description: 'Id of the private zone. Published by the platform since 1.3.0 in every governed region of an environment.',
    }));
  });

  test.each(['1.3.0', '1.10.0', '2.0.0'])('is read by whoever declares a platform of %s', version => {
    expect(read(version).problems).toEqual([]);
  });

  test.each([[undefined, 'nothing'], ['1.2.9', '"a platform of 1.2.9"']])('is an error at synth for whoever declares %s', (version, got) => {
    expect(read(version).problems).toEqual([
      `Shop: private-zone-id: got ${got}, expected a platform of 1.3.0 or later, which publishes it first; write platformVersion: '1.3.0' where the environment is asked for, `
      + 'once the platform of every account that this is deployed to has it',
    ]);
  });

  test('a version that is none is an error', () => {
    const stack = new Stack(new App(), 'Shop');
    EnvironmentAccount.current(stack, { platformVersion: '1.x' });
    expect(() => Template.fromStack(stack)).toThrow('Shop: platformVersion: got "1.x", expected a version in three numbers; write "1.2.0"');
  });
});
