/** cfn-lint over every template of the examples, each for its own region: any finding, also an informational one, fails. */
import { spawnSync } from 'child_process';
import { dirname, join } from 'path';
import { exampleTemplates } from './assemblies';
import { report } from './tally';
import { ensureVirtualEnvironment } from '../local/embedded-aws';

/** Fn::Join with an empty delimiter, where a person would write Fn::Sub: it is how CDK writes every text with a token in it. */
const CDK_STYLE = 'I1022';

async function main(): Promise<void> {
  const cfnLint = join(dirname(await ensureVirtualEnvironment()), 'cfn-lint');
  const templates = exampleTemplates();
  const failures: string[] = [];
  for (const region of new Set(templates.map(template => template.region))) {
    const paths = templates.filter(template => template.region === region).map(template => template.path);
    const { status, stdout, stderr, error } = spawnSync(cfnLint, [
      '--include-checks', 'I', '--ignore-checks', CDK_STYLE, '--regions', region, '--format', 'parseable', '--', ...paths,
    ], { encoding: 'utf8' });
    if (error) throw error;
    failures.push(...`${stdout}${status === null || status > 31 || stderr ? stderr : ''}`.split('\n').filter(Boolean));
  }
  report(templates.length - new Set(failures.map(failure => failure.split(':')[0])).size, failures);
}

main().catch(error => report(0, [(error as Error).message]));
