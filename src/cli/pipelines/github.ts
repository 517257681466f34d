import type { WorkflowOptions } from './workflow-options';
import { partitionOf } from '../../accounts/aws-regions';
import type { PlatformJson } from '../../plan/platform-json';

/**
 * The workflow of GitHub Actions. It names no account: each run asks the plan, so that accounts come and go without a change of this file.
 */
export function githubWorkflow(plan: PlatformJson, options: WorkflowOptions): string {
  const waves = plan.waves.map(({ number }) => number);
  return [
    head(options),
    changes(options),
    accounts(waves, options),
    ...waves.map((wave, index) => deployment(plan, wave, waves[index - 1], options)),
    registry(waves, options),
    drift(plan, waves, options),
  ].join('\n');
}

const head = ({ branch }: WorkflowOptions) => `# Written by "npx cloud-platform pipeline github". It names no account: each run asks the plan.
name: cloud-platform
on:
  pull_request:
  push:
    branches: [${branch}]
  schedule:
    - cron: 17 4 * * *
permissions:
  contents: read
`;

const NODE = `      - uses: actions/setup-node@v6
        with:
          node-version: lts/*`;

function defaults({ directory }: WorkflowOptions): string {
  return directory === '.' ? '' : `    defaults:
      run:
        working-directory: ${directory}
`;
}

/** On a pull request: what it does, as one comment. Nothing of it asks AWS. */
const changes = (options: WorkflowOptions) => `jobs:
  changes:
    name: what it changes
    if: github.event_name == 'pull_request'
    runs-on: ubuntu-latest
    permissions:
      contents: read
      pull-requests: write
${defaults(options)}    steps:
      - uses: actions/checkout@v5
        with:
          fetch-depth: 0
${NODE}
      - name: Synthesise what is deployed
        env:
          BASE: \${{ github.event.pull_request.base.sha }}
        run: |
          git worktree add "$RUNNER_TEMP/before" "$BASE"
          cd "$RUNNER_TEMP/before/${options.directory}"
          ${options.install}
          npx cdk synth --quiet
      - name: Synthesise the change
        run: |
          ${options.install}
          npx cdk synth --quiet
      - name: Compare
        id: compare
        run: |
          status=0
          npx cloud-platform upgrade "$RUNNER_TEMP/before/${options.directory}/cdk.out" --markdown > "$RUNNER_TEMP/comment.md" || status=$?
          echo "status=$status" >> "$GITHUB_OUTPUT"
          cat "$RUNNER_TEMP/comment.md" >> "$GITHUB_STEP_SUMMARY"
      - name: Comment
        if: github.event.pull_request.head.repo.full_name == github.repository
        env:
          GH_TOKEN: \${{ github.token }}
          NUMBER: \${{ github.event.pull_request.number }}
        run: gh pr comment "$NUMBER" --edit-last --create-if-none --body-file "$RUNNER_TEMP/comment.md"
      - name: State that would be lost ends it
        env:
          STATUS: \${{ steps.compare.outputs.status }}
        run: exit "$STATUS"
`;

/** Which accounts there are, wave by wave. */
const accounts = (waves: readonly number[], options: WorkflowOptions) => `  accounts:
    if: github.event_name != 'pull_request'
    runs-on: ubuntu-latest
    outputs:
${waves.map(wave => `      wave-${wave}: \${{ steps.plan.outputs.wave-${wave} }}`).join('\n')}
${defaults(options)}    steps:
      - uses: actions/checkout@v5
${NODE}
      - run: ${options.install}
      - run: npx cdk synth --quiet
      - id: plan
        run: |
          npx cloud-platform plan --json > "$RUNNER_TEMP/plan.json"
          node -e '
            const { waves, accounts } = JSON.parse(require("fs").readFileSync(0, "utf8"));
            for (const { number } of waves) {
              const active = accounts.filter(({ wave, status }) => wave === number && status === "active").map(({ name, id }) => ({ name, id }));
              console.log("wave-" + number + "=" + JSON.stringify(active));
            }' < "$RUNNER_TEMP/plan.json" >> "$GITHUB_OUTPUT"
`;

/** Comes in by the account's own deploy identity, whose subject is the job's environment. */
const entering = ({ prefix, regions }: PlatformJson, role: 'deploy' | 'plan', options: WorkflowOptions) => `      - uses: actions/checkout@v5
${NODE}
      - run: ${options.install}
      - uses: aws-actions/configure-aws-credentials@v5
        with:
          role-to-assume: arn:${partitionOf(regions.home)}:iam::\${{ matrix.account.id }}:role/${prefix}/${prefix}-${role}
          aws-region: ${regions.home}`;

const each = (wave: number, environment: string) => `    strategy:
      fail-fast: false
      matrix:
        account: \${{ fromJSON(needs.accounts.outputs.wave-${wave}) }}
    environment: ${environment}\${{ matrix.account.id }}
    permissions:
      contents: read
      id-token: write`;

/** The accounts of a wave, side by side. One that failed is taken up by "Re-run failed jobs", and goes on where it was. */
const deployment = (plan: PlatformJson, wave: number, before: number | undefined, options: WorkflowOptions) => `  wave-${wave}:
    name: deploy \${{ matrix.account.name }}
    needs: [accounts${before === undefined ? '' : `, wave-${before}`}]
    if: github.event_name == 'push' && !failure() && !cancelled() && needs.accounts.outputs.wave-${wave} != '[]'
    runs-on: ubuntu-latest
${each(wave, '')}
    concurrency:
      group: cloud-platform-\${{ matrix.account.id }}
      cancel-in-progress: false
${defaults(options)}    steps:
${entering(plan, 'deploy', options)}
      - run: npx cloud-platform deploy "$NAME" --no-assume-role
        env:
          NAME: \${{ matrix.account.name }}
${wave === plan.waves[0].number ? `      - run: npx cloud-platform accounts sync
      - uses: actions/upload-artifact@v5
        with:
          name: accounts
          path: ${options.directory === '.' ? '' : `${options.directory}/`}accounts.json
` : ''}`;

/** What AWS has made is written down by a pull request: its merge deploys the new accounts. */
const registry = ([first]: readonly number[], { directory, branch }: WorkflowOptions) => `  registry:
    name: accounts that AWS has made
    needs: [wave-${first}]
    if: github.event_name == 'push' && needs.wave-${first}.result == 'success'
    runs-on: ubuntu-latest
    permissions:
      contents: write
      pull-requests: write
    steps:
      - uses: actions/checkout@v5
      - uses: actions/download-artifact@v6
        with:
          name: accounts
          path: ${directory}
      - env:
          GH_TOKEN: \${{ github.token }}
        run: |
          git diff --quiet && exit 0
          git config user.name 'github-actions[bot]'
          git config user.email '41898282+github-actions[bot]@users.noreply.github.com'
          git switch --create cloud-platform/accounts
          git commit --all --message 'chore: accounts as AWS has them'
          git push --force origin cloud-platform/accounts
          gh pr view cloud-platform/accounts --json state --jq .state | grep --quiet OPEN || gh pr create --base ${branch} --fill
`;

/** Each night: whether what is deployed is still what the code says. Jobs that only look have an identity of their own. */
const drift = (plan: PlatformJson, waves: readonly number[], options: WorkflowOptions) => waves.map(wave => `  drift-${wave}:
    name: drift of \${{ matrix.account.name }}
    needs: [accounts]
    if: github.event_name == 'schedule' && needs.accounts.outputs.wave-${wave} != '[]'
    runs-on: ubuntu-latest
${each(wave, 'plan-')}
${defaults(options)}    steps:
${entering(plan, 'plan', options)}
      - run: npx cdk synth --quiet
      - run: npx cloud-platform drift "$NAME" --no-assume-role
        env:
          NAME: \${{ matrix.account.name }}
`).join('\n');
