/**
 * Control Tower's proactive controls, as cfn-guard's rules, over every template of the examples and those that their StackSets carry. What is not as a control has it
 * stands, with its reason, in guard-exceptions.ts; an exception that excuses nothing fails.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { dirname, join, parse } from 'path';
import { CfnGuardValidator } from '@cdklabs/cdk-validator-cfnguard';
import type { IPolicyValidationContextBeta1 } from 'aws-cdk-lib';
import { exampleTemplates } from './assemblies';
import { Finding, review } from './exceptions';
import { EXCEPTIONS } from './guard-exceptions';
import { report } from './tally';

const RULES = join(dirname(require.resolve('@cdklabs/cdk-validator-cfnguard/package.json')), 'rules', 'control-tower', 'cfn-guard');

/** A bucket that anybody may read: whatever finds nothing in it finds nothing at all. */
const SEEDED = { Resources: { Open: { Type: 'AWS::S3::Bucket', Properties: { PublicAccessBlockConfiguration: { BlockPublicAcls: false } } } } };
const SEEDED_CONTROL = 'CT.S3.PR.1';

function main(): void {
  const templates = new Map<string, any>([['seeded', SEEDED]]);
  for (const { stack, template } of exampleTemplates()) {
    templates.set(stack, template);
    for (const [id, { Type, Properties }] of Object.entries<any>(template.Resources)) {
      if (Type === 'AWS::CloudFormation::StackSet') templates.set(`${stack}/${id}`, JSON.parse(Properties.TemplateBody));
    }
  }
  const types = new Set([...templates.values()].flatMap(({ Resources }) => Object.values<any>(Resources).map(({ Type }) => Type as string)));
  const rules = ruleFiles(RULES).map(file => ({ name: parse(file).name, text: readFileSync(file, 'utf8') }));
  const about = (text: string) => [...types].some(type => text.includes(`"${type}"`));
  // reading rules is what takes time
  const disabledRules = rules.filter(({ text }) => !about(text)).map(({ name }) => name);
  const findings = look(templates, disabledRules);
  const failures: string[] = [];
  if (!findings.some(({ control, resource }) => control === SEEDED_CONTROL && resource === 'seeded/Open')) failures.push(`a bucket that is open is not found by ${SEEDED_CONTROL}`);
  const own = findings.filter(({ resource }) => !resource.startsWith('seeded/'));
  failures.push(...review(own, EXCEPTIONS));
  console.log(`${rules.length - disabledRules.length} controls are about what is in ${templates.size - 1} templates; ${own.length} findings are explained by ${EXCEPTIONS.length} exceptions`);
  const controls = rules.length - disabledRules.length + EXCEPTIONS.length + 1;
  report(controls - failures.length, failures);
}

function look(templates: Map<string, any>, disabledRules: string[]): Finding[] {
  const dir = mkdtempSync(join(tmpdir(), 'guard-'));
  try {
    const names = [...templates.keys()];
    const templatePaths = names.map((name, index) => {
      const path = join(dir, `${index}.template.json`);
      writeFileSync(path, JSON.stringify(templates.get(name)));
      return path;
    });
    const { violations } = new CfnGuardValidator({ disabledRules, maxBuffer: 2 ** 28 }).validate({ templatePaths } as IPolicyValidationContextBeta1);
    return violations.flatMap(({ description, violatingResources }) => violatingResources.flatMap(({ resourceLogicalId, templatePath }) => {
      const [, control] = /^\[(CT\.[\w.]+)\]/.exec(description) ?? [undefined, description];
      const stack = names[parseInt(parse(templatePath).name)];
      // what a rule says of a template as a whole it has said of the resource as well
      return resourceLogicalId ? [{ control: control!, description: description.replace(/^\[[^\]]*\]: /, ''), resource: `${stack}/${resourceLogicalId}` }] : [];
    }));
  } finally {
    rmSync(dir, { recursive: true });
  }
}

function ruleFiles(dir: string): string[] {
  return readdirSync(dir, { withFileTypes: true }).flatMap(entry => entry.isDirectory() ? ruleFiles(join(dir, entry.name)) : join(dir, entry.name));
}

main();
