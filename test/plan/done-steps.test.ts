import { EnvironmentType } from '../../src';
import { landingZone, registered, registryFile } from '../support/acme';
import { complaintsOf, synthesize } from '../support/assembly';

const planWith = (doneSteps?: object[]) => synthesize(app => {
  const accounts = registryFile(registered(['production']), undefined, { ...doneSteps && { doneSteps } });
  landingZone(app, [], { accounts }).addEnvironment('production', { environmentType: EnvironmentType.PRODUCTION });
}).plan;
const LOOKED_AT = ['registrar', 'mail-production-access'];

test('a step by hand that a look-up has found done is not named any more; on day 0 it is one that is done', () => {
  // WHEN
  const [before, after] = [planWith(), planWith([{ step: 'registrar', of: 'acme.com' }, { step: 'mail-production-access', of: 'eu-west-1' }])];
  // THEN
  expect(before.manualSteps.map(({ id }) => id)).toEqual(expect.arrayContaining(LOOKED_AT));
  expect(after.manualSteps.map(({ id }) => id).filter(id => LOOKED_AT.includes(id))).toEqual([]);
  const done = (plan: typeof after) => LOOKED_AT.map(id => plan.dayZero.find(step => step.id === id)?.done);
  expect([done(before), done(after)]).toEqual([[undefined, undefined], [true, true]]);
});

test('what was found of another domain or region says nothing of this one', () => {
  const { manualSteps } = planWith([{ step: 'registrar', of: 'acme.org' }, { step: 'mail-production-access', of: 'us-east-1' }]);
  expect(manualSteps.map(({ id }) => id)).toEqual(expect.arrayContaining(LOOKED_AT));
});

test('steps that are none are an error', () => {
  const said = complaintsOf(app => { landingZone(app, [], { accounts: registryFile(registered(), undefined, { doneSteps: ['registrar'] }) }); });
  expect(said).toContain('accounts.json: registry: doneSteps: got ["registrar"], expected a list of objects with "step" and "of"');
});
