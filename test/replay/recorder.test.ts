import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { mockClient } from 'aws-sdk-client-mock';
import { FakeOrganizations } from '../aws-api/fixtures/organizations';
import { Project } from '../cli/fixtures/project';
import { recordings } from '../support/recordings';

/** What was recorded of this operation and not before. */
function since(before: ReturnType<typeof recordings>, operation: string) {
  const known = new Set(before.map(one => JSON.stringify(one)));
  return recordings().filter(one => one.operation === operation && !known.has(JSON.stringify(one)));
}

test('a handler with a mocked client: input, output and error, by source file and on every page', async () => {
  // GIVEN
  const aws = new FakeOrganizations();
  aws.organize();
  ['a', 'b', 'c', 'd', 'e'].forEach(name => aws.unit(`recorded-${name}`));
  aws.fail('CreateOrganizationalUnit', 'ConstraintViolationException');
  const resource = await aws.resource('Custom::OrganizationalUnit');
  const before = recordings();

  // WHEN
  await resource.create({ Path: 'recorded-f' });
  await resource.stop();

  // THEN
  const source = 'src/aws-api/organization/organizational-unit.ts';
  const call = { service: 'organizations', source };
  expect(since(before, 'ListOrganizationalUnitsForParent').filter(({ side }) => side === 'output')).toEqual([
    { ...call, operation: 'ListOrganizationalUnitsForParent', side: 'output', value: { OrganizationalUnits: [expect.anything(), expect.anything()], NextToken: '2' } },
    { ...call, operation: 'ListOrganizationalUnitsForParent', side: 'output', value: { OrganizationalUnits: [expect.anything(), expect.anything()], NextToken: '4' } },
    { ...call, operation: 'ListOrganizationalUnitsForParent', side: 'output', value: { OrganizationalUnits: [expect.anything()] } },
  ]);
  const pages = recordings().filter(one => one.source === source && one.operation === 'ListOrganizationalUnitsForParent' && one.side === 'input');
  expect(pages).toContainEqual({ ...call, operation: 'ListOrganizationalUnitsForParent', side: 'input', value: { ParentId: 'r-abcd', NextToken: '4' } });
  expect(since(before, 'CreateOrganizationalUnit')).toContainEqual({
    ...call, operation: 'CreateOrganizationalUnit', side: 'input', value: { ParentId: 'r-abcd', Name: 'recorded-f' },
  });
});

test('a client that nobody has mocked, also when nothing answers', async () => {
  // GIVEN
  const client = new SSMClient({ region: 'eu-west-1', endpoint: 'http://127.0.0.1:9', maxAttempts: 1, credentials: { accessKeyId: 'a', secretAccessKey: 'b' } });

  // WHEN
  await client.send(new GetParameterCommand({ Name: '/recorded/unmocked' })).catch(() => undefined);

  // THEN
  expect(recordings()).toContainEqual({ service: 'ssm', operation: 'GetParameter', side: 'input', value: { Name: '/recorded/unmocked' } });
});

test('one client that is mocked, as well as a class of them', async () => {
  // GIVEN
  const client = new SSMClient({ region: 'eu-west-1' });
  const mocked = mockClient(client);
  mocked.on(GetParameterCommand).resolves({ Parameter: { Name: '/recorded/mocked', Value: '1' } });

  // WHEN
  await client.send(new GetParameterCommand({ Name: '/recorded/mocked' }));

  // THEN
  const call = { service: 'ssm', operation: 'GetParameter' };
  expect(recordings()).toContainEqual({ ...call, side: 'input', value: { Name: '/recorded/mocked' } });
  expect(recordings()).toContainEqual({ ...call, side: 'output', value: { Parameter: { Name: '/recorded/mocked', Value: '1' } } });
  expect(mocked.commandCalls(GetParameterCommand)).toHaveLength(1);
});

test('the tool, which is a process of its own, by source file', async () => {
  // GIVEN
  const project = await Project.create();
  project.aws.organize();
  project.aws.accounts[0].name = 'recorded by the tool';

  // WHEN
  const run = await project.run('accounts', 'sync');
  await project.remove();

  // THEN
  const call = { service: 'organizations', operation: 'ListAccounts', source: 'src/cli/aws/organization.ts' };
  expect(run.exitCode).toBe(0);
  expect(recordings()).toContainEqual({ ...call, side: 'input', value: {} });
  expect(recordings()).toContainEqual({ ...call, side: 'output', value: { Accounts: [expect.objectContaining({ Name: 'recorded by the tool' })] } });
});
