/* `npx projen local`: starts the embedded AWS, says how to use it, and stays until Ctrl-C. Options: --port <n>, --log <file>. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { EmbeddedAws } from './embedded-aws';

/** The accounts that the example platform creates get the ids its registry has. */
const REGISTRY = join(__dirname, '..', 'examples', 'platform', 'accounts.json');
const REGION = 'eu-west-1';

interface Registry {
  readonly organization: { readonly managementAccountId: string };
  readonly accounts: Array<{ readonly name: string; readonly id?: string; readonly email: string }>;
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { port: { type: 'string' }, log: { type: 'string' } } });
  const port = Number(values.port ?? 0);
  if (!Number.isInteger(port) || port < 0 || port > 65535) {
    throw new Error(`--port is '${values.port}', expected a number such as 4566, or no --port for a free one`);
  }
  const registry = existsSync(REGISTRY) ? JSON.parse(readFileSync(REGISTRY, 'utf8')) as Registry : undefined;
  const management = registry?.organization.managementAccountId ?? '111111111111';
  const members = (registry?.accounts ?? []).filter((account) => account.id !== undefined && account.id !== management);
  const aws = await EmbeddedAws.start({
    port, log: values.log, accountIds: Object.fromEntries(members.map((account) => [account.email, account.id!])),
  });
  const variables = aws.environment(management, REGION);
  const exported = Object.keys(variables).filter((name) => name.startsWith('AWS_')).map((name) => `  export ${name}='${variables[name]}'`);
  console.log([
    `An embedded AWS listens on ${aws.endpoint}. It is empty, for trying and testing, and forgets everything at its end.`,
    '',
    'In another terminal, as the management account:',
    '  unset AWS_PROFILE AWS_SESSION_TOKEN',
    ...exported,
    '',
    'The access key is the account: set AWS_ACCESS_KEY_ID to work in another one.',
    `  ${management}  management`,
    ...members.map((account) => `  ${account.id}  ${account.name} (once ${account.email} is created)`),
    '',
    'Then, for example:',
    `  npx cdk bootstrap aws://${management}/${REGION} -a ''`,
    `  curl ${aws.endpoint}/_emulator/summary    # what is deployed, translated and only recorded`,
    `  curl ${aws.endpoint}/_emulator/records    # each operation`,
    '',
    'Ctrl-C ends it.',
  ].join('\n'));
  // A timer, for nothing else keeps this process.
  const staying = setInterval(() => undefined, 60_000);
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.once(signal, resolve);
    }
  });
  clearInterval(staying);
  await aws.stop();
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
