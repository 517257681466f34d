/** cfn-lint over every template of the examples, each for its own region: any finding, also an informational one, fails. */
import { spawnSync } from 'child_process';
import { exampleTemplates } from './assemblies';
import { report } from './tally';

const templates = exampleTemplates();
const failures: string[] = [];
for (const region of new Set(templates.map(template => template.region))) {
  const paths = templates.filter(template => template.region === region).map(template => template.path);
  const { status, stdout, stderr } = spawnSync('local/.venv/bin/cfn-lint', ['--include-checks', 'I', '--regions', region, '--format', 'parseable', '--', ...paths], { encoding: 'utf8' });
  failures.push(...`${stdout}${status === null || status > 31 || stderr ? stderr : ''}`.split('\n').filter(Boolean));
}
report(templates.length - new Set(failures.map(failure => failure.split(':')[0])).size, failures);
