import { StackResource } from './fixtures/cloudformation';
import { FakeCostExplorer } from './fixtures/cost-explorer';

const PROPERTIES = { Name: 'acme-anomalies', Emails: ['finance@acme.com'], Impact: '100', Accounts: '7' };
const OF_AWS = { MonitorArn: 'arn:aws:ce::111111111111:anomalymonitor/aws', MonitorName: 'Default-Services-Monitor', MonitorType: 'DIMENSIONAL', MonitorDimension: 'SERVICE' } as const;

let aws: FakeCostExplorer;
let resource: StackResource;
beforeEach(async () => {
  aws = new FakeCostExplorer();
  resource = await aws.resource('Custom::AnomalyDetection');
});
afterEach(async () => resource.stop());

test('all services are watched, and who is named hears of what costs so much', async () => {
  // WHEN
  const answer = await resource.create(PROPERTIES);

  // THEN
  expect(answer).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: 'acme-anomalies', Data: { State: 'on' } });
  expect(aws.monitors).toMatchObject([{ MonitorType: 'DIMENSIONAL', MonitorDimension: 'SERVICE' }]);
  expect(aws.subscriptions).toMatchObject([{
    SubscriptionName: 'acme-anomalies',
    MonitorArnList: [aws.monitors[0].MonitorArn],
    Frequency: 'DAILY',
    Subscribers: [{ Type: 'EMAIL', Address: 'finance@acme.com' }],
    ThresholdExpression: { Dimensions: { Key: 'ANOMALY_TOTAL_IMPACT_ABSOLUTE', MatchOptions: ['GREATER_THAN_OR_EQUAL'], Values: ['100'] } },
  }]);
});

test('the monitor that AWS gave is adopted, and others\' subscriptions stay', async () => {
  // GIVEN more than one page has
  aws.monitors.push(...['a', 'b'].map(name => ({ MonitorArn: name, MonitorName: name, MonitorType: 'CUSTOM' as const })), OF_AWS);
  aws.subscriptions.push({ SubscriptionArn: 'x', SubscriptionName: 'Default-Services-Subscription', MonitorArnList: [OF_AWS.MonitorArn], Subscribers: [], Frequency: 'DAILY' });

  // WHEN
  await resource.create(PROPERTIES);

  // THEN
  expect(aws.monitors).toHaveLength(3);
  expect(aws.subscriptions.map(({ SubscriptionName, MonitorArnList }) => [SubscriptionName, MonitorArnList])).toEqual([
    ['Default-Services-Subscription', [OF_AWS.MonitorArn]], ['acme-anomalies', [OF_AWS.MonitorArn]],
  ]);
});

test('a second run changes nothing', async () => {
  // GIVEN
  await resource.create(PROPERTIES);
  const before = aws.writes;

  // WHEN
  await resource.update({ ...PROPERTIES, Accounts: '8' });
  await resource.create(PROPERTIES);

  // THEN
  expect(before).toEqual(['CreateAnomalyMonitor', 'CreateAnomalySubscription']);
  expect(aws.writes).toEqual(before);
});

test.each([['Emails', ['finance@acme.com', 'ops@acme.com']], ['Impact', '500']])('another %s changes the subscription in place', async (name, value) => {
  // GIVEN
  await resource.create(PROPERTIES);
  const arn = aws.subscriptions[0].SubscriptionArn;

  // WHEN
  const answer = await resource.update({ ...PROPERTIES, [name]: value });

  // THEN
  expect(answer).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: 'acme-anomalies' });
  expect(aws.subscriptions).toHaveLength(1);
  expect(aws.subscriptions[0].SubscriptionArn).toBe(arn);
  expect(JSON.stringify(aws.subscriptions[0])).toContain([value].flat().slice(-1)[0]);
});

test('where Cost Explorer was never opened it says so, goes on, and does it the next time', async () => {
  // GIVEN
  aws.isOpened = false;

  // WHEN
  const waiting = await resource.create(PROPERTIES);
  aws.isOpened = true;
  const done = await resource.update({ ...PROPERTIES, Accounts: '8' });

  // THEN
  expect(waiting).toMatchObject({ Status: 'SUCCESS', Data: { State: expect.stringContaining('waits for Cost Explorer: open it once') } });
  expect(done).toMatchObject({ Status: 'SUCCESS', Data: { State: 'on' } });
  expect(aws.subscriptions).toHaveLength(1);
});

test('calls that were too many are made again', async () => {
  // GIVEN
  aws.fail('GetAnomalyMonitors', 'LimitExceededException', { times: 2 });
  aws.fail('CreateAnomalySubscription', 'LimitExceededException');

  // WHEN
  const answer = await resource.create(PROPERTIES);

  // THEN
  expect(answer.Status).toBe('SUCCESS');
  expect([aws.monitors.length, aws.subscriptions.length]).toEqual([1, 1]);
});

test('a monitor whose making was cut off is found', async () => {
  // GIVEN
  aws.fail('CreateAnomalyMonitor', 'LimitExceededException', { afterwards: true });

  // WHEN
  const answer = await resource.create(PROPERTIES);

  // THEN
  expect(answer.Status).toBe('SUCCESS');
  expect(aws.monitors).toHaveLength(1);
});

test('a subscription that was made twice is one in the end', async () => {
  // GIVEN the answer to the first was lost, and the call repeated
  aws.fail('CreateAnomalySubscription', 'TimeoutError', { afterwards: true });
  await resource.create(PROPERTIES);
  aws.subscriptions.push({ ...aws.subscriptions[0], SubscriptionArn: 'again' });

  // WHEN
  await resource.create(PROPERTIES);

  // THEN
  expect(aws.subscriptions).toHaveLength(1);
});

test('it goes with its stack, twice and where it is gone already, and the monitor stays', async () => {
  // GIVEN
  await resource.create(PROPERTIES);

  // WHEN
  const answers = [await resource.delete(), await resource.delete()];

  // THEN
  expect(answers.map(({ Status }) => Status)).toEqual(['SUCCESS', 'SUCCESS']);
  expect([aws.monitors.length, aws.subscriptions.length]).toEqual([1, 0]);
});

test('one that goes while somebody else takes it away is gone', async () => {
  // GIVEN
  await resource.create(PROPERTIES);
  aws.fail('DeleteAnomalySubscription', 'UnknownSubscriptionException');

  // THEN
  expect((await resource.delete()).Status).toBe('SUCCESS');
});

test('what was made half goes again', async () => {
  // GIVEN
  aws.fail('CreateAnomalySubscription', 'TimeoutError', { afterwards: true });
  const failed = await resource.create(PROPERTIES);

  // WHEN
  const answer = await resource.delete();

  // THEN
  expect([failed.Status, answer.Status, aws.subscriptions]).toEqual(['FAILED', 'SUCCESS', []]);
});

test.each(['GetAnomalyMonitors', 'CreateAnomalyMonitor', 'GetAnomalySubscriptions', 'CreateAnomalySubscription'])('a refusal is not swallowed: %s', async operation => {
  // GIVEN
  aws.fail(operation, 'AccessDeniedException');

  // THEN
  expect(await resource.create(PROPERTIES)).toMatchObject({ Status: 'FAILED', Reason: expect.stringContaining('AccessDeniedException') });
});

test.each([['Name', ''], ['Emails', 'finance@acme.com'], ['Impact', undefined]])('property %s: %j is refused before AWS is asked', async (name, value) => {
  expect(await resource.create({ ...PROPERTIES, [name]: value })).toMatchObject({ Status: 'FAILED', Reason: expect.stringContaining(`property ${name}: got`) });
  expect(aws.calls).toEqual([]);
});
