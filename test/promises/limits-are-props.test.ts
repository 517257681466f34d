import { landingZone, registered, withEnvironments } from '../support/acme';
import { complaintsOf, synthesize } from '../support/assembly';

const NINE = ['a1', 'a2', 'a3', 'a4'];

test('with AWS\'s quota of ten accounts, an eleventh is a step by hand that says how many to ask for', () => {
  // WHEN
  const steps = synthesize(withEnvironments(NINE)).plan.manualSteps;
  // THEN
  expect(steps.find(step => step.id === 'account-quota')).toMatchObject({ account: 'management', title: 'Raise the quota of accounts to at least 11' });
});

test('with the quota that AWS granted it is none', () => {
  const assembly = synthesize(app => {
    const zone = landingZone(app, registered(), { accountQuota: 50 });
    for (const name of NINE) zone.addSandbox(name, { expires: '2027-01-15', owner: 'jane@acme.com' });
  });
  expect(assembly.plan.manualSteps.map(step => step.id)).not.toContain('account-quota');
});

test('accounts of the organization that the code does not know count as well', () => {
  const assembly = synthesize(app => {
    const legacy = ['x', 'y', 'z', 'w'].map((name, index) => ({ name: `legacy-${name}`, accountId: String(300000000000 + index) }));
    landingZone(app, [...registered(), ...legacy]);
  });
  expect(assembly.plan.manualSteps.find(step => step.id === 'account-quota')?.title).toBe('Raise the quota of accounts to at least 11');
});

test('a quota that is none is an error', () => {
  expect(complaintsOf(app => { landingZone(app, registered(), { accountQuota: 0 }); })).toContain(
    'Acme: accountQuota: got 0, expected a whole number from 1; write 10');
});
