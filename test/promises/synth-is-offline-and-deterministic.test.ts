import { spawnSync } from 'child_process';
import * as fs from 'fs';
import * as net from 'net';
import { join } from 'path';
import { CfnResource } from 'aws-cdk-lib';
import { AccountEmail, AccountRegistry, EnvironmentAccount, EnvironmentType, LandingZone } from '../../src';
import { Assembly } from '../../src/verify/assembly';
import { landingZone, registered, withEnvironments } from '../support/acme';
import { appIn, synthesize } from '../support/assembly';

test('the same input gives the same bytes', () => {
  const [one, two] = [1, 2].map(() => synthesize(withEnvironments(['production', 'staging'])));
  expect([...two.files]).toEqual([...one.files]);
});

test('a stack that reads another one of its account writes no path of the machine into the assembly', () => {
  const assembly = synthesize(withEnvironments(['production'], zone => {
    const production = zone.node.findChild('production') as EnvironmentAccount;
    new CfnResource(production.stack('eu-west-1', 'reader'), 'Reads', { type: 'AWS::SNS::Topic', properties: { DisplayName: production.hostedZone.hostedZoneId } });
  }));
  expect([...assembly.files].filter(([, text]) => text.includes(process.cwd())).map(([file]) => file)).toEqual([]);
});

test('also in another process, time zone, language and day', () => {
  // GIVEN
  const here = synthesize(withEnvironments(['production']));
  const outdir = appIn().outdir;
  const program = `
    const { App } = require('aws-cdk-lib'); const { withEnvironments } = require('./test/support/acme');
    const real = Date; global.Date = class extends real { constructor(...a) { a.length ? super(...a) : super('2031-12-31T23:59:59Z'); } };
    const app = new App({ outdir: ${JSON.stringify(outdir)}, analyticsReporting: false, autoSynth: false });
    withEnvironments(['production'])(app); app.synth();`;
  // WHEN
  const { status, stderr } = spawnSync(process.execPath, ['--import', 'tsx', '--eval', program], {
    encoding: 'utf8', cwd: join(__dirname, '..', '..'), env: { ...process.env, TZ: 'Pacific/Kiritimati', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' },
  });
  // THEN
  expect({ status, stderr: status ? stderr : '' }).toEqual({ status: 0, stderr: '' });
  expect([...new Assembly(outdir).files]).toEqual([...here.files]);
});

test('nothing is asked of the network, and accounts.json is the only file of the user that is read', () => {
  // GIVEN
  const connect = jest.spyOn(net.Socket.prototype, 'connect');
  const app = appIn();
  const file = join(app.outdir, '..', `accounts-${process.pid}.json`);
  fs.writeFileSync(file, JSON.stringify({ version: 1, accounts: registered().map(({ name, slot, accountId }) => ({ name, slot, id: accountId })) }));
  try {
    // WHEN
    const zone = new LandingZone(app, 'Acme', {
      accounts: AccountRegistry.fromFile(file), accountEmail: AccountEmail.plusAddress('aws@acme.com'), domainName: 'acme.com', homeRegion: 'eu-west-1',
    });
    zone.addEnvironment('production', { environmentType: EnvironmentType.PRODUCTION });
    app.synth();
    // THEN
    expect(connect).not.toHaveBeenCalled();
    expect(new Assembly(app.outdir).account('dns').id).toBe('200000000005');
  } finally {
    fs.rmSync(file);
    jest.restoreAllMocks();
  }
});

test('an account that does not exist yet has no stacks and no id, and stands in the plan with the step that makes it', () => {
  // WHEN
  const assembly = synthesize(app => {
    const zone = landingZone(app, registered([], ['management']));
    const production = zone.addEnvironment('production', { environmentType: EnvironmentType.PRODUCTION });
    // what is done with it meanwhile is harmless
    production.stack('eu-west-1', 'network').addStackDependency(zone.dns.stack('eu-west-1'));
    expect(production.hostedZone.zoneName).toBe('production.acme.com');
  });
  // THEN
  expect(assembly.stacks.map(stack => stack.account)).toEqual(assembly.stacks.map(() => '200000000000'));
  const { id, status, createdBy } = assembly.account('production');
  expect({ id, status, createdBy }).toEqual({ id: undefined, status: 'pending', createdBy: 'Acme/management/eu-west-1-accounts-0' });
  expect([...assembly.files.values()].join()).not.toMatch(/000000000000(?<!200000000000)|123456789012|unknown-account/);
});
