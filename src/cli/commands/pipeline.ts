import { existsSync, mkdirSync, readFileSync } from 'fs';
import { dirname } from 'path';
import writeFileAtomic from 'write-file-atomic';
import type { PlannedDeployRole, PlatformJson } from '../../plan/platform-json';
import { CliError, ExitCode } from '../errors';
import { githubWorkflow } from '../pipelines/github';
import { gitlabPipeline } from '../pipelines/gitlab';
import type { WorkflowOptions } from '../pipelines/workflow-options';
import { readPlan } from '../plan-file';
import { finish, Tool } from '../tool';

export interface PipelineOptions extends WorkflowOptions {
  readonly assembly: string;
  /** Default: where the CI looks for it. */
  readonly output?: string;
  /** Writes nothing. */
  readonly check?: boolean;
}

interface System {
  readonly name: string;
  readonly output: string;
  /** Whether its jobs have such tokens. */
  readonly shows: (role: PlannedDeployRole) => boolean;
  readonly tokens: string;
  readonly instead: string;
  readonly text: (plan: PlatformJson, role: PlannedDeployRole, options: WorkflowOptions) => string;
}

/** The CIs that a pipeline is written for. */
export const SYSTEMS: Record<string, System> = {
  github: {
    name: 'GitHub Actions',
    output: '.github/workflows/cloud-platform.yml',
    shows: ({ issuer }) => issuer === 'token.actions.githubusercontent.com',
    tokens: 'token.actions.githubusercontent.com',
    instead: 'DeployIdentity.gitHub({ organization: \'acme\', repository: \'platform\' })',
    text: (plan, _, options) => githubWorkflow(plan, options),
  },
  gitlab: {
    name: 'GitLab CI',
    output: '.gitlab-ci.yml',
    // it may run anywhere
    shows: ({ subject }) => subject.startsWith('project_path:'),
    tokens: 'a project of GitLab',
    instead: 'DeployIdentity.gitLab({ project: \'acme/platform\' })',
    text: gitlabPipeline,
  },
};

/** `pipeline <system>`: the workflow that deploys the platform, from the plan. The same plan gives the same file. */
export async function pipeline(tool: Tool, system: string, options: PipelineOptions): Promise<ExitCode> {
  const { name, shows, tokens, instead, text: write, output } = SYSTEMS[system];
  const plan = readPlan(options.assembly);
  const roles = plan.deployRoles?.filter(({ deploys }) => deploys === 'platform') ?? [];
  const role = roles.find(shows);
  if (!role) {
    throw new CliError({
      what: `jobs of ${name} may deploy no account`,
      where: options.assembly,
      got: roles.length ? `deploy identities of ${[...new Set(roles.map(({ issuer }) => issuer))].join(', ')}` : 'no deploy identity',
      expected: `one of ${tokens}`,
      instead: `deployIdentity: ${instead} at the LandingZone, then "npx cdk synth"`,
    });
  }
  for (const [option, text] of [['--branch', options.branch], ['--directory', options.directory]] as const) {
    // it goes into the shell of the workflow
    if (!/^[\w./-]+$/.test(text)) throw new CliError({ what: 'it cannot stand in a workflow', where: option, got: text, expected: 'letters, digits, dots, slashes and hyphens' });
  }
  const file = options.output ?? output;
  const text = write(plan, role, options);
  const changed = !existsSync(file) || readFileSync(file, 'utf8') !== text;
  if (changed && !options.check) {
    mkdirSync(dirname(file), { recursive: true });
    await writeFileAtomic(file, text);
  }
  const said = !changed ? 'is as the plan says' : options.check ? `is not as the plan says: "npx cloud-platform pipeline ${system}" writes it` : 'is written';
  return finish(tool, { file, changed }, `${file} ${said}`, changed && options.check ? ExitCode.PENDING : ExitCode.OK);
}
