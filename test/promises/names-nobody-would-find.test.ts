import { App } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { AccountEmail, AccountRole, EnvironmentType, PlatformAccount } from '../../src';
import { checkRegistry, parseRegistry } from '../../src/accounts/registry-file';
import { landingZone, registered, withEnvironments } from '../support/acme';
import { appIn, complaintsOf, synthesize } from '../support/assembly';

const STAGING = { environmentType: EnvironmentType.STAGING };

test.each(['awsome', 'ssm-platform'])('a prefix %s is refused, since SSM keeps such names for AWS', prefix => {
  expect(complaintsOf(app => landingZone(app, registered(), { prefix }))).toContain(
    `Acme: prefix: got "${prefix}", expected 2 to 20 lower-case letters, digits and hyphens, beginning with a letter but not with aws or ssm; write "cloud-platform"`);
});

test('the qualifier that applications are deployed with is refused for the platform', () => {
  expect(complaintsOf(app => landingZone(app, registered(), { bootstrapQualifier: 'hnb659fds' })))
    .toContain('Acme: bootstrapQualifier: got "hnb659fds", expected 1 to 10 lower-case letters and digits, and not hnb659fds');
});

test('a zone below another environment\'s would never be found, and is refused', () => {
  const build = (subdomains: Record<string, string | undefined>) => (app: App) => {
    const zone = landingZone(app, registered());
    for (const [name, subdomain] of Object.entries(subdomains)) zone.addEnvironment(name, { ...STAGING, subdomain });
    zone.addSandbox('upgrade', { expires: '2027-01-15', owner: 'jane@acme.com' });
  };
  expect(complaintsOf(build({ production: undefined, eu: 'eu.production' }))).toContain(
    'Acme/eu: zone name: got "eu.production.acme.com", expected a name that is not below another environment\'s, where nobody would find it: '
    + 'Acme/production has production.acme.com; write another subdomain, such as "eu-production"');
  expect(complaintsOf(build({ sandbox: undefined }))).toContain('Acme/sandbox-upgrade: zone name: got "upgrade.sandbox.acme.com"');
  expect(complaintsOf(build({ production: undefined, eu: 'eu.reproduction' }))).toBe('');
  expect(complaintsOf(build({ production: undefined, eu: 'a.eu.production' }))).toContain(
    'such as "a-eu-production", or below: production and subdomain: \'a.eu\'');
});

test('a name in cloud-platform:only that no account has is an error, and not a run that writes nothing', () => {
  const app = appIn({ 'cloud-platform:only': 'dns,productoin' });
  withEnvironments(['production'])(app);
  expect(() => app.synth()).toThrow('Acme: cloud-platform:only: got "productoin", expected names of accounts, separated by commas; write "production"');
  expect(() => app.synth()).not.toThrow('got "dns"');
});

test('a door from an account to itself is an error', () => {
  expect(complaintsOf(withEnvironments(['production'], zone => {
    const production = zone.node.findChild('production') as PlatformAccount;
    new AccountRole({ owner: production, guest: production, purpose: 'self', statements: [new iam.PolicyStatement({ actions: ['s3:GetObject'], resources: ['*'] })] });
  }))).toContain('Acme/production: door to production: got "self", expected two accounts; write an iam.Role');
});

test('an empty subdomain of a sandbox, and its name twice, say what to write', () => {
  const complaints = complaintsOf(app => {
    const zone = landingZone(app, registered());
    zone.addSandbox('x1', { expires: '2027-01-15', owner: 'jane@acme.com', subdomain: '' });
    zone.addSandbox('x1', { expires: '2027-01-15', owner: 'jane@acme.com' });
  });
  expect(complaints).toContain('Acme/sandbox-x1: subdomain: got "", expected lower-case letters');
  expect(complaints).toContain('Acme/sandbox-x1: name: got "x1", expected a name that no other account has; write "x1-2"');
});

test.each([
  [{ version: 1, accounts: [{ name: 'dns', id: 200000000005 }] }, 'registry: account dns: id', 200000000005],
  [{ version: 1, accounts: [{ name: 'dns', email: 5 }] }, 'registry: account dns: email', 5],
  [{ version: 1, accounts: [], organization: 'o-1' }, 'registry: organization', 'o-1'],
  [{ version: 1, accounts: [], identityCenter: [] }, 'registry: identityCenter', []],
  [{ version: 1, accounts: [], organizationalUnits: {} }, 'registry: organizationalUnits', {}],
  [{ version: 1, accounts: [], organizationalUnits: [{ path: 'Security' }] }, 'registry: organizationalUnits', [{ path: 'Security' }]],
])('a registry of the wrong shape is told and not run into: %j', (value, what, got) => {
  const { problems, file } = parseRegistry(JSON.stringify(value));
  expect(problems.map(problem => [problem.what, problem.got])).toEqual([[what, got]]);
  // what is left can be worked with
  expect(checkRegistry(file).problems).toEqual([]);
});

test('names that every JavaScript object has are names like others', () => {
  const assembly = synthesize(app => {
    const zone = landingZone(app, registered());
    zone.addEnvironment('production', { environmentType: EnvironmentType.of('own', { organizationalUnit: 'constructor' }) });
  });
  expect(assembly.account('production').organizationalUnit).toBe('constructor');
  expect(AccountEmail.explicit({}, AccountEmail.pattern('{account}@acme.com')).addressOf('constructor')).toBe('constructor@acme.com');
});
