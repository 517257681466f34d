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
  readonly subject: string;
  readonly values: Checked[];
}

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

export function gitLabClaims(project: string, host: string, branch: string): TokenClaims {
  return {
    issuer: host,
    audience: `https://${host}`,
    subject: `project_path:${project}:ref_type:branch:ref:${branch}`,
    values: [
      ['gitLab: project', project, /^[\w.-]+(\/[\w.-]+)+$/, 'the path of a project with its groups', '"acme/platform"'],
      ['gitLab: host', host, /^[a-z0-9-]+(\.[a-z0-9-]+)+$/, 'a host name', '"gitlab.com"'],
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
