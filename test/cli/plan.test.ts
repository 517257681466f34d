import { planOf } from './fixtures/plan';
import { Project } from './fixtures/project';

let project: Project;
beforeEach(async () => {
  project = await Project.create();
  project.caller = '';
  project.write('cdk.out/platform.json', {
    ...planOf([
      { name: 'management', id: '111111111111', wave: 0, optedIn: ['eu-south-1'] }, { name: 'dns', id: '222222222222', wave: 1, organizationalUnit: 'Infrastructure' },
      { name: 'production', wave: 2, organizationalUnit: 'Workloads/Production', createdBy: 'Acme/management/eu-west-1-accounts-0' },
    ], ['eu-west-1', 'us-east-1']),
    regions: {
      home: 'eu-west-1',
      governed: ['eu-west-1', 'eu-south-1'],
      bootstrapped: ['eu-west-1', 'us-east-1'],
      optIn: ['eu-south-1'],
      removed: ['sa-east-1'],
      closed: ['eu-south-1'],
    },
    doors: [{ purpose: 'delegation', owner: 'dns', guest: 'production', roleName: 'delegation-production', open: false }],
    guardrails: [{
      id: 'Regions',
      forbids: 'Anything outside the regions.',
      reason: 'x',
      policyType: 'SERVICE_CONTROL_POLICY',
      organizationalUnits: ['Workloads'],
      exemptions: [{ principalArns: ['arn:aws:iam::*:role/network/*'], reason: 'x' }],
      policy: 'guardrails-workloads-1',
    }],
    quotas: [
      {
        id: 'accounts',
        title: 'Default maximum number of accounts',
        where: 'the organization',
        used: 9,
        limit: 10,
        standing: 'near',
        quotaCode: 'L-29A0C5DF',
        request: { desired: 20, command: 'aws service-quotas ...', text: 'Please raise it.', granted: 'accountQuota: 20' },
      },
      { id: 'organizational-unit-depth', title: 'OU maximum nesting in a root', where: 'Workloads', used: 1, limit: 5, standing: 'within' },
    ],
    dns: [{ zoneName: 'production.acme.com', account: 'production', parent: 'acme.com' }, { zoneName: 'acme.com', account: 'dns' }],
    mail: {
      account: 'email',
      region: 'eu-west-1',
      rootDomains: ['acme.com'],
      senders: [{ environment: 'production', domainName: 'production.acme.com', rootDomain: 'acme.com', configurationSet: 'cloud-platform-production' }],
    },
    manualSteps: [{ id: 'registrar', account: 'dns', title: 'Set the name servers of acme.com', detail: 'at its registrar' }],
    dayZero: [
      { id: 'organization', by: 'tool', account: 'management', title: 'Organization', done: true },
      { id: 'opt-in', by: 'AWS', account: 'management', title: 'Opens eu-south-1', done: false },
      { id: 'registrar', by: 'person', account: 'dns', title: 'Set the name servers of acme.com' },
    ],
  });
});
afterEach(async () => project.remove());

test('shows accounts by wave, what makes the pending ones, doors, guardrails, DNS and manual steps; without credentials', async () => {
  // WHEN
  const run = await project.run('plan');

  // THEN
  expect(run).toEqual({
    exitCode: 0,
    stderr: '',
    stdout: `Acme: 3 accounts, 4 stacks, 3 waves
regions: eu-west-1 (home), eu-south-1 (only the platform yet); given up: sa-east-1; bootstrapped: eu-west-1, us-east-1

opt-in (as far as the registry knows; "cloud-platform deploy" opts accounts in)
region      accounts  not yet
eu-south-1  1         dns

wave 0
account     id            status  organizational unit  stacks
management  111111111111  active  -                    2

wave 1
account  id            status  organizational unit  stacks
dns      222222222222  active  Infrastructure       2

wave 2
account     id  status   organizational unit   stacks
production  -   pending  Workloads/Production  0       made by Acme/management/eu-west-1-accounts-0

doors (a role in the owner's account that the guest's may assume)
owner  guest       purpose     open
dns    production  delegation  waits for a pending account

guardrails (what nobody can do)
guardrail  binds at   forbids                        exempts
Regions    Workloads  Anything outside the regions.  arn:aws:iam::*:role/network/*

quotas (how much of what AWS allows the platform uses, where it uses most)
quota                      AWS's name                          where             used  limit  code
accounts                   Default maximum number of accounts  the organization  9     10     L-29A0C5DF  near the limit
organizational-unit-depth  OU maximum nesting in a root        Workloads         1     5      -

to ask for, days ahead:
- accounts: aws service-quotas ...
  Please raise it.
  when it is granted, write accountQuota: 20

dns
acme.com (dns)
  production.acme.com (production)

mail (email, eu-west-1)
production as production.acme.com and acme.com

by hand (no API can do it)
- dns: Set the name servers of acme.com
  at its registrar

day 0 (in the order that AWS needs; "?": the registry cannot know)
         by      account
1  done  tool    management  Organization
2  -     AWS     management  Opens eu-south-1
3  ?     person  dns         Set the name servers of acme.com

1 pending: "cloud-platform deploy" makes them
`,
  });
  expect(project.aws.calls).toEqual([]);
});

test('--exit-code: 3 while something is pending', async () => {
  expect((await project.run('plan', '--exit-code')).exitCode).toBe(3);
});

test('--json', async () => {
  // WHEN
  const run = await project.run('plan', '--json');

  // THEN
  expect(JSON.parse(run.stdout)).toMatchObject({
    landingZone: 'Acme',
    stacks: 4,
    waves: [{ number: 0, accounts: [{ name: 'management', stacks: 2 }] }, { number: 1 }, { number: 2, accounts: [{ name: 'production', status: 'pending' }] }],
    pending: ['production'],
    dns: [{ zoneName: 'acme.com', depth: 0 }, { zoneName: 'production.acme.com', depth: 1 }],
  });
});

test('accounts list joins the registry and the plan; without credentials', async () => {
  // GIVEN
  project.registry = {
    version: 1,
    accounts: [
      { name: 'dns', id: '222222222222', email: 'aws+dns@acme.com', status: 'ACTIVE', slot: 1, organizationalUnit: 'Infrastructure' },
      { name: 'legacy', id: '666666666666', email: 'someone@acme.com', status: 'SUSPENDED' },
      { name: 'management', id: '111111111111', status: 'ACTIVE', slot: 0 },
    ],
  };

  // WHEN
  const run = await project.run('accounts', 'list');
  const json = await project.run('accounts', 'list', '--json');

  // THEN
  expect(run.stdout).toBe(`name        id            status     organizational unit   e-mail                   slot  wave
dns         222222222222  ACTIVE     Infrastructure        aws+dns@acme.com         1     1
legacy      666666666666  SUSPENDED  -                     someone@acme.com         -     -
management  111111111111  ACTIVE     -                     aws+management@acme.com  0     0
production  -             PENDING    Workloads/Production  aws+production@acme.com  2     2
`);
  expect(JSON.parse(json.stdout).accounts[3]).toEqual({
    name: 'production', status: 'PENDING', organizationalUnit: 'Workloads/Production', email: 'aws+production@acme.com', slot: 2, wave: 2, purpose: 'environment',
  });
  expect(project.aws.calls).toEqual([]);
});

test.each([
  [['log-archive', 'security'], 'Control Tower 4.0, managed: pending, and with it all other accounts; first AWS has to make log-archive and security\n'],
  [[], 'Control Tower 4.0, managed: made by Acme/management/eu-west-1-control-tower, in about an hour\n'],
])('says where Control Tower stands (it waits for %j), which units it governs and which controls are on', async (waitsFor, expected) => {
  // GIVEN
  project.write('cdk.out/platform.json', {
    ...planOf([{ name: 'management', id: '111111111111', wave: 0 }], ['eu-west-1']),
    controlTower: {
      strategy: 'managed',
      landingZoneVersion: '4.0',
      baselineVersion: '5.0',
      madeBy: 'Acme/management/eu-west-1-control-tower',
      waitsFor,
      registeredUnits: ['Sandbox', 'Workloads'],
      controls: [{ identifier: 'AWS-GR_RESTRICTED_SSH', organizationalUnits: ['Workloads'] }],
    },
  });

  // WHEN
  const { stdout } = await project.run('plan');

  // THEN
  expect(stdout).toContain(`${expected}units that it governs: Sandbox, Workloads\ncontrol AWS-GR_RESTRICTED_SSH: Workloads\n`);
});
