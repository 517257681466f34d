import { readFileSync } from 'fs';
import { join } from 'path';
import Ajv from 'ajv';
import { DeployIdentity, Dnssec, EnvironmentType } from '../../src';
import { CORE, environments, landingZone, registered, registryFile, withEnvironments } from '../support/acme';
import { synthesize } from '../support/assembly';

const schema = (name: string) => new Ajv({ strict: false }).compile(JSON.parse(readFileSync(join(__dirname, '../../schema', name), 'utf8')));
const isPlan = schema('platform.schema.json');
const isRegistry = schema('accounts.schema.json');

test.each([
  ['nothing exists yet', synthesize(app => { landingZone(app, registered([], ['management'])).addEnvironment('production', { environmentType: EnvironmentType.PRODUCTION }); })],
  ['everything exists', synthesize(withEnvironments(environments(3)))],
  ['a sandbox, pending', synthesize(app => {
    landingZone(app, registered()).addSandbox('karpenter', { expires: '2027-01-15', owner: 'jane@acme.com', monthlyBudget: 200, purpose: 'upgrade' });
  })],
])('platform.json keeps to the schema that is published: %s', (_, assembly) => {
  isPlan(assembly.plan);
  expect(isPlan.errors).toBeNull();
});

test('the registry of the example keeps to its schema', () => {
  isRegistry(JSON.parse(readFileSync(join(__dirname, '../../examples/platform/accounts.json'), 'utf8')));
  expect(isRegistry.errors).toBeNull();
});

test('the schemas can say no', () => {
  const { plan } = synthesize(withEnvironments([]));
  expect(isPlan({ ...plan, accounts: [{ ...plan.accounts[0], id: '12' }] })).toBe(false);
  expect(isPlan({ ...plan, waves: undefined })).toBe(false);
  expect(isRegistry({ version: 1, accounts: [{ id: '111111111111' }] })).toBe(false);
});

test('it knows the ids of the units that the registry has, and of no other', () => {
  const assembly = synthesize(app => {
    landingZone(app, [], { accounts: registryFile(registered(), undefined, { organizationalUnits: [{ path: 'Sandbox', id: 'ou-exam-11111111' }, { path: 'Labs', id: 'ou-exam-22222222' }] }) });
  });
  expect(assembly.plan.organizationalUnits.filter(({ id }) => id)).toEqual([{ path: 'Sandbox', id: 'ou-exam-11111111' }]);
  expect(assembly.plan.organizationalUnits.map(({ path }) => path)).toContain('Workloads/Production');
});

test('it says by which role whom of a CI deploys each account that exists', () => {
  const deployIdentity = DeployIdentity.gitHub({ organization: 'acme', repository: 'platform' });
  const assembly = synthesize(app => {
    const zone = landingZone(app, registered(['production']), { deployIdentity });
    zone.addEnvironment('production', { environmentType: EnvironmentType.PRODUCTION });
    zone.addEnvironment('staging', { environmentType: EnvironmentType.STAGING });
  });
  expect(assembly.plan.deployRoles!.map(({ account }) => account).sort()).toEqual([...CORE, 'production'].sort());
  expect(assembly.plan.deployRoles!.find(({ account }) => account === 'production')).toEqual({
    account: 'production',
    role: 'cloud-platform/cloud-platform-deploy',
    deploys: 'platform',
    issuer: 'token.actions.githubusercontent.com',
    audience: 'sts.amazonaws.com',
    subject: 'repo:acme/platform:environment:200000000010',
    plan: { role: 'cloud-platform/cloud-platform-plan', subject: 'repo:acme/platform:environment:plan-200000000010' },
  });
});

test('an identity whose plans are its deploys has no role of its own for them', () => {
  const deployIdentity = DeployIdentity.openIdConnect({ issuer: 'https://ci.acme.com/oidc', audience: 'aws', subject: 'job:{account}' });
  const { plan } = synthesize(app => { landingZone(app, registered(), { deployIdentity }); });
  expect(plan.deployRoles!.map(role => role.plan)).toEqual(CORE.map(() => undefined));
});

test('a step that was found done is not named any more', () => {
  const steps = (doneSteps: object[]) => synthesize(app => {
    landingZone(app, [], { accounts: registryFile(registered(), undefined, { doneSteps }) });
  }).plan.manualSteps.map(({ id }) => id);
  expect(steps([])).toContain('registrar');
  expect(steps([{ step: 'registrar', of: 'acme.com' }])).not.toContain('registrar');
});

test('zones say DNSSEC where it is on, waves stand in their order, and senders are those of environments that send', () => {
  const { plan } = synthesize(app => {
    const zone = landingZone(app, registered(['production', 'eu']), { dnssec: Dnssec.SIGNING });
    const production = zone.addEnvironment('production', { environmentType: EnvironmentType.PRODUCTION });
    zone.addEnvironment('eu', { environmentType: EnvironmentType.PRODUCTION, below: production, dnssec: Dnssec.OFF });
  });
  expect(plan.dns.map(({ zoneName, dnssec }) => [zoneName, dnssec])).toEqual([
    ['acme.com', 'signing'], ['production.acme.com', 'signing'], ['eu.production.acme.com', undefined],
  ]);
  expect(plan.waves.map(({ number }) => number)).toEqual([...plan.waves.keys()]);
  expect(plan.mail!.senders.map(({ environment }) => environment)).toEqual(['production', 'eu']);
});

test('the plan says who there is, where, in which wave, what is pending, what belongs together, and what no API can do', () => {
  // WHEN
  const { plan } = synthesize(app => {
    const zone = landingZone(app, registered(['production']));
    zone.addEnvironment('production', { environmentType: EnvironmentType.PRODUCTION, subdomain: 'eu.prod' });
    zone.addSandbox('karpenter', { expires: '2027-01-15', owner: 'jane@acme.com' });
  });
  // THEN
  expect(plan.regions).toEqual({ home: 'eu-west-1', governed: ['eu-west-1', 'us-east-1'], bootstrapped: ['eu-west-1', 'us-east-1'], optIn: [], removed: [], closed: [] });
  expect(plan.accounts.filter(account => account.purpose === 'environment')).toEqual([
    {
      name: 'production',
      purpose: 'environment',
      id: '200000000010',
      email: 'aws+production@acme.com',
      organizationalUnit: 'Workloads/Production',
      slot: 10,
      status: 'active',
      wave: 3,
      environmentType: 'production',
    },
    {
      name: 'sandbox-karpenter',
      purpose: 'environment',
      email: 'aws+sandbox-karpenter@acme.com',
      organizationalUnit: 'Sandbox',
      slot: 11,
      status: 'pending',
      wave: 3,
      environmentType: 'sandbox',
      sandbox: { expires: '2027-01-15', owner: 'jane@acme.com' },
      createdBy: 'Acme/management/eu-west-1-accounts-0',
    },
  ]);
  expect(plan.dns).toEqual([
    { zoneName: 'acme.com', account: 'dns' },
    { zoneName: 'eu.prod.acme.com', account: 'production', parent: 'acme.com' },
    { zoneName: 'karpenter.sandbox.acme.com', account: 'sandbox-karpenter', parent: 'acme.com' },
  ]);
  // what ends sandboxes comes in there as well
  expect(plan.doors.map(({ owner, guest, open }) => [owner, guest, open])).toEqual([
    ['email', 'dns', true], ['dns', 'production', true], ['email', 'production', true], ['dns', 'sandbox-karpenter', false], ['dns', 'management', true],
  ]);
  // Identity Center is switched on by Control Tower
  expect(plan.manualSteps.map(step => step.id)).toEqual(['registrar', 'mail-production-access', 'cost-explorer']);
});
