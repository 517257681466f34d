/** cdk-nag's AWS Solutions rules over the example platform. What is acknowledged stands, with its reason, beside the code it is about. */
import { mkdtempSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { AccountRegistry } from '@astradot/cloud-platform';
import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { report } from './tally';
import { acme } from '../examples/platform/acme';

const outdir = mkdtempSync(join(tmpdir(), 'nag-'));
const failures: string[] = [];
try {
  const app = new App({ outdir, analyticsReporting: false });
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  acme(app, AccountRegistry.fromFile('examples/platform/accounts.json'));
  app.synth();
} catch (error) {
  failures.push((error as Error).message);
} finally {
  rmSync(outdir, { recursive: true });
}
report(1 - failures.length, failures);
