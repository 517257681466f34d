/** Known vulnerabilities, by severity, in what a user installs and in what is bundled into the tool and the handlers. */
import { spawnSync } from 'child_process';
import { report } from './tally';

interface Audit {
  readonly metadata?: { readonly vulnerabilities: Record<string, number>; readonly dependencies: { readonly total: number } };
  readonly vulnerabilities?: Record<string, { readonly severity: string; readonly via: unknown[]; readonly range: string }>;
  readonly error?: { readonly summary: string };
}

const { stdout } = spawnSync('npm', ['audit', '--json'], { encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 });
const audit = JSON.parse(stdout || '{}') as Audit;
if (!audit.metadata) {
  // a registry that has no advisories says nothing about vulnerabilities: that is no pass
  report(0, [], [`audit: the registry gave no advisories (${audit.error?.summary ?? 'no answer'}); run "npm audit" where it does`]);
} else {
  const found = Object.entries(audit.vulnerabilities ?? {}).filter(([, { severity }]) => severity === 'high' || severity === 'critical');
  report(1, found.map(([name, { severity, range }]) => `${name} ${range}: ${severity}`));
}
