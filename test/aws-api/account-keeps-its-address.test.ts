import { accountWorld, PRODUCTION } from './fixtures/production';

const world = accountWorld();

test('another address in the code does not make another account: what, got, expected, and two ways out', async () => {
  // GIVEN
  const { PhysicalResourceId: id } = await world.resource.create(PRODUCTION);
  const before = world.aws.writes;

  // WHEN
  const answer = await world.resource.update({ ...PRODUCTION, Email: 'aws-production@acme.com' });

  // THEN
  expect(answer).toMatchObject({ Status: 'FAILED', PhysicalResourceId: id });
  expect(answer.Reason).toContain(`account production (${id}): got the address aws-production@acme.com, expected aws+production@acme.com, which the account has; `
    + "write AccountEmail.explicit({ 'production': 'aws+production@acme.com' }, ...), or change the address in AWS first");
  expect(world.aws.writes).toEqual(before);

  // WHEN CloudFormation rolls back
  const back = await world.resource.send({
    RequestType: 'Update', PhysicalResourceId: id, ResourceProperties: PRODUCTION, OldResourceProperties: { ...PRODUCTION, Email: 'aws-production@acme.com' },
  });

  // THEN
  expect(back).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: id });
});

test('an address that was changed in AWS is followed by the code', async () => {
  // GIVEN
  const { PhysicalResourceId: id } = await world.resource.create(PRODUCTION);
  world.aws.accounts.splice(0, 1, { ...world.aws.accounts[0], email: 'Cloud+production@acme.com' });

  // WHEN
  const answer = await world.resource.update({ ...PRODUCTION, Email: 'cloud+production@acme.com' });

  // THEN
  expect(answer).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: id });
  expect(world.aws.accounts).toHaveLength(1);
});

test('an address that was changed in AWS only is no reason to fail', async () => {
  // GIVEN
  await world.resource.create(PRODUCTION);
  world.aws.accounts.splice(0, 1, { ...world.aws.accounts[0], email: 'cloud+production@acme.com' });
  const quarantine = world.aws.unit('Quarantine');

  // WHEN
  const answer = await world.resource.update({ ...PRODUCTION, OrganizationalUnit: 'Quarantine' });

  // THEN
  expect(answer.Status).toBe('SUCCESS');
  expect(world.aws.accounts).toMatchObject([{ parent: quarantine }]);
});
