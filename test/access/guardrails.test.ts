import { acmeAssembly, casesIn, SIMULATOR, spoilt } from './support/acme';
import { controlPolicy, IDS, MADE, organizationOf, ROOT } from './support/organization';
import { EnvironmentType, Guardrails, GuardrailPolicyType } from '../../src';
import { standardCases } from '../../src/verify/access/cases';
import { accessMatrix, emptyLines } from '../../src/verify/access/matrix';
import { Assembly } from '../../src/verify/assembly';
import { landingZone, registered } from '../support/acme';
import { synthesize } from '../support/assembly';

/** The cases of guardrails notice when one is missing, and are silent of one that does not bind. */

jest.setTimeout(120_000);

const POLICIES = 'Acme/management/eu-west-1-guardrails';
const acme = acmeAssembly();

function without(id: string, assembly = acme): Assembly {
  return spoilt(assembly, POLICIES, template => {
    for (const { Properties: { Content } } of Object.values<any>(template.Resources)) {
      // settings are no decisions of IAM
      if (Content.Statement) Content.Statement = Content.Statement.filter(({ Sid }: { Sid: string }) => Sid.replace(/\d$/, '') !== id);
    }
  });
}

const GUARDED = standardCases().flatMap(({ cases }) => cases).filter(({ guardrail }) => guardrail);

function about(id: string) {
  return standardCases().map(file => ({ ...file, cases: file.cases.filter(({ guardrail }) => guardrail === id) }))
    .filter(({ cases }) => cases.length);
}

test('each guardrail of the catalogue that IAM decides has lines of what it denies and of what it lets through', () => {
  const has = (id: string, answer: string) => GUARDED.some(line => line.guardrail === id && line.expect === answer);
  const byIam = [GuardrailPolicyType.SERVICE_CONTROL, GuardrailPolicyType.RESOURCE_CONTROL];
  const decided = Guardrails.all().filter(({ policyType }) => byIam.includes(policyType));
  expect(decided.map(({ guardrailId }) => guardrailId).filter(id => !has(id, 'deny') || !has(id, 'allow'))).toEqual([]);
  expect(decided.length).toBeGreaterThanOrEqual(15);
});

/** No account of the example is in quarantine: here one is. */
const quarantined = synthesize(app => {
  const zone = landingZone(app, registered(['retired']));
  zone.addEnvironment('retired', { environmentType: EnvironmentType.of('retired', { organizationalUnit: 'Quarantine' }) });
});

test('in quarantine nobody does anything but the platform', async () => {
  const report = await accessMatrix(quarantined, about('Quarantine'), { simulator: SIMULATOR });
  expect([report.failures, report.cases, emptyLines(report)]).toEqual([[], 3 + 2 * 2, []]);
  const open = await accessMatrix(without('Quarantine', quarantined), about('Quarantine'), { simulator: SIMULATOR });
  expect(open.failures.map(({ line }) => line)).toEqual(Array(3).fill('nobody does anything in quarantine'));
});

test('an AWS service that a bucket lets in acts for the organization and for nobody else', async () => {
  // GIVEN a bucket that trusts a service too widely, under the guardrail as the catalogue has it
  const [statement] = Guardrails.CONFUSED_DEPUTY._definition.statements({ organizationId: 'o-organization' } as any);
  const assembly = organizationOf({
    management: { ...MADE, Guardrail: controlPolicy('RESOURCE_CONTROL_POLICY', { Effect: 'Deny', Principal: '*', ...statement }, ROOT) },
    a: {
      Bucket: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'logs' } },
      Policy: {
        Type: 'AWS::S3::BucketPolicy',
        Properties: {
          Bucket: 'logs',
          PolicyDocument: {
            Version: '2012-10-17',
            Statement: [{ Effect: 'Allow', Principal: { Service: 'cloudtrail.amazonaws.com' }, Action: 's3:PutObject', Resource: 'arn:aws:s3:::logs/*' }],
          },
        },
      },
    },
  });
  const line = (name: string, source: string, organization: string, expected: string) => `
  - name: ${name}
    who: { service: cloudtrail.amazonaws.com }
    does: s3:PutObject
    on: { account: a, arn: 'arn:aws:s3:::logs/x' }
    with: { aws:SourceAccount: '${source}', aws:SourceOrgID: ${organization} }
    expect: ${expected}
    why: x`;

  // WHEN
  const cases = casesIn(`cases:${line('ours', IDS.b, 'o-organization', 'allow')}${line('theirs', '123456789012', 'o-somebodyelse', 'deny')}`);
  const report = await accessMatrix(assembly, [cases], { simulator: SIMULATOR });

  // THEN
  expect([report.failures, report.cases]).toEqual([[], 2]);
});

test.each([...new Set(GUARDED.map(({ guardrail }) => guardrail!))].filter(id => id !== 'Quarantine'))('without its statements the lines of %s fail', async id => {
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
