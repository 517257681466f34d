import { App, Stack } from 'aws-cdk-lib';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { EnvironmentAccount, EnvironmentType, LandingZone, PrivateZone } from '../../src';
import type { Assembly } from '../../src/verify/assembly';
import { faultsOf } from '../../src/verify/laws';
import { landingZone, registered } from '../support/acme';
import { complaintsOf, synthesize } from '../support/assembly';

const TOPIC = '/cloud-platform/v1/private-zones-topic-arn';
const ZONE_ID = '/cloud-platform/v1/private-hosted-zone-ids/internal.acme.com';

interface Built {
  readonly zone: LandingZone;
  readonly production: EnvironmentAccount;
  readonly staging: EnvironmentAccount;
}

const build = (more: (built: Built) => void, names = ['production', 'staging']) => (app: App) => {
  const zone = landingZone(app, registered(names));
  const production = zone.addEnvironment('production', { environmentType: EnvironmentType.PRODUCTION });
  more({ zone, production, staging: zone.addEnvironment('staging', { environmentType: EnvironmentType.STAGING }) });
};

describe('a private zone that production alone is let in to', () => {
  let assembly: Assembly;
  beforeAll(() => {
    assembly = synthesize(build(({ zone, production }) => {
      const internal = zone.dns.addPrivateZone('internal.acme.com', { sharedWith: [production] });
      internal.shareWith(production);
      internal.addAddresses('registry', ['10.0.0.10']);
      zone.dns.addPrivateZone('corp.acme.com', { sharedWith: [production] });
      production.associatePrivateZone('internal.acme.com', new Vpc(production.stack('us-east-1', 'network'), 'Vpc'));
    }));
  });

  test('stands in dns, with a VPC that nothing runs in', () => {
    const zones = assembly.resources('Acme/dns/eu-west-1', 'AWS::Route53::HostedZone').filter(([, { Properties }]) => Properties.VPCs);
    const [[vpc], ...others] = assembly.resources('Acme/dns/eu-west-1', 'AWS::EC2::VPC');
    expect(others).toEqual([]);
    expect(zones.map(([, { Properties, DeletionPolicy }]) => [Properties.Name, Properties.VPCs, DeletionPolicy])).toEqual(
      ['internal.acme.com.', 'corp.acme.com.'].map(name => [name, [{ VPCId: { Ref: vpc }, VPCRegion: 'eu-west-1' }], 'Retain']));
    expect(assembly.resources('Acme/dns/eu-west-1', 'AWS::EC2::Subnet')).toEqual([]);
  });

  test('has records like a root domain', () => {
    const [[, { Properties }]] = assembly.resources('Acme/dns/eu-west-1-records', 'AWS::Route53::RecordSet')
      .filter(([, one]) => one.Properties.Name === 'registry.internal.acme.com.');
    expect(Properties).toMatchObject({ Type: 'A', ResourceRecords: ['10.0.0.10'] });
    expect(assembly.templates.get('Acme/dns/eu-west-1-records').Parameters[Properties.HostedZoneId.Ref].Default).toBe(ZONE_ID);
  });

  test('the door of production authorises VPCs of governed regions, for these zones and no other', () => {
    const stack = 'Acme/dns/eu-west-1-accounts-0';
    const doors = assembly.resources(stack, 'AWS::IAM::Role').filter(([, { Properties }]) => /-private-zones-/.test(Properties.RoleName));
    expect(doors.map(([, { Properties }]) => Properties.RoleName)).toEqual(['cloud-platform-private-zones-production']);
    const [, ...authorize] = doors[0][1].Properties.Policies[0].PolicyDocument.Statement;
    const idsOf = (resource: any) => assembly.templates.get(stack).Parameters[resource['Fn::Join'][1][1].Ref].Default;
    expect(authorize.map(({ Resource }: any) => idsOf(Resource))).toEqual([ZONE_ID, ZONE_ID.replace('internal', 'corp')]);
    for (const { Action, Condition } of authorize) {
      expect(Action).toEqual(['route53:CreateVPCAssociationAuthorization', 'route53:DeleteVPCAssociationAuthorization']);
      expect(Condition).toEqual({
        'ForAllValues:StringLike': { 'route53:VPCs': ['VPCId=*,VPCRegion=eu-west-1', 'VPCId=*,VPCRegion=us-east-1'] }, 'Null': { 'route53:VPCs': 'false' },
      });
    }
  });

  test.each(['eu-west-1', 'us-east-1'])('production has a handler and a topic in %s, which the contract names', region => {
    const stack = `Acme/production/${region}`;
    const [[, { Properties: { Environment } }]] = assembly.resources(stack, 'AWS::Lambda::Function')
      .filter(([id]) => id.includes('privatezones'));
    expect(JSON.parse(Environment.Variables.SETTINGS)).toEqual({
      accountId: '200000000010',
      doorArn: 'arn:aws:iam::200000000005:role/cloud-platform/cloud-platform-private-zones-production',
      zoneNames: ['corp.acme.com', 'internal.acme.com'],
    });
    const [[topic]] = assembly.resources(stack, 'AWS::SNS::Topic');
    const [[, parameter]] = assembly.resources(stack, 'AWS::SSM::Parameter').filter(([, { Properties }]) => Properties.Name === TOPIC);
    expect(parameter.Properties.Value).toEqual({ Ref: topic });
  });

  test('staging has nothing of it', () => {
    expect(assembly.resources('Acme/staging/eu-west-1', 'AWS::SNS::Topic')).toEqual([]);
    expect(assembly.plan.privateZones).toEqual([
      { zoneName: 'internal.acme.com', account: 'dns', sharedWith: ['production'] }, { zoneName: 'corp.acme.com', account: 'dns', sharedWith: ['production'] },
    ]);
  });

  test('a VPC of the platform team asks by the topic as well', () => {
    const stack = 'Acme/production/us-east-1-network';
    const [[vpc]] = assembly.resources(stack, 'AWS::EC2::VPC');
    const [[, { Properties }]] = assembly.resources(stack, 'Custom::PrivateZoneAssociation');
    expect(Properties).toMatchObject({ ZoneName: 'internal.acme.com', VpcId: { Ref: vpc } });
    expect(assembly.templates.get(stack).Parameters[Properties.ServiceToken.Ref].Default).toBe(TOPIC);
    expect(faultsOf(assembly)).toEqual([]);
  });
});

test('an application associates its VPC, with the same template in every environment', () => {
  const assembly = synthesize(app => {
    const stack = new Stack(app, 'Shop');
    EnvironmentAccount.current(stack).associatePrivateZone('büro.acme.com', new Vpc(stack, 'Vpc'));
  });
  const [[, { Properties }]] = assembly.resources('Shop', 'Custom::PrivateZoneAssociation');
  expect(Properties).toMatchObject({ ZoneName: 'xn--bro-hoa.acme.com', ServiceTimeout: 900 });
  expect(assembly.templates.get('Shop').Parameters[Properties.ServiceToken.Ref]).toMatchObject({ Default: TOPIC });
});

test('an environment that comes changes no template of another environment', () => {
  const templates = (sharesBoth: boolean) => synthesize(build(({ zone, production, staging }) => {
    zone.dns.addPrivateZone('internal.acme.com', { sharedWith: sharesBoth ? [production, staging] : [production] });
  })).templates;
  const [one, both] = [templates(false), templates(true)];
  expect([...both.keys()].filter(path => JSON.stringify(one.get(path)) !== JSON.stringify(both.get(path)))).toEqual([
    'Acme/dns/eu-west-1-accounts-0', 'Acme/staging/eu-west-1', 'Acme/staging/us-east-1',
  ]);
});

test('while dns or the environment is pending there is no door, and nothing that would use it', () => {
  const assembly = synthesize(build(({ zone, production, staging }) => {
    zone.dns.addPrivateZone('internal.acme.com', { sharedWith: [production, staging] });
  }, ['production']));
  expect(assembly.plan.doors.filter(({ purpose }) => purpose === 'private-zones').map(({ guest, open }) => [guest, open])).toEqual([
    ['production', true], ['staging', false],
  ]);
});

describe('bad input', () => {
  test.each<[string, string, string]>([
    ['no domain', 'internal', 'Acme/dns: private zone: got "internal", expected a domain name with a dot; write "internal.example.com"'],
    ['a long label', `${'a'.repeat(64)}.acme.com`, 'expected at most 63 characters between the dots, and not 64'],
    ['a root domain\'s name', 'acme.com', 'got "acme.com", expected a name that is neither that of a public zone nor above one: acme.com would be gone'],
    ['an environment\'s name', 'staging.acme.com', 'staging.acme.com would be gone for every VPC that asks it; write "internal.staging.acme.com"'],
  ])('%s', (_, name, complaint) => {
    const complaints = complaintsOf(build(({ zone, staging }) => zone.dns.addPrivateZone(name, { sharedWith: [staging] })));
    expect(complaints).toContain(complaint);
  });

  test('a name above a root domain\'s', () => {
    expect(complaintsOf(build(({ zone }) => {
      zone.dns.addPrivateZone('acme.org');
      zone.dns.addDomain('shop.acme.org');
    }))).toContain('got "acme.org", expected a name that is neither that of a public zone nor above one: shop.acme.org would be gone');
  });

  test('the same zone twice', () => {
    expect(complaintsOf(build(({ zone }) => ['internal.acme.com', 'internal.acme.com'].forEach(name => zone.dns.addPrivateZone(name))))).toContain(
      'Acme/dns: private zone: got "internal.acme.com", expected each zone once; write the one that is there: addPrivateZone returned it, and shareWith shares it');
  });

  test('an environment of another landing zone', () => {
    expect(complaintsOf(app => {
      let foreign: EnvironmentAccount;
      build(({ production }) => { foreign = production; })(new App());
      build(({ zone }) => {
        const internal: PrivateZone = zone.dns.addPrivateZone('internal.acme.com');
        internal.shareWith(foreign);
      })(app);
    })).toContain('Acme/dns: private zone internal.acme.com: shareWith: got "Acme/production", expected an environment of this landing zone');
  });

  test('an application that names no zone', () => {
    expect(complaintsOf(app => {
      const stack = new Stack(app, 'Shop');
      EnvironmentAccount.current(stack).associatePrivateZone('internal', new Vpc(stack, 'Vpc'));
    })).toContain('zoneName: got "internal", expected a domain name with a dot; write "internal.example.com"');
  });
});
