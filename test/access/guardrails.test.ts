import { acmeAssembly, SIMULATOR, spoilt } from './support/acme';
import { standardCases } from '../../src/verify/access/cases';
import { accessMatrix, emptyLines } from '../../src/verify/access/matrix';
import { Assembly } from '../../src/verify/assembly';

/** The cases of guardrails notice when one is missing, and are silent of one that does not bind. */

jest.setTimeout(120_000);

const POLICIES = 'Acme/management/eu-west-1-guardrails';
const acme = acmeAssembly();

function without(id: string): Assembly {
  return spoilt(acme, POLICIES, template => {
    for (const { Properties: { Content } } of Object.values<any>(template.Resources)) {
      Content.Statement = Content.Statement.filter(({ Sid }: { Sid: string }) => Sid.replace(/\d$/, '') !== id);
    }
  });
}

const GUARDED = standardCases().flatMap(({ cases }) => cases).filter(({ guardrail }) => guardrail);

function about(id: string) {
  return standardCases().map(file => ({ ...file, cases: file.cases.filter(({ guardrail }) => guardrail === id) }))
    .filter(({ cases }) => cases.length);
}

test('each guardrail of the example that an account can meet has lines of what it denies and of what it lets through', () => {
  const has = (id: string, answer: string) => GUARDED.some(line => line.guardrail === id && line.expect === answer);
  const lacking = acme.plan.guardrails.filter(({ id }) => !has(id, 'deny') || !has(id, 'allow'));
  // nobody may leave; no account is in quarantine; no resource of ours lets an AWS service in for others
  expect(lacking.map(({ id }) => id)).toEqual(['LeavingTheOrganization', 'Quarantine', 'ConfusedDeputy']);
});

test.each([...new Set(GUARDED.map(({ guardrail }) => guardrail!))])('without its statements the lines of %s fail', async id => {
  const { failures } = await accessMatrix(without(id), about(id), { simulator: SIMULATOR, controlEvery: 1000 });
  const denied = new Set(about(id).flatMap(({ cases }) => cases).filter(({ expect: answer }) => answer === 'deny').map(({ name }) => name));
  expect([...new Set(failures.map(({ line }) => line))].filter(line => denied.has(line)).length).toBeGreaterThan(0);
});

test('one that the plan does not have is not asked about', async () => {
  const without_ = spoilt(acme, 'platform.json', plan => { plan.guardrails = plan.guardrails.filter(({ id }: any) => id !== 'Regions'); });
  const report = await accessMatrix(without_, about('Regions'), { simulator: SIMULATOR });
  expect([report.cases, emptyLines(report).length]).toEqual([0, about('Regions').flatMap(({ cases }) => cases).length]);
});

test('an account meets it where it binds, and does not where it does not', async () => {
  const report = await accessMatrix(acme, about('ChangesByHand'), { simulator: SIMULATOR, controlEvery: 1000 });
  const casesOf = (name: string) => report.lines.find(line => line.name === name)!.cases;
  expect(casesOf('people read in production and staging')).toBe(2 * 4);
  expect(casesOf('people change things by hand where the guardrail does not bind')).toBe(8);
});
