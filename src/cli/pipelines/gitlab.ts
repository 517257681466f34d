import type { WorkflowOptions } from './workflow-options';
import { partitionOf } from '../../accounts/aws-regions';
import type { PlannedDeployRole, PlatformJson } from '../../plan/platform-json';

/**
 * The jobs of GitLab CI. They name no account: each run asks the plan, so that accounts come and go without a change of this file.
 *
 * A token of GitLab says the branch and nothing else that AWS can look at. So each account has a branch, `deploy/<id>`, and the pipeline of the branch that is deployed
 * brings it up to date and starts a pipeline there; `plan/<id>` for jobs that only look.
 */
export function gitlabPipeline(plan: PlatformJson, { audience }: PlannedDeployRole, options: WorkflowOptions): string {
  return [head(options), changes(options), accounts(plan, options), account(plan, audience, options), registry(options)].join('\n');
}

const head = ({ directory, install }: WorkflowOptions) => `# Written by "npx cloud-platform pipeline gitlab". It names no account: each run asks the plan.
.cloud-platform:
  image: node:lts
  interruptible: false
  variables:
    GIT_DEPTH: '0'
    REMOTE: https://gitlab-ci-token:$CI_JOB_TOKEN@$CI_SERVER_HOST:$CI_SERVER_PORT/$CI_PROJECT_PATH.git
  before_script:
    - cd "$CI_PROJECT_DIR/${directory}"
    - ${install}
`;

/** On a merge request: what it does, as one comment. Nothing of it asks AWS. */
const changes = ({ directory, install }: WorkflowOptions) => `# What a merge request changes. Without a token it is an artifact, to which the merge request has a link.
cloud-platform:changes:
  extends: .cloud-platform
  stage: test
  interruptible: true
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
  script:
    - npx cdk synth --quiet
    - git worktree add /tmp/before "$CI_MERGE_REQUEST_DIFF_BASE_SHA"
    - (cd "/tmp/before/${directory}" && ${install} && npx cdk synth --quiet)
    - status=0
    - npx cloud-platform upgrade "/tmp/before/${directory}/cdk.out" --markdown > "$CI_PROJECT_DIR/changes.md" || status=$?
    - |
      [ -z "\${CLOUD_PLATFORM_COMMENT_TOKEN:-}" ] || node -e '
        const { CI_API_V4_URL, CI_PROJECT_ID, CI_MERGE_REQUEST_IID, CI_PROJECT_DIR, CLOUD_PLATFORM_COMMENT_TOKEN: token } = process.env;
        const notes = CI_API_V4_URL + "/projects/" + CI_PROJECT_ID + "/merge_requests/" + CI_MERGE_REQUEST_IID + "/notes";
        const ask = async (url, method, body) => {
          const answer = await fetch(url, { method, body: body && JSON.stringify({ body }), headers: { "private-token": token, "content-type": "application/json" } });
          if (!answer.ok) throw new Error(method + " " + url + ": " + answer.status + " " + await answer.text());
          return answer.json();
        };
        const mark = "<!-- cloud-platform -->";
        const body = mark + "\\n" + require("fs").readFileSync(CI_PROJECT_DIR + "/changes.md", "utf8");
        (async () => {
          const known = (await ask(notes + "?sort=asc&order_by=created_at&per_page=100", "GET")).find(note => note.body.startsWith(mark));
          await (known ? ask(notes + "/" + known.id, "PUT", body) : ask(notes, "POST", body));
        })().catch(error => { console.error(error.message); process.exitCode = 1; });'
    # state that would be lost ends it
    - exit $status
  artifacts:
    when: always
    expose_as: what it changes
    paths:
      - changes.md
`;

/**
 * Which accounts there are: a pipeline of its own, with a stage for each wave. One run at a time: a branch of an account then has the commit that its wave is deployed with.
 */
const accounts = ({ waves }: PlatformJson, { branch }: WorkflowOptions) => `# Which accounts there are, and in which order they are deployed. By a schedule: which of them have drifted.
cloud-platform:accounts:
  extends: .cloud-platform
  stage: build
  rules:
    - if: $CI_COMMIT_BRANCH == "${branch}" && $CI_PIPELINE_SOURCE == "schedule"
      variables:
        PHASE: plan
    - if: $CI_COMMIT_BRANCH == "${branch}" && $CI_PIPELINE_SOURCE =~ /^(push|web|api)$/
      variables:
        PHASE: deploy
  script:
    - npx cdk synth --quiet
    - npx cloud-platform plan --json > /tmp/plan.json
    - |
      node -e '
        const { accounts } = JSON.parse(require("fs").readFileSync(0, "utf8"));
        const { PHASE: phase, CI_COMMIT_SHA: commit, CI_PROJECT_PATH: project } = process.env;
        const active = accounts.filter(({ status }) => status === "active");
        const stage = wave => phase === "plan" ? "drift" : "wave-" + wave;
        const branches = {
          stage: "branches",
          image: "node:lts",
          variables: { GIT_DEPTH: "0", REMOTE: "https://gitlab-ci-token:$CI_JOB_TOKEN@$CI_SERVER_HOST:$CI_SERVER_PORT/$CI_PROJECT_PATH.git" },
          script: active.map(({ id }) => phase + "/" + id).map(branch =>
            // one that is further already stays: a run that is repeated deploys nothing older
            "git fetch --quiet origin " + branch + " && git merge-base --is-ancestor " + commit + " FETCH_HEAD || git push \\"$REMOTE\\" " + commit + ":refs/heads/" + branch),
        };
        const jobs = active.map(({ name, id, wave }) => [phase + " " + name, {
          stage: stage(wave), trigger: { project, branch: phase + "/" + id, strategy: "depend" }, allow_failure: false,
        }]);
        const stages = ["branches", ...new Set(${JSON.stringify(waves.map(({ number }) => number))}.map(stage))];
        console.log(JSON.stringify({ stages, branches, ...Object.fromEntries(jobs) }, undefined, 2));
      ' < /tmp/plan.json > "$CI_PROJECT_DIR/accounts.yml"
  artifacts:
    paths:
      - accounts.yml
cloud-platform:waves:
  stage: deploy
  needs: ['cloud-platform:accounts']
  rules:
    - if: $CI_COMMIT_BRANCH == "${branch}" && $CI_PIPELINE_SOURCE =~ /^(push|web|api|schedule)$/
  resource_group: cloud-platform
  trigger:
    strategy: depend
    include:
      - artifact: accounts.yml
        job: cloud-platform:accounts
`;

/** Comes in by the account's own deploy identity, whose subject is the branch. SDK and CDK get new credentials with the token by themselves. */
const entering = ({ prefix, regions: { home } }: PlatformJson, role: string) => `    - id="\${CI_COMMIT_BRANCH#*/}"
    - |
      name="$(ID="$id" node -p 'JSON.parse(require("fs").readFileSync("accounts.json", "utf8")).accounts.find(({ id }) => id === process.env.ID).name')"
    - (umask 077 && printf %s "$AWS_ID_TOKEN" > /tmp/token)
    - export AWS_ROLE_ARN="arn:${partitionOf(home)}:iam::$id:role/${prefix}/${prefix}-${role}" AWS_ROLE_SESSION_NAME="gitlab-$CI_JOB_ID"
    - export AWS_WEB_IDENTITY_TOKEN_FILE=/tmp/token AWS_REGION=${home}`;

const onBranch = (phase: string) => `$CI_COMMIT_BRANCH =~ /^${phase}\\/[0-9]{12}$/ && $CI_PIPELINE_SOURCE =~ /^(pipeline|web)$/`;

/** One that failed is taken up by "Retry" of its job, and goes on where it was. */
const account = (plan: PlatformJson, audience: string, { directory }: WorkflowOptions) => `# One account, by its own identity.
cloud-platform:deploy:
  extends: .cloud-platform
  stage: deploy
  rules:
    - if: ${onBranch('deploy')}
  resource_group: $CI_COMMIT_BRANCH
  id_tokens:
    AWS_ID_TOKEN:
      aud: ${audience}
  script:
${entering(plan, 'deploy')}
    - npx cloud-platform deploy "$name" --no-assume-role
    - |
      if node -e 'process.exit(JSON.parse(require("fs").readFileSync("accounts.json", "utf8")).organization.managementAccountId === process.argv[1] ? 0 : 1)' "$id"; then
        npx cloud-platform accounts sync
      fi
  artifacts:
    paths:
      - ${inDirectory(directory, 'accounts.json')}
cloud-platform:drift:
  extends: .cloud-platform
  stage: test
  rules:
    - if: ${onBranch('plan')}
  resource_group: $CI_COMMIT_BRANCH
  id_tokens:
    AWS_ID_TOKEN:
      aud: ${audience}
  script:
${entering(plan, 'plan')}
    - npx cdk synth --quiet
    - npx cloud-platform drift "$name" --no-assume-role
`;

/** What AWS has made is written down by a merge request: its merge deploys the new accounts. */
const registry = ({ branch }: WorkflowOptions) => `# Accounts that AWS has made: a merge request, whose merge deploys them.
cloud-platform:registry:
  extends: .cloud-platform
  stage: deploy
  needs: ['cloud-platform:deploy']
  rules:
    - if: ${onBranch('deploy')}
  before_script:
    - cd "$CI_PROJECT_DIR"
  script:
    - |
      if ! git diff --quiet; then
        git config user.name cloud-platform
        git config user.email cloud-platform@noreply.$CI_SERVER_HOST
        git commit --all --message 'chore: accounts as AWS has them'
        git push --force -o merge_request.create -o merge_request.target=${branch} -o merge_request.remove_source_branch "$REMOTE" HEAD:refs/heads/cloud-platform/accounts
      fi
`;

function inDirectory(directory: string, file: string): string {
  return directory === '.' ? file : `${directory}/${file}`;
}
