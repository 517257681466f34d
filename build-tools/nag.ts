/**
 * cdk-nag's rules over the example platform: those of AWS Solutions, and those for NIST 800-53 (revision 5). What is acknowledged of the first stands, with its reason, beside
 * the code it is about, also for whoever runs cdk-nag in an app of their own; what is not as NIST has it stands in nist-exceptions.ts.
 */
import { mkdtempSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { AccountRegistry } from '@astradot/cloud-platform';
import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, NagPack, NIST80053R5Checks } from 'cdk-nag';
import { Exception, Finding, review } from './exceptions';
import { EXCEPTIONS } from './nist-exceptions';
import { report } from './tally';
import { acme } from '../examples/platform/acme';

const ACKNOWLEDGED = Validations.ACKNOWLEDGED_RULES_METADATA_KEY;

function main(): void {
  const app = synthesized();
  const failures: string[] = [];
  let findings = 0;
  const judge = (pack: NagPack, prefix: string, exceptions: readonly Exception[]) => {
    const found = findingsOf(app, pack, prefix);
    // a pack that finds nothing at all does not run
    if (!found.length) failures.push(`${prefix} finds nothing`);
    findings += found.length;
    failures.push(...review(found, exceptions).map(fault => `${prefix}${fault}`));
  };
  const acknowledgements = takeAcknowledgements(app, 'AwsSolutions-');
  judge(new AwsSolutionsChecks(app), 'AwsSolutions-', acknowledgements);
  judge(new NIST80053R5Checks(app), 'NIST.800.53.R5-', EXCEPTIONS);
  report(findings - failures.length, failures);
}

function synthesized(): App {
  const outdir = mkdtempSync(join(tmpdir(), 'nag-'));
  try {
    const app = new App({ outdir, analyticsReporting: false });
    acme(app, AccountRegistry.fromFile('examples/platform/accounts.json'));
    app.synth();
    return app;
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

function findingsOf(app: App, pack: NagPack, prefix: string): Finding[] {
  return pack.validateScope(app).violations.flatMap(({ ruleName, description, violatingResources }) =>
    violatingResources.map(({ constructPath }: any) => ({ control: ruleName.replace(prefix, ''), description, resource: constructPath as string })));
}

/** What is acknowledged, taken away, so that one that acknowledges nothing is seen as well. */
function takeAcknowledgements(app: App, prefix: string): Exception[] {
  return app.node.findAll().flatMap(({ node }) => {
    const own = node.metadata.filter(({ type }) => type === ACKNOWLEDGED);
    return own.flatMap(({ data }) => Object.entries<string>(data).filter(([rule]) => rule.includes(prefix)).map(([rule, reason]) => {
      delete data[rule];
      return { control: rule.slice(rule.indexOf(prefix) + prefix.length), resources: [`${node.path}*`], reason };
    }));
  });
}

main();
