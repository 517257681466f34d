import { Token } from 'aws-cdk-lib';

/** A value that somebody wrote, and what it has to be like. */
export type Checked = [what: string, value: unknown, expected: RegExp, words: string, instead: string];

/** What is wrong, as arguments of `Problems.add`. */
export type Fault = [what: string, got: unknown, expected: string, instead: string];

/** What a token of a CI says of itself: who gave it, for whom it is, and which job has it. Rules about them stand here alone. */
export interface TokenClaims {
  /** URL of the provider without `https://`: so it stands in ARNs and in the names of condition keys. */
  readonly issuer: string;
  readonly audience: string;
  /** Of a job that deploys. With `?` or `*` it is a pattern: AWS has no condition key for what differs with each run. */
  readonly subject: string;
  /** Of a job that only looks. */
  readonly planSubject?: string;
  readonly values: Checked[];
}

const HOST = /^[a-z0-9-]+(\.[a-z0-9-]+)+$/;

/** @param job what the subject ends with: `environment:production`, `ref:refs/heads/main` */
export function gitHubClaims(organization: string, repository: string, job: string): TokenClaims {
  return {
    issuer: 'token.actions.githubusercontent.com',
    audience: 'sts.amazonaws.com',
    subject: `repo:${organization}/${repository}:${job}`,
    values: [
      ['gitHub: organization', organization, /^[A-Za-z0-9][A-Za-z0-9-]{0,38}$/, 'the name of an organization or user of GitHub', '"acme"'],
      ['gitHub: repository', repository, /^[\w.-]{1,100}$/, 'the name of a repository, without its organization', '"platform"'],
    ],
  };
}

/** What stands in a subject of Buildkite for any commit. As long as one: a name of a branch of which the rest looks like the end of a subject is longer. */
export const ANY_COMMIT = '?'.repeat(40);

export function terraformCloudClaims(organization: string, project: string, workspace: string, host: string): TokenClaims {
  const subject = (phase: string) => `organization:${organization}:project:${project}:workspace:${workspace}:run_phase:${phase}`;
  return {
    issuer: host,
    audience: 'aws.workload.identity',
    subject: subject('apply'),
    planSubject: subject('plan'),
    values: [
      ['terraformCloud: organization', organization, /^[\w-]{3,40}$/, 'the name of an organization of HCP Terraform', '"acme"'],
      ['terraformCloud: project', project, /^[\w-][\w -]{1,38}[\w-]$/, 'the name of one project, without * and ?', '"Default Project"'],
      ['terraformCloud: workspace', workspace, /^[\w-]{0,90}(\{account\})?[\w-]{0,90}$/, 'the name of one workspace, without * and ?', '"shop-{account}"'],
      ['terraformCloud: host', host, HOST, 'a host name', '"app.terraform.io"'],
    ],
  };
}

/** @param step key of the step */
export function buildkiteClaims(organization: string, pipeline: string, branch: string, step: (phase: string) => string): TokenClaims {
  const subject = (ref: string, phase: string) => `organization:${organization}:pipeline:${pipeline}:ref:refs/heads/${ref}:commit:${ANY_COMMIT}:step:${step(phase)}`;
  return {
    issuer: 'agent.buildkite.com',
    audience: 'sts.amazonaws.com',
    subject: subject(branch, 'deploy'),
    planSubject: subject('*', 'plan'),
    values: [
      ['buildkite: organization', organization, /^[a-z0-9][a-z0-9-]{0,99}$/, 'the slug of an organization of Buildkite', '"acme"'],
      ['buildkite: pipeline', pipeline, /^[a-z0-9][a-z0-9-]{0,99}$/, 'the slug of one pipeline, without * and ?', '"platform"'],
      ['buildkite: branch', branch, /^\w[\w./#@+-]{0,199}$/, 'the name of one branch, without * and ?', '"main"'],
    ],
  };
}

export function gitLabClaims(project: string, host: string, branch: string): TokenClaims {
  return {
    issuer: host,
    audience: `https://${host}`,
    subject: `project_path:${project}:ref_type:branch:ref:${branch}`,
    values: [
      ['gitLab: project', project, /^[\w.-]+(\/[\w.-]+)+$/, 'the path of a project with its groups', '"acme/platform"'],
      ['gitLab: host', host, HOST, 'a host name', '"gitlab.com"'],
    ],
  };
}

/** @param subject how it has to be checked, which differs */
export function openIdConnectClaims(issuer: string, audience: string, subject: Checked): TokenClaims {
  return {
    issuer: String(issuer).replace(/^https:\/\//, ''),
    audience,
    subject: String(subject[1]),
    values: [
      ['openIdConnect: issuer', issuer, /^https:\/\/[a-z0-9-]+(\.[a-z0-9-]+)+(\/[\w.~-]+)*$/, 'a URL with https:// and no slash at its end', '"https://ci.example.com"'],
      ['openIdConnect: audience', audience, /^[^*?\s]{1,255}$/, 'an audience, without * and ?', '"sts.amazonaws.com"'],
      subject,
    ],
  };
}

export function faultsOf({ values }: TokenClaims): Fault[] {
  return values.filter(([, value, expected]) => typeof value !== 'string' || Token.isUnresolved(value) || !expected.test(value))
    .map(([what, value, , words, instead]) => [what, value, words, instead]);
}
