import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { stripVTControlCharacters } from 'util';
import { planOf } from './fixtures/plan';
import { Children } from '../../src/cli/children';
import { emailStatus, emailSwitch } from '../../src/cli/commands/email';
import { EMAIL, FakeMail } from '../aws-api/fixtures/mail';

const TOKENS = ['aaa', 'bbb', 'ccc'];

let aws: FakeMail;
let dir: string;
let printed: string;
let accounts: string;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'email-'));
  accounts = join(dir, 'accounts.json');
  writeFileSync(join(dir, 'platform.json'), JSON.stringify({
    ...planOf([{ name: 'email', id: EMAIL, wave: 2 }], ['eu-west-1']),
    mail: {
      account: 'email',
      region: 'eu-west-1',
      rootDomains: ['acme.com'],
      senders: ['production', 'staging', 'later'].map(environment => ({ environment, domainName: `${environment}.acme.com`, configurationSet: `cloud-platform-${environment}` })),
    },
  }));
  writeFileSync(accounts, JSON.stringify({ version: 1, accounts: [{ name: 'email', id: EMAIL, slot: 6 }] }));
  aws = new FakeMail();
  aws.identities.set('acme.com', { tokens: TOKENS, dkim: 'SUCCESS', mailFrom: 'SUCCESS' });
  aws.identities.set('production.acme.com', { tokens: TOKENS, dkim: 'SUCCESS', mailFrom: 'SUCCESS' });
  aws.identities.set('staging.acme.com', { tokens: TOKENS, dkim: 'FAILED' });
  for (const name of ['production', 'staging']) {
    aws.sets.set(`cloud-platform-${name}`, true);
    aws.tenants.set(`cloud-platform-${name}`, 'ENABLED');
  }
  printed = '';
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const print = (text: string) => { printed += stripVTControlCharacters(text); };
const tool = (json = false) => ({ cwd: dir, json, children: new Children(), progress: undefined as never, print });
const options = () => ({ accounts, assembly: dir });
const line = (domain: string) => printed.split('\n').find(one => one.startsWith(domain)) ?? '';
const registry = () => JSON.parse(readFileSync(accounts, 'utf8'));

test('status: what AWS has still to say, what SES has found, and what to do about the rest', async () => {
  // GIVEN
  aws.review = 'PENDING';
  // WHEN
  const exitCode = await emailStatus(tool(), options());
  // THEN
  expect(exitCode).toBe(3);
  expect(printed).toContain('to verified addresses alone (the request is PENDING): the plan has the text of the request');
  expect(printed).toContain('200 a day, 1 a second; 3 were sent');
  expect(line('production.acme.com')).toMatch(/production +SUCCESS +SUCCESS +yes$/);
  expect(line('staging.acme.com')).toContain('put-email-identity-dkim-signing-attributes --email-identity staging.acme.com');
  expect(line('later.acme.com')).toContain('not deployed yet');
  expect(registry().doneSteps).toBeUndefined();
});

test('that AWS has agreed is written down once, and taken back when it has not', async () => {
  aws.productionAccess = true;
  await emailStatus(tool(), options());
  expect(registry().doneSteps).toEqual([{ step: 'mail-production-access', of: 'eu-west-1' }]);
  expect(printed).toContain('accounts.json has what was found: commit it');
  // again nothing changes
  printed = '';
  await emailStatus(tool(), options());
  expect(printed).not.toContain('commit it');
  aws.productionAccess = false;
  await emailStatus(tool(), options());
  expect(registry().doneSteps).toBeUndefined();
});

test('with all of it in order the exit code is 0, and no registry is made where there is none', async () => {
  rmSync(accounts);
  aws.productionAccess = true;
  for (const name of ['staging', 'later']) {
    aws.identities.set(`${name}.acme.com`, { tokens: TOKENS, dkim: 'SUCCESS', mailFrom: 'SUCCESS' });
    aws.sets.set(`cloud-platform-${name}`, true);
  }
  expect(await emailStatus(tool(true), options())).toBe(0);
  expect(JSON.parse(printed)).toMatchObject({ account: { productionAccess: true }, written: false });
  expect(existsSync(accounts)).toBe(false);
});

test('stop and start: the configuration set and the tenant of one environment, twice as once', async () => {
  // WHEN
  for (let time = 0; time < 2; time++) expect(await emailSwitch(tool(), 'production', false, options())).toBe(0);
  // THEN
  expect([...aws.sets, ...aws.tenants]).toEqual([
    ['cloud-platform-production', false], ['cloud-platform-staging', true], ['cloud-platform-production', 'DISABLED'], ['cloud-platform-staging', 'ENABLED'],
  ]);
  printed = '';
  await emailStatus(tool(), options());
  expect(line('production.acme.com')).toContain('stopped; "cloud-platform email start production" lets it go on');
  // and back
  await emailSwitch(tool(), 'production', true, options());
  expect([aws.sets.get('cloud-platform-production'), aws.tenants.get('cloud-platform-production')]).toEqual([true, 'ENABLED']);
});

test('where SES has no tenant the configuration set is enough', async () => {
  aws.tenants.clear();
  expect(await emailSwitch(tool(), 'staging', false, options())).toBe(0);
  expect(aws.sets.get('cloud-platform-staging')).toBe(false);
});

test.each([
  ['prodution', 'no environment of that name sends mail'], ['later', 'what the environment sends by is not deployed yet'],
])('an environment that cannot be stopped changes nothing: %s', async (name, says) => {
  await expect(emailSwitch(tool(), name, false, options())).rejects.toThrow(says);
  expect(aws.writes).toEqual([]);
});
