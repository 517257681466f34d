import { existsSync, mkdirSync, readFileSync } from 'fs';
import { dirname } from 'path';
import writeFileAtomic from 'write-file-atomic';
import { CliError, ExitCode } from '../errors';
import { GITHUB_ISSUER, githubWorkflow, WorkflowOptions } from '../pipelines/github';
import { readPlan } from '../plan-file';
import { finish, Tool } from '../tool';

export interface PipelineOptions extends WorkflowOptions {
  readonly assembly: string;
  readonly output: string;
  /** Writes nothing. */
  readonly check?: boolean;
}

/** `pipeline github`: the workflow that deploys the platform, from the plan. The same plan gives the same file. */
export async function pipeline(tool: Tool, options: PipelineOptions): Promise<ExitCode> {
  const plan = readPlan(options.assembly);
  const issuers = [...new Set(plan.deployRoles?.filter(({ deploys }) => deploys === 'platform').map(({ issuer }) => issuer))];
  if (!issuers.includes(GITHUB_ISSUER)) {
    throw new CliError({
      what: 'jobs of GitHub Actions may deploy no account',
      where: options.assembly,
      got: issuers.length ? `deploy identities of ${issuers.join(', ')}` : 'no deploy identity',
      expected: `one of ${GITHUB_ISSUER}`,
      instead: 'deployIdentity: DeployIdentity.gitHub({ organization: \'acme\', repository: \'platform\' }) at the LandingZone, then "npx cdk synth"',
    });
  }
  for (const [option, text] of [['--branch', options.branch], ['--directory', options.directory]] as const) {
    // it goes into the shell of the workflow
    if (!/^[\w./-]+$/.test(text)) throw new CliError({ what: 'it cannot stand in a workflow', where: option, got: text, expected: 'letters, digits, dots, slashes and hyphens' });
  }
  const text = githubWorkflow(plan, options);
  const changed = !existsSync(options.output) || readFileSync(options.output, 'utf8') !== text;
  if (changed && !options.check) {
    mkdirSync(dirname(options.output), { recursive: true });
    await writeFileAtomic(options.output, text);
  }
  const said = !changed ? 'is as the plan says' : options.check ? 'is not as the plan says: "npx cloud-platform pipeline github" writes it' : 'is written';
  return finish(tool, { file: options.output, changed }, `${options.output} ${said}`, changed && options.check ? ExitCode.PENDING : ExitCode.OK);
}
