import { readdirSync } from 'fs';
import { CfnResource } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as fc from 'fast-check';
import { build, folder, newApp, writeRegistry } from './build';
import { Breakable, Fault, FAULTS } from './faults';
import { Configuration, validConfiguration } from './landing-zones';
import { holds } from './runs';
import { AccountRole, EnvironmentAccount, EnvironmentType, LandingZone, PlatformAccount } from '../../src';

jest.setTimeout(3_600_000);

/** What a synth complains of, line by line, and which templates, manifest or plan it wrote all the same. */
function complaints(configuration: Configuration, more?: (zone: LandingZone) => void): { readonly lines: string[]; readonly written: string[] } {
  const app = newApp({}, folder());
  let message = '';
  try {
    const zone = build(app, configuration, writeRegistry(configuration.registry));
    more?.(zone);
    app.synth();
  } catch (error) {
    message = (error as Error).message;
  }
  return { lines: message.split('\n'), written: readdirSync(app.outdir).filter(file => /template\.json$|^manifest\.json$|^platform\.json$/.test(file)) };
}

/** A line that holds these pieces, one after the other. */
function says(lines: string[], pieces: string[]): boolean {
  return lines.some(line => {
    let at = 0;
    return pieces.every(piece => (at = line.indexOf(piece, at)) >= 0 && (at += piece.length) > 0);
  });
}

/** Up to three faults in one run, each in a place of its own. */
const faults = fc.uniqueArray(fc.constantFrom(...FAULTS), { minLength: 1, maxLength: 3, selector: ({ place }) => place });

/** Small, so that what a failure prints is read. */
const small = validConfiguration.filter(({ environments }) => environments.length <= 5);

function brokenBy(configuration: Configuration, put: readonly Fault[]): { configuration: Configuration; expected: [string, string[]][] } {
  const broken: Breakable = { ...configuration };
  // what replaces the registry comes last, or it would take the others' entries away
  const ordered = [...put].sort((a, b) => Number(a.place === 'registry') - Number(b.place === 'registry'));
  return { configuration: broken, expected: ordered.map(fault => [fault.name, fault.put(broken)]) };
}

test.each(FAULTS)('$name: the error says where, what was got, what was expected and what to write, and nothing is written', fault => {
  holds(small, 1, drawn => {
    const { configuration, expected: [[, pieces]] } = brokenBy(drawn, [fault]);
    const { lines, written } = complaints(configuration);
    expect({ told: says(lines, pieces) || [pieces, lines], written }).toEqual({ told: true, written: [] });
  });
});

test('up to three faults are all told in one run, and nothing is written', () => {
  holds(fc.tuple(small, faults), 40, ([drawn, put]) => {
    const { configuration, expected } = brokenBy(drawn, put);
    const { lines, written } = complaints(configuration);
    const untold = expected.filter(([, pieces]) => !says(lines, pieces));
    expect({ untold, lines: untold.length ? lines : [], written })
      .toEqual({ untold: [], lines: [], written: [] });
  });
});

const LIST = () => [new iam.PolicyStatement({ actions: ['route53:ListHostedZones'], resources: ['*'] })];

/** Faults that stand in code, and not in data. */
const IN_CODE: [string, (zone: LandingZone, own: EnvironmentAccount) => void, string[]][] = [
  ['an own stack that stays empty', zone => zone.management.stack('us-east-1', 'nothing'), ['/management/us-east-1-nothing: stack: got "no resources"', 'write something into it']],
  ['a region that the landing zone does not have', zone => zone.management.stack('us-wset-9'), ['/management: region of a stack: got "us-wset-9"', 'write ']],
  ['a part that is no name', zone => zone.management.stack('us-east-1', 'a/b'), ['/management: part of the stack: got "a/b"', 'write "network"']],
  ['a door with a purpose that is taken', (zone, own) => new AccountRole({ owner: zone.dns, guest: own, purpose: 'delegation', statements: LIST() }), ['/own-qz: door to dns: got "delegation"', 'write another purpose']],
  ['a role name that is too long', (zone, own) => new AccountRole({ owner: zone.dns, guest: own, purpose: 'x'.repeat(60), statements: LIST() }), ['/own-qz: role name: got "', 'expected at most 64 characters', 'write a shorter']],
  ['a door to oneself', (_, own) => new AccountRole({ owner: own, guest: own, purpose: 'x', statements: LIST() }), ['/own-qz: door to own-qz: got "x"', 'write an iam.Role']],
];

test.each(IN_CODE)('%s is told in the same way', (_, put, pieces) => {
  const inCommercialRegions = small.map(drawn => ({ ...drawn, homeRegion: 'eu-west-1', additionalRegions: ['us-east-1'], ownStacks: [], doors: [] }));
  holds(inCommercialRegions, 1, configuration => {
    const { lines, written } = complaints(configuration, zone => put(zone, zone.addEnvironment('own-qz', { environmentType: EnvironmentType.STAGING })));
    expect({ told: says(lines, pieces) || [pieces, lines], written }).toEqual({ told: true, written: [] });
  });
});

test('a reference between accounts is told in the same way', () => {
  holds(fc.constantFrom('security', 'email', 'artifacts'), 2, reader => {
    const names = ['management', 'dns', reader];
    const configuration = {
      ids: ['Acme'],
      domainName: 'acme.com',
      homeRegion: 'eu-west-1',
      additionalRegions: [],
      organizationalUnits: {},
      emailPattern: '{account}@acme.com',
      oddEmails: {},
      environmentTypes: [],
      environments: [],
      ownStacks: [],
      doors: [],
      registry: { version: 1, accounts: names.map((name, index) => ({ name, id: `20000000000${index}`, status: 'ACTIVE' as const })) },
    };
    const { lines, written } = complaints(configuration, zone => {
      const stack = (zone.node.findChild(reader) as PlatformAccount).stack('eu-west-1');
      new CfnResource(stack, 'Reads', { type: 'AWS::SNS::Topic', properties: { DisplayName: zone.dns.hostedZone.hostedZoneId } });
    });
    const told = says(lines, ['Acme/dns/eu-west-1: reference to a resource of this stack: got "one from another account or region"', 'write ']);
    expect({ told: told || lines, written }).toEqual({ told: true, written: [] });
  });
});
