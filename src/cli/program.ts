import { Argument, Command, InvalidArgumentError, Option } from 'commander';
import { ORDERS } from './access-rows';
import { access } from './commands/access';
import { accountsList } from './commands/accounts-list';
import { accountsSync } from './commands/accounts-sync';
import { artifactsLock } from './commands/artifacts-lock';
import { bootstrap } from './commands/bootstrap';
import { DEFAULT_ROLE, deploy } from './commands/deploy';
import { dnsCheck } from './commands/dns-check';
import { drift } from './commands/drift';
import { emailStatus, emailSwitch } from './commands/email';
import { pipeline, SYSTEMS } from './commands/pipeline';
import { plan } from './commands/plan';
import { revoke } from './commands/revoke';
import { sandboxEnd, sandboxExtend, sandboxList } from './commands/sandbox';
import { upgrade } from './commands/upgrade';
import { verify } from './commands/verify';
import type { ExitCode } from './errors';
import type { Tool } from './tool';
import { SIMULATOR, SIMULATOR_VERSION } from '../verify/access/simulator';
import { CHECKS } from '../verify/checks';

const EXIT_CODES = `
Exit codes:
  0    done
  1    AWS, cdk or a deployment failed; the same command goes on
  2    usage, an input file or the credentials; nothing was changed
  3    something is pending, or differs (plan --exit-code, accounts sync --check, deploy, drift), or does not hold (verify)
  130  interrupted`;

const ACCOUNTS = ['--accounts <file>', 'the registry of accounts', 'accounts.json'] as const;
const ASSEMBLY = ['--assembly <directory>', 'the cloud assembly with platform.json', 'cdk.out'] as const;
const JSON_OPTION = ['--json', 'the result as JSON on stdout, progress on stderr'] as const;
const CDK = ['--cdk <command>', "the CDK CLI (default: the project's own aws-cdk)"] as const;

/** Carries a command out. */
export type Run = (command: (tool: Tool) => Promise<ExitCode>, options: { json?: boolean; verbose?: boolean }) => Promise<void>;

/** The commands of the tool, with their options. */
export function program(run: Run): Command {
  const root = new Command('cloud-platform')
    .description('An AWS platform of many accounts: reads what AWS has, shows what the code plans, deploys it wave by wave.')
    .exitOverride().configureHelp({ showGlobalOptions: true }).showSuggestionAfterError()
    .addHelpText('after', EXIT_CODES)
    .addHelpText('after', `
The way from nothing:
  cloud-platform accounts sync   writes accounts.json; commit it
  npx cdk synth                  writes the plan
  cloud-platform plan            shows it
  cloud-platform verify          proves what has to hold of it
  cloud-platform deploy          makes the accounts and deploys them`);

  const accounts = root.command('accounts').description('the registry of accounts');
  accounts.command('sync')
    .description('Reads AWS Organizations and IAM Identity Center into accounts.json. Works with credentials of the management account.')
    .option(...ACCOUNTS).option(...ASSEMBLY)
    .option('--prune', 'takes out accounts that the organization no longer has')
    .option('--check', 'writes nothing; exit code 3 if the file would change')
    .option(...JSON_OPTION)
    .action(async options => run(tool => accountsSync(tool, options), options));
  accounts.command('list')
    .description('Shows the registry, and what the plan says of each account. Offline.')
    .option(...ACCOUNTS).option(...ASSEMBLY).option(...JSON_OPTION)
    .action(async options => run(tool => accountsList(tool, options), options));

  root.command('plan')
    .description('Shows what the last synth planned: accounts by wave, doors, guardrails, DNS, what is pending and what no API can do. Offline.')
    .option(...ASSEMBLY)
    .option('--exit-code', 'exit code 3 if an account is pending')
    .option(...JSON_OPTION)
    .action(async options => run(tool => plan(tool, options), options));

  root.command('access')
    .description('Shows who may enter where, as the last synth says it; with --live, what Identity Center has beside it or lacks.')
    .option(...ASSEMBLY)
    .addOption(new Option('--by <order>', 'what the table is about').choices([...ORDERS]).default('user'))
    .option('--user <name>', 'of this user alone').option('--account <name>', 'in this account alone').option('--permission-set <name>', 'with this permission set alone')
    .option('--csv', 'for a spreadsheet')
    .option('--diff <file>', 'who gained and who lost what since this platform.json')
    .option('--exit-code', 'with --diff: exit code 3 if somebody gained or lost something')
    .option('--live', 'compares with Identity Center; exit code 3 if it differs')
    .addOption(new Option('--assume-role <name>', `with --live: the role to take in the identity account (default: ${DEFAULT_ROLE})`))
    .option('--no-assume-role', 'uses the credentials as they are')
    .option(...JSON_OPTION)
    .action(async options => run(tool => access(tool, options), options));

  root.command('revoke')
    .description('Takes a user\'s access away at once, sessions that are open included. Works with credentials of the management account; run it again at any time.')
    .argument('<user>', 'the name that the user signs in with')
    .option(...ACCOUNTS).option(...ASSEMBLY)
    .option('--dry-run', 'changes nothing; says what it would do')
    .option('--lift', 'takes the deny away again, when the code no longer says "revoked: true"')
    .option(...JSON_OPTION)
    .action(async (user: string, options) => run(tool => revoke(tool, user, options), options));

  const sandbox = root.command('sandbox').description('sandboxes, which end by themselves; with credentials of the management account');
  sandbox.command('list')
    .description('Shows each sandbox of the organization: until when it lives, what it is in, whose it is.')
    .option(...ACCOUNTS).option(...ASSEMBLY).option(...JSON_OPTION)
    .action(async options => run(tool => sandboxList(tool, options), options));
  sandbox.command('extend')
    .description('Sets another day on which a sandbox ends, at once; one in quarantine comes back within the hour.')
    .argument('<name>', 'its name in the code, or the id of its account')
    .requiredOption('--until <date>', 'the day on which it ends, YYYY-MM-DD')
    .option(...ACCOUNTS).option(...ASSEMBLY).option(...JSON_OPTION)
    .action(async (name: string, options) => run(tool => sandboxExtend(tool, name, options), options));
  sandbox.command('end')
    .description('Lets a sandbox end today: everything in it is denied within the hour, and its account is closed after the grace period.')
    .argument('<name>', 'its name in the code, or the id of its account')
    .option(...ACCOUNTS).option(...ASSEMBLY)
    .option('--yes', 'does not ask (nor does a script, CI or --json)')
    .option(...JSON_OPTION)
    .action(async (name: string, options) => run(tool => sandboxEnd(tool, name, options), options));

  root.command('deploy')
    .description('Deploys all accounts wave by wave, those of a wave side by side; makes the accounts that are pending. With names: these accounts alone.')
    .argument('[account...]', 'names of accounts')
    .option(...ACCOUNTS).option(...ASSEMBLY)
    .option('--concurrency <number>', 'accounts side by side, and stacks side by side in each', wholeNumber, 4)
    .option('--app <command>', 'passed on to cdk synth')
    .option(...CDK)
    .addOption(new Option('--assume-role <name>', `the role to take in other accounts (default: ${DEFAULT_ROLE})`))
    .option('--no-assume-role', 'uses the credentials as they are')
    .option('--no-sync', 'leaves accounts.json as it is')
    .option('--no-bootstrap', 'leaves the bootstrap of the management account to you')
    .addOption(new Option('--timeout <duration>', 'how long an account may take until it is deployable: 90s, 30m, 2h')
      .argParser(duration).default(3_600_000, '1h'))
    .addOption(new Option('--opt-in-timeout <duration>', 'how long AWS may take to open one more region when nothing else is left to do')
      .argParser(duration).default(43_200_000, '12h'))
    .option('--yes', 'does not ask (nor does a script, CI or --json)')
    .option('--verbose', 'all that cdk says; otherwise it goes to .cloud-platform/logs/')
    .option(...JSON_OPTION)
    .addHelpText('after', `
Run it again after a failure or Ctrl-C: it goes on, and what is deployed already is left as it is.
Exit code 3: everything that could be was deployed, and an account is still pending, or AWS still opens a region for one.`)
    .action(async (names: string[], options) => run(tool => deploy(tool, names, options), options));

  root.command('drift')
    .description('Looks for what is not as it was deployed, in every stack of the plan, all accounts side by side. Changes nothing; runs for minutes.')
    .argument('[account...]', 'names of accounts')
    .option(...ASSEMBLY)
    .option('--concurrency <number>', 'accounts side by side', wholeNumber, 8)
    .addOption(new Option('--assume-role <name>', `the role to take in other accounts (default: ${DEFAULT_ROLE})`))
    .option('--no-assume-role', 'uses the credentials as they are')
    .option(...JSON_OPTION)
    .addHelpText('after', `
Exit code 3: something differs. 1: nothing differs as far as could be looked, and some of it could not.`)
    .action(async (names: string[], options) => run(tool => drift(tool, names, options), options));

  root.command('verify')
    .description('Proves what has to hold of your assembly: laws, templates, policies, and who may do what. Offline.')
    .option(...ASSEMBLY)
    .option('--cases <file...>', 'your own cases of who may do what, in YAML: docs/access.md', [])
    .option('--skip <check...>', `leaves checks out: ${CHECKS.map(({ id }) => id).join(', ')}`, [])
    .option('--no-synth', 'looks at the assembly alone, and does not run the app again')
    .option('--app <command>', 'passed on to cdk synth')
    .option(...CDK)
    .option('--report <file>', 'writes a report in Markdown for whoever has to review it')
    .option(...JSON_OPTION)
    .addHelpText('after', `
The checks policies and access need the simulator of IAM, which your project installs itself (AGPL-3.0):
  npm i -D ${SIMULATOR}@${SIMULATOR_VERSION}`)
    .action(async options => run(tool => verify(tool, options), options));

  root.command('upgrade')
    .description('Says what deploying the assembly does to what another one deployed: what changes in each account, who gains or loses access, what is to do by hand. Offline.')
    .argument('<before>', 'directory of the cloud assembly that is deployed')
    .option(...ASSEMBLY)
    .option('--markdown', 'for a comment on a pull request')
    .option('--accept-loss', 'what is lost is known')
    .option(...JSON_OPTION)
    .addHelpText('after', `
Exit code 3: state would be lost, and nobody has said that this is meant.`)
    .action(async (before: string, options) => run(tool => upgrade(tool, before, options), options));

  root.command('pipeline')
    .description('Writes the workflow of a CI: what a pull request changes, then the waves, each account by its own deploy identity. Offline.')
    .addArgument(new Argument('<system>', 'the CI').choices(Object.keys(SYSTEMS)))
    .option(...ASSEMBLY)
    .option('--output <file>', `where it goes (default: ${Object.values(SYSTEMS).map(({ output }) => output).join(' or ')})`)
    .option('--directory <directory>', 'where the app lies in its repository', '.')
    .option('--branch <name>', 'the branch that is deployed', 'main')
    .option('--install <command>', 'what installs the app\'s dependencies', 'npm ci')
    .option('--check', 'writes nothing; exit code 3 if the file would change')
    .option(...JSON_OPTION)
    .action(async (system: string, options) => run(tool => pipeline(tool, system, options), options));

  root.command('artifacts').description('what is built once')
    .command('lock')
    .description('Writes down which bytes a version of an artifact is; commit the file. Offline: whoever publishes knows.')
    .addArgument(new Argument('<kind>', 'of the artifact').choices(['image', 'file']))
    .argument('<name>', 'name and tag: api:v1.4.2').argument('<value>', 'digest of the image, or path of the file')
    .option('--lock <file>', 'the file that is written', 'artifacts.lock.json')
    .option('--replace', 'takes another digest for a version that is locked')
    .option(...JSON_OPTION)
    .action(async (kind: 'image' | 'file', name: string, value: string, options) => run(tool => artifactsLock(tool, kind, name, value, options), options));

  root.command('dns').description('names')
    .command('check')
    .description('Asks name servers what they tell of each zone, and compares it with the zone: registrars, delegations, DS records, delegations that lead nowhere.')
    .option(...ACCOUNTS).option(...ASSEMBLY)
    .option('--resolver <address>', 'finds the name servers\' addresses (default: the machine\'s own)')
    .addOption(new Option('--assume-role <name>', `the role to take in other accounts (default: ${DEFAULT_ROLE})`))
    .option('--no-assume-role', 'uses the credentials as they are')
    .option(...JSON_OPTION)
    .addHelpText('after', `
Exit code 3: a name server or a DS has still to be set, or leads nowhere.
What is set at a registrar is written to the registry, and the next plan does not name it any more.`)
    .action(async options => run(tool => dnsCheck(tool, options), options));

  const email = root.command('email').description('mail');
  const ofMail = (command: Command) => command.option(...ACCOUNTS).option(...ASSEMBLY)
    .addOption(new Option('--assume-role <name>', `the role to take in the email account (default: ${DEFAULT_ROLE})`))
    .option('--no-assume-role', 'uses the credentials as they are')
    .option(...JSON_OPTION);
  ofMail(email.command('status'))
    .description('Shows how far AWS lets the platform send, what SES has found of each domain in DNS, and which environment is stopped.')
    .addHelpText('after', `
Exit code 3: AWS has not agreed yet, a domain is not verified, or an environment is stopped.
That AWS has agreed is written to the registry, and the next plan does not ask for it any more.`)
    .action(async options => run(tool => emailStatus(tool, options), options));
  ofMail(email.command('stop').argument('<environment>'))
    .description('Stops the mail of one environment at once. No deploy starts it again.')
    .action(async (name: string, options) => run(tool => emailSwitch(tool, name, false, options), options));
  ofMail(email.command('start').argument('<environment>'))
    .description('Lets an environment send again.')
    .action(async (name: string, options) => run(tool => emailSwitch(tool, name, true, options), options));

  root.command('bootstrap')
    .description('Bootstraps the management account itself where the plan needs it, and makes sure of what its StackSets bring into each account and region. deploy does it as well.')
    .option(...ACCOUNTS).option(...ASSEMBLY).option(...CDK).option(...JSON_OPTION)
    .action(async options => run(tool => bootstrap(tool, options), options));
  return root;
}

function wholeNumber(value: string): number {
  if (!/^[1-9]\d{0,3}$/.test(value)) throw new InvalidArgumentError(`got "${value}", expected a whole number from 1.`);
  return Number(value);
}

/** Milliseconds. */
function duration(value: string): number {
  const [, amount, unit] = /^(\d{1,6})(s|m|h)$/.exec(value) ?? [];
  if (!unit) throw new InvalidArgumentError(`got "${value}", expected a duration like 90s, 30m or 2h.`);
  return Number(amount) * { s: 1000, m: 60_000, h: 3_600_000 }[unit as 's' | 'm' | 'h'];
}
