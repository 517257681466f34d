jest.mock('../../../src/aws-api/runtime/pause', () => jest.requireActual('../fixtures/clock'));

import { customResources, ResourceKind } from '../../../src/aws-api/runtime/custom-resource';
import { waited } from '../fixtures/clock';
import { Handler, StackResource } from '../fixtures/cloudformation';

/** What explains it. */
const PAGE = 'https://github.com/astradot/cloud-platform/blob/main/docs/errors.md#customthing';

interface Thing {
  readonly name: string;
}

/** Writes down what it is asked for, and fails when it is told to. */
class ThingKind implements ResourceKind<Thing> {
  public readonly asked: object[] = [];
  public failure?: Error | string;

  public parse(raw: Record<string, unknown>): Thing {
    if (typeof raw.Name !== 'string') throw new Error('property Name: got nothing');
    return { name: raw.Name };
  }

  public async ensure(request: object) {
    this.asked.push({ ensure: request });
    if (this.failure) throw this.failure;
    return { physicalId: 'thing-1', attributes: { Arn: 'arn:thing-1', Nothing: undefined } };
  }

  public async remove(request: object) {
    this.asked.push({ remove: request });
    if (this.failure) throw this.failure;
  }
}

let kind: ThingKind;
let resource: StackResource;
beforeEach(async () => {
  kind = new ThingKind();
  resource = await StackResource.of(customResources({ 'Custom::Thing': kind }), 'Custom::Thing');
});
afterEach(async () => resource.stop());

test('CloudFormation gets what it sent, the id and the attributes', async () => {
  // WHEN
  const answer = await resource.create({ Name: 'a' });

  // THEN
  expect(answer).toEqual({
    Status: 'SUCCESS',
    PhysicalResourceId: 'thing-1',
    Data: { Arn: 'arn:thing-1' },
    StackId: 'arn:aws:cloudformation:eu-west-1:111111111111:stack/acme/1',
    RequestId: 'request-0',
    LogicalResourceId: 'Row',
  });
  // the signature of the address holds for no content type at all
  expect(resource.contentType).toBe('');
});

test('the kind gets typed properties, those of before, and the id', async () => {
  // WHEN
  await resource.create({ Name: 'a' });
  await resource.update({ Name: 'b' });
  await resource.delete();

  // THEN
  expect(kind.asked).toEqual([
    { ensure: { properties: { name: 'a' } } },
    { ensure: { properties: { name: 'b' }, oldProperties: { name: 'a' }, physicalId: 'thing-1' } },
    { remove: { properties: { name: 'b' }, physicalId: 'thing-1' } },
  ]);
});

test('an error is the reason, with its name', async () => {
  // GIVEN
  kind.failure = Object.assign(new Error('no more of them'), { name: 'LimitExceededException' });

  // WHEN
  const answer = await resource.create({ Name: 'a' });

  // THEN
  expect(answer).toMatchObject({ Status: 'FAILED', Reason: `LimitExceededException: no more of them ${PAGE}` });
});

test('whatever is thrown is a reason', async () => {
  // GIVEN
  kind.failure = 'just words';

  // WHEN THEN
  expect(await resource.create({ Name: 'a' })).toMatchObject({ Status: 'FAILED', Reason: `just words ${PAGE}` });
});

test('an update that fails keeps the id: another would tell CloudFormation to remove what is there', async () => {
  // GIVEN
  await resource.create({ Name: 'a' });
  kind.failure = new Error('not now');

  // WHEN THEN
  expect(await resource.update({ Name: 'b' })).toMatchObject({ Status: 'FAILED', PhysicalResourceId: 'thing-1' });
});

test('an unknown type: got, expected', async () => {
  // GIVEN
  const other = await StackResource.of(customResources({ 'Custom::Thing': kind }) as Handler, 'Custom::Other');

  // WHEN
  const answer = await other.create({ Name: 'a' });
  await other.stop();

  // THEN
  expect(answer).toMatchObject({ Status: 'FAILED', Reason: expect.stringContaining('Error: got a resource of type Custom::Other, expected one of Custom::Thing ') });
});

test('what was refused at the edge was never made, and there is nothing to remove', async () => {
  // GIVEN
  const refused = await resource.create({});

  // WHEN CloudFormation rolls back
  const answer = await resource.delete();

  // THEN
  expect(refused.Status).toBe('FAILED');
  expect(answer).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: refused.PhysicalResourceId });
  expect(kind.asked).toEqual([]);
});

test('what failed on the way is removed, and cannot keep the stack from rolling back', async () => {
  // GIVEN
  kind.failure = new Error('not now');
  await resource.create({ Name: 'a' });

  // WHEN it fails again
  const answer = await resource.delete();

  // THEN
  expect(answer.Status).toBe('SUCCESS');
  expect(kind.asked).toMatchObject([{ ensure: {} }, { remove: { properties: { name: 'a' } } }]);
});

test('an update of what was never made makes it', async () => {
  // GIVEN
  const refused = await resource.create({});

  // WHEN
  const answer = await resource.send({
    RequestType: 'Update', PhysicalResourceId: refused.PhysicalResourceId, ResourceProperties: { Name: 'b' }, OldResourceProperties: { Name: 'a' },
  });

  // THEN
  expect(answer).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: 'thing-1' });
  expect(kind.asked).toEqual([{ ensure: { properties: { name: 'b' }, oldProperties: { name: 'a' } } }]);
});

test('what was made and cannot be removed is an error', async () => {
  // GIVEN
  await resource.create({ Name: 'a' });
  kind.failure = new Error('in use');

  // WHEN THEN
  expect(await resource.delete()).toMatchObject({ Status: 'FAILED', PhysicalResourceId: 'thing-1', Reason: `Error: in use ${PAGE}` });
});

test('the answer is sent until CloudFormation takes it', async () => {
  // GIVEN
  resource.refusals.push(500, 503, 429, 500);
  const before = waited();

  // WHEN
  const answer = await resource.create({ Name: 'a' });

  // THEN one after the other, each after a longer pause, and the work is done once
  expect(answer.Status).toBe('SUCCESS');
  expect(kind.asked).toHaveLength(1);
  expect(waited() - before).toBe(1000 + 2000 + 3000 + 4000);
});

test('an answer that nobody takes is an error of the function: Lambda runs it again', async () => {
  // GIVEN
  resource.refusals.push(500, 500, 500, 500, 500);

  // WHEN THEN
  await expect(resource.create({ Name: 'a' })).rejects.toThrow('CloudFormation answered 500');
});

test('a long reason is shortened to what CloudFormation takes', async () => {
  // GIVEN text that grows when it is written as JSON, and takes more bytes than characters
  kind.failure = new Error('"é'.repeat(5000));

  // WHEN
  const answer = await resource.create({ Name: 'a' });

  // THEN
  expect(Buffer.byteLength(resource.bodies[0])).toBeLessThan(4096);
  expect(answer.Reason).toMatch(/^Error: "é.*the rest is in the log\) https:\/\/\S*#customthing$/);
});

test('the log says what was done, of which resource', async () => {
  // WHEN
  await resource.create({ Name: 'a' });

  // THEN
  expect(logged('log')).toEqual([{ done: 'Create', ResourceType: 'Custom::Thing', LogicalResourceId: 'Row', physicalId: 'thing-1' }]);
});

test('the log says what failed, and why', async () => {
  // GIVEN
  kind.failure = new Error('not now');

  // WHEN
  await resource.create({ Name: 'a' });

  // THEN
  expect(logged('error')).toEqual([{ failed: 'Create', ResourceType: 'Custom::Thing', LogicalResourceId: 'Row', reason: 'Error: not now' }]);
});

test('the log says what a rolling back left', async () => {
  // GIVEN
  kind.failure = new Error('in use');
  await resource.create({ Name: 'a' });

  // WHEN
  await resource.delete();

  // THEN
  expect(logged('error')).toContainEqual({ left: 'what was made half', because: 'Error: in use' });
});

function logged(method: 'log' | 'error'): object[] {
  return jest.mocked(console[method]).mock.calls.map(([line]) => JSON.parse(line));
}
