import pc from 'picocolors';
import { DEFAULT_ROLE } from './deploy';
import type { PlannedMail } from '../../plan/platform-json';
import { MAIL_PRODUCTION_ACCESS } from '../../plan/step-names';
import { nearest } from '../../private/nearest';
import { Identity } from '../aws/identity';
import { IdentityState, Mail, SendingAccount } from '../aws/mail';
import { Credentials } from '../credentials';
import { rememberSteps } from '../done-steps';
import { CliError, ExitCode, list } from '../errors';
import { readPlan } from '../plan-file';
import { sideBySide } from '../side-by-side';
import { table } from '../table';
import { finish, Paths, storeOf, Tool } from '../tool';

export interface EmailOptions extends Paths {
  readonly assumeRole?: string | false;
}

/** SES takes few calls a second of each kind; the client waits where it is told to. */
const AT_ONCE = 4;

/** One row: a domain that mail is sent from. */
interface Row extends Partial<IdentityState> {
  readonly domainName: string;
  /** Absent for a root domain. */
  readonly environment?: string;
  /** Whether its environment sends; absent for a root domain. */
  readonly sends?: boolean;
  /** What is wrong, and what to do. */
  readonly remark?: string;
}

/** `email status`: how far AWS lets the platform send, and what SES has found of each domain. */
export async function emailStatus(tool: Tool, options: EmailOptions): Promise<ExitCode> {
  const { planned, mail } = await mailOf(options);
  try {
    const account = await mail.sendingAccount();
    const domains = [...planned.rootDomains.map(domainName => ({ domainName })), ...planned.senders];
    const rows = await sideBySide(domains, AT_ONCE, async domain => rowOf(mail, domain));
    const done = account.productionAccess;
    const written = await rememberSteps(storeOf(tool, options), [{ step: MAIL_PRODUCTION_ACCESS, of: planned.region, done }]);
    const left = !done || account.enforcement !== 'HEALTHY' || rows.some(({ remark }) => remark);
    const text = render(account, rows, written ? options.accounts : undefined);
    return finish(tool, { account, domains: rows, written }, text, left ? ExitCode.PENDING : ExitCode.OK);
  } finally {
    mail.close();
  }
}

/** `email stop` and `email start`: whether an environment sends. No deploy changes it. */
export async function emailSwitch(tool: Tool, environment: string, on: boolean, options: EmailOptions): Promise<ExitCode> {
  const { planned, mail } = await mailOf(options);
  const names = planned.senders.map(sender => sender.environment);
  const sender = planned.senders.find(one => one.environment === environment);
  if (!sender) {
    const guess = nearest(environment, names);
    throw new CliError({
      what: 'no environment of that name sends mail; nothing was changed', got: environment, expected: `one of ${list(names)}`, instead: guess && `"${guess}"`,
    });
  }
  try {
    const sends = await mail.sends(sender.configurationSet);
    if (sends === undefined) {
      throw new CliError({
        what: 'what the environment sends by is not deployed yet; nothing was changed',
        where: planned.account,
        got: `no configuration set ${sender.configurationSet}`,
        instead: `cloud-platform deploy ${planned.account}`,
      });
    }
    await mail.switch(sender.configurationSet, on);
    return finish(tool, { environment, sends: on, changed: sends !== on }, on
      ? `${environment} sends again. What bounced or was complained about is on the suppression list; an alarm that still holds stops it no second time.`
      : `${environment} sends no more. "cloud-platform email start ${environment}" lets it go on.`);
  } finally {
    mail.close();
  }
}

async function mailOf({ assembly, assumeRole }: EmailOptions): Promise<{ planned: PlannedMail; mail: Mail }> {
  const plan = readPlan(assembly);
  const planned = plan.mail;
  if (!planned) {
    throw new CliError({ what: 'the platform sends no mail', where: assembly, got: `a plan without it: ${plan.regions.home} has no SES`, expected: 'a home region with SES' });
  }
  const account = plan.accounts.find(({ name }) => name === planned.account)!;
  if (account.status !== 'active') {
    throw new CliError({
      what: `the account ${account.name} is ${account.status}: nothing of mail can be looked at yet`, where: assembly, instead: 'cloud-platform deploy',
    }, ExitCode.PENDING);
  }
  const identity = new Identity(plan.regions.home);
  const credentials = new Credentials(identity, await identity.caller(), assumeRole ?? DEFAULT_ROLE, plan.deployRoles);
  const { session } = await credentials.of(account);
  return { planned, mail: new Mail(planned.region, account.name, session) };
}

/** A root domain, or what an environment sends from. */
interface Domain {
  readonly domainName: string;
  readonly environment?: string;
  readonly configurationSet?: string;
}

async function rowOf(mail: Mail, domain: Domain): Promise<Row> {
  const { domainName, environment, configurationSet } = domain;
  const state = await mail.identity(domainName);
  const sends = configurationSet === undefined ? undefined : await mail.sends(configurationSet);
  return { domainName, environment, ...state, sends, remark: remarkOn(domain, state, sends) };
}

function remarkOn({ domainName, environment }: Domain, state?: IdentityState, sends?: boolean): string | undefined {
  if (!state) return 'not deployed yet';
  if (sends === false) return `stopped; "cloud-platform email start ${environment}" lets it go on`;
  if (state.dkim === 'FAILED' || state.dkim === 'TEMPORARY_FAILURE') {
    return `SES did not find its records, and has given up: deploy ${environment ?? 'dns'} again, look at "cloud-platform dns check", then in the email account: `
      + `aws sesv2 put-email-identity-dkim-signing-attributes --email-identity ${domainName} --signing-attributes-origin AWS_SES`;
  }
  if (!state.verified || state.dkim !== 'SUCCESS') return 'SES looks for its records, up to three days: "cloud-platform dns check" says whether they can be found';
  if (state.mailFrom !== 'SUCCESS') return 'bounces come back to SES\'s own domain, until it finds the MX record';
  return undefined;
}

function render(account: SendingAccount, rows: Row[], written?: string): string {
  const { productionAccess, review, quota, enforcement } = account;
  const access = productionAccess ? 'to everybody'
    : `to verified addresses alone${review ? ` (the request is ${review})` : ''}: the plan has the text of the request`;
  return [
    `${pc.bold('sends')}    ${access}`,
    `${pc.bold('quota')}    ${quota.perDay} a day, ${quota.perSecond} a second; ${quota.sentToday} were sent in the last 24 hours`,
    `${pc.bold('standing')} ${enforcement}`,
    '',
    table(['domain', 'environment', 'DKIM', 'MAIL FROM', 'sends', ''], rows.map(({ domainName, environment, dkim, mailFrom, sends, remark }) =>
      [domainName, environment ?? '', dkim ?? '-', mailFrom ?? '-', sends === undefined ? '' : sends ? 'yes' : 'no', remark ?? ''])),
    ...written ? ['', `${written} has what was found: commit it`] : [],
  ].join('\n');
}
