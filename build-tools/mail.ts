/**
 * Mail on the embedded AWS: what SES wants to find in DNS stands there, an application sends by what the platform gave it, and SES has the mail. The emulator enforces no
 * IAM and no configuration set: who may not send is asked of the access model (`src/verify/access/cases/mail.yaml`).
 */
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { ListResourceRecordSetsCommand, Route53Client } from '@aws-sdk/client-route-53';
import { GetConfigurationSetCommand, GetEmailIdentityCommand, SendEmailCommand, SESv2Client } from '@aws-sdk/client-sesv2';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { zonesOf } from './dns/zones';
import { accountId } from './example-accounts';
import type { Playground } from './playground';
import type { Checks } from './tally';
import { MAIL_VARIABLES, mailSettings } from '../src/mail';

const HOME = 'eu-west-1';

/** After a deploy of the platform and of the application in production and staging. */
export async function checkMail(checks: Checks, playground: Playground): Promise<void> {
  const as = (account: string) => playground.aws.clientSettings(accountId(account), HOME);
  const ses = new SESv2Client(as('email'));
  for (const [zone, account] of [['acme.com', 'dns'], ['production.acme.com', 'production'], ['staging.acme.com', 'staging']]) {
    await checks.check(`what SES wants to find of ${zone} stands in its zone, and nothing else of it`, async () => {
      const { DkimAttributes, MailFromAttributes } = await ses.send(new GetEmailIdentityCommand({ EmailIdentity: zone }));
      const expected = [
        ...DkimAttributes!.Tokens!.map(token => `${token}._domainkey.${zone}. CNAME ${token}.${DkimAttributes!.SigningHostedZone}.`),
        `${MailFromAttributes!.MailFromDomain}. MX 10 feedback-smtp.${HOME}.amazonses.com.`,
        `${MailFromAttributes!.MailFromDomain}. TXT "v=spf1 include:amazonses.com -all"`,
      ].sort();
      const own = (await zonesOf(playground.aws, accountId(account))).find(({ name }) => name === `${zone}.`)!;
      const { ResourceRecordSets } = await new Route53Client(as(account)).send(new ListResourceRecordSetsCommand({ HostedZoneId: own.id }));
      const written = ResourceRecordSets!.map(({ Name, Type, ResourceRecords }) => `${Name} ${Type} ${ResourceRecords?.map(({ Value }) => Value).join()}`);
      const isOfMail = new RegExp(`^(\\S+\\._domainkey|bounces)\\.${zone.replaceAll('.', '\\.')}\\. `);
      const found = written.filter(one => isOfMail.test(one)).sort();
      return found.join() === expected.join() ? undefined : `got ${found.join('; ')}, expected ${expected.join('; ')}`;
    });
  }
  for (const [environment, from] of [['production'], ['staging'], ['production', 'orders@acme.com']]) {
    const expected = from ?? `orders@${environment}.acme.com`;
    await checks.check(`an application in ${environment} sends as ${expected}, and SES has the mail`, async () => {
      const id = await send(playground, environment, from);
      const sent = (await sentBy(playground, 'email')).find(({ MessageId }) => MessageId === id);
      return sent?.Source === expected && sent.Subject === `Order from ${environment}` ? undefined : `got ${JSON.stringify(sent)}`;
    });
  }
  await checks.check('no mail was sent by the account of an environment itself', async () => {
    const own = (await Promise.all(['production', 'staging'].map(async name => sentBy(playground, name)))).flat();
    return own.length ? JSON.stringify(own) : undefined;
  });
  await checks.check('a sandbox has no role to send by', async () => {
    const RoleArn = `arn:aws:iam::${accountId('email')}:role/cloud-platform/cloud-platform-mail-sandbox-karpenter`;
    const assumed = await new STSClient(as('sandbox-karpenter')).send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'mail' })).catch((error: Error) => error);
    return assumed instanceof Error ? undefined : `it took ${RoleArn}`;
  });
  await checks.check('the tool stops an environment, says so, and starts it again', async () => {
    const sends = async () => (await ses.send(new GetConfigurationSetCommand({ ConfigurationSetName: 'cloud-platform-production' }))).SendingOptions?.SendingEnabled;
    await playground.tool(['email', 'stop', 'production']);
    const stopped = await sends();
    const status = JSON.parse(await playground.answer(['email', 'status', '--json'], [3])) as { domains: { environment?: string; sends?: boolean }[] };
    await playground.tool(['email', 'start', 'production']);
    const said = status.domains.filter(({ sends: does }) => does === false).map(({ environment }) => environment).join();
    return stopped === false && said === 'production' && await sends() !== false ? undefined : `stopped: ${!stopped}, said of ${said || 'nobody'}, started: ${await sends()}`;
  });
}

/** By the sender role, with what the application's stack tells its function, which then knows no account. @returns id of the mail */
async function send(playground: Playground, environment: string, from?: string): Promise<string> {
  const { client: { assumeRole, region }, message } = mailSettings(await variablesOf(playground, environment));
  const { Credentials } = await new STSClient(playground.aws.clientSettings(accountId(environment), HOME)).send(new AssumeRoleCommand({
    ...assumeRole, Tags: [{ Key: 'mail-from', Value: from ?? message.FromEmailAddress! }],
  }));
  const { AccessKeyId: accessKeyId = '', SecretAccessKey: secretAccessKey = '', SessionToken: sessionToken } = Credentials!;
  const ses = new SESv2Client({ endpoint: playground.aws.endpoint, region, credentials: { accessKeyId, secretAccessKey, sessionToken } });
  const { MessageId } = await ses.send(new SendEmailCommand({
    ...message,
    ...from && { FromEmailAddress: from },
    Destination: { ToAddresses: ['customer@example.com'] },
    Content: { Simple: { Subject: { Data: `Order from ${environment}` }, Body: { Text: { Data: 'Thank you' } } } },
  }));
  return MessageId!;
}

async function variablesOf(playground: Playground, account: string): Promise<Record<string, string>> {
  const { Stacks } = await new CloudFormationClient(playground.aws.clientSettings(accountId(account), HOME)).send(new DescribeStacksCommand({ StackName: 'Shop' }));
  const outputs = new Map(Stacks![0].Outputs!.map(({ OutputKey, OutputValue }) => [OutputKey, OutputValue!]));
  return Object.fromEntries(Object.values(MAIL_VARIABLES).map(name => [name, outputs.get(name.replaceAll('_', ''))!]));
}

async function sentBy({ aws }: Playground, account: string): Promise<{ MessageId: string; Source: string; Subject: string }[]> {
  const answer = await fetch(`${aws.endpoint}/_ministack/ses/messages?account=${accountId(account)}`);
  const { messages } = await answer.json() as { messages: Record<string, { MessageId: string; Source: string; Subject: string }[]> };
  return messages[accountId(account)] ?? [];
}
