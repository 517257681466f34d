import { readFileSync } from 'fs';
import { templateBody } from '../../../src/verify/template-body';
import { compare } from '../../../src/verify/upgrade/compare';
import { settle } from '../../../src/verify/upgrade/migration-note';
import { Schemas } from '../../../src/verify/upgrade/schemas';
import { STACK_SET } from '../../../src/verify/upgrade/stack-set';
import { resourcesOf, StackTemplate, withStackSets } from '../../../src/verify/upgrade/stack-template';
import { exampleStacks, Pins, PINS, readRelease, releases, statefulIn } from '../../support/golden';

const schemas = Schemas.load();
/** With the templates in StackSets as JSON, which is read faster. */
const stacks = exampleStacks().map(stack => ({
  ...stack, template: JSON.parse(JSON.stringify(stack.template), (key, value) => key === 'TemplateBody' ? JSON.stringify(templateBody(value, key)) : value),
}));
const pins: Pins = JSON.parse(readFileSync(PINS, 'utf8'));
const pinned = Object.entries(pins).flatMap(([path, ids]) => Object.entries(ids).map(([id, type]) => [path, id, type] as const));

/** The examples with other resources in one of their stacks, or in a StackSet of it. */
function having(path: string, change: (resources: any) => void): StackTemplate[] {
  const [carrier, stackSet] = path.split(' > ');
  return stacks.map(stack => {
    if (stack.path !== carrier) return stack;
    const template = structuredClone(stack.template);
    if (stackSet === undefined) {
      change(template.Resources);
    } else {
      const { Properties } = template.Resources[stackSet];
      const body = structuredClone(withStackSets(stacks).find(one => one.path === path)!.template);
      change(body.Resources);
      Properties.TemplateBody = JSON.stringify(body);
    }
    return { ...stack, template };
  });
}

test('the logical ids of what holds state are the pinned ones, and all are pinned', () => {
  expect(statefulIn(schemas, stacks)).toEqual(pins);
});

test('the pins hold the kinds of state that there are', () => {
  expect([...new Set(pinned.map(([,, type]) => type))].sort()).toEqual([
    'AWS::CloudFormation::StackSet', 'AWS::CloudTrail::Trail', 'AWS::CodeArtifact::Domain', 'AWS::CodeArtifact::Repository', 'AWS::ControlTower::EnabledBaseline', 'AWS::ControlTower::LandingZone', 'AWS::ECR::Repository',
    'AWS::KMS::Key', 'AWS::Logs::LogGroup', 'AWS::Route53::HostedZone', 'AWS::S3::Bucket', 'AWS::SES::EmailIdentity', 'AWS::SecretsManager::Secret',
    'Custom::Account', 'Custom::Organization', 'Custom::OrganizationalUnit',
  ]);
});

test.each(pinned)('%s: %s (%s) cannot go, or be called otherwise, without a note', (path, id) => {
  const gone = compare(schemas, stacks, having(path, resources => delete resources[id]));
  const renamed = compare(schemas, stacks, having(path, resources => {
    resources.Renamed = resources[id];
    delete resources[id];
  }));
  for (const changes of [gone, renamed]) {
    expect(settle(changes, []).unexplained.map(({ stack, resource }) => [stack, resource])).toContainEqual([path, id]);
  }
});

test('a release that is kept is read back as it was written, whatever stands in its StackSets', () => {
  const [newest] = releases().slice(-1);
  const kept = readRelease(newest);
  expect(kept.map(({ path }) => path).sort()).toEqual(expect.arrayContaining(['Acme/dns/eu-west-1', 'Acme/management/eu-west-1-bootstrap', 'Shop']));
  const stackSets = kept.flatMap(({ template }) => Object.values<any>(template.Resources)).filter(({ Type }) => Type === STACK_SET);
  expect(stackSets.map(({ Properties }) => typeof Properties.TemplateBody)).toEqual(Array(7).fill('string'));
  expect(compare(schemas, kept, kept)).toEqual([]);
});

test('every type of AWS in the examples has a schema', () => {
  const types = new Set(withStackSets(stacks).flatMap(stack => resourcesOf(stack).map(([, { Type }]) => Type)).filter(type => type.startsWith('AWS::')));
  expect(types.size).toBeGreaterThan(8);
  expect([...types].filter(type => !schemas.knows(type))).toEqual([]);
});

test('another bundle of a handler changes nothing in what is kept', () => {
  expect(JSON.stringify(stacks)).not.toMatch(/\b[0-9a-f]{64}\b/);
  expect(JSON.stringify(stacks)).toContain('"S3Key":"asset.zip"');
});
