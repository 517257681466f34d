import { callSites, callSitesIn } from '../../build-tools/call-sites';

const found = (text: string) => callSitesIn('src/a.ts', text);
const operations = (text: string) => found(text).sites.map(({ service, operation, line }) => `${service}:${operation}:${line}`);

test('commands and paginators are call sites, under whatever name they are imported', () => {
  // GIVEN
  const text = [
    "import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';",
    "import { ListRootsCommand as Roots, paginateListAccounts } from '@aws-sdk/client-organizations';",
    "import * as route53 from '@aws-sdk/client-route-53';",
    'const client = new SSMClient({});',
    'client.send(new GetParameterCommand({ Name }));',
    'const next = token => new Roots({ NextToken: token });',
    'for await (const page of paginateListAccounts({ client }, {})) use(page);',
    'client.send(new route53.GetHostedZoneCommand({ Id }));',
  ].join('\n');

  // WHEN THEN
  expect(operations(text)).toEqual(['ssm:GetParameter:5', 'organizations:ListRoots:6', 'organizations:ListAccounts:7', 'route-53:GetHostedZone:8']);
  expect(found(text).uncountable).toEqual([]);
});

test('what only looks like one is none', () => {
  // GIVEN
  const text = [
    "import type { GetParameterCommand } from '@aws-sdk/client-ssm';",
    "import { Command } from 'commander';",
    "import { fromIni } from '@aws-sdk/credential-providers';",
    "new Command('deploy'); fromIni(); new ListRootsCommand({}); paginateListAccounts();",
  ].join('\n');

  // WHEN THEN
  expect(found(text)).toEqual({ sites: [], uncountable: [] });
});

test.each([
  ['a client whose operations are its methods', "import { SSM } from '@aws-sdk/client-ssm';\nnew SSM({}).getParameter({});", 'src/a.ts:2: got a client that has its operations as methods (SSM)'],
  ['a waiter', "import { waitUntilStackExists } from '@aws-sdk/client-cloudformation';\nwaitUntilStackExists({}, {});", 'got a waiter (waitUntilStackExists)'],
  ['an import inside the code', "const { SSMClient } = await import('@aws-sdk/client-ssm');", 'got an import inside the code'],
  ['require', "const { SSMClient } = require('@aws-sdk/client-ssm');", 'got an import inside the code'],
  ['a command as a value', "import { GetParameterCommand } from '@aws-sdk/client-ssm';\nsend(GetParameterCommand, {});", 'got GetParameterCommand as a value'],
])('what nobody could count is refused: %s', (_, text, expected) => {
  // WHEN THEN
  expect(found(text).uncountable.join()).toContain(expected);
});

test('the code has call sites in the handlers and in the tool, and nothing uncountable', () => {
  // WHEN
  const { sites, uncountable } = callSites('src');

  // THEN
  expect(new Set(sites.map(({ file }) => file.split('/')[1]))).toEqual(new Set(['aws-api', 'cli']));
  expect(uncountable).toEqual([]);
});
