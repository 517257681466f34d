/** Handlers as they must not be written: each has to be found out, or the runs prove nothing. */
const { CreateOrganizationalUnitCommand, ListRootsCommand, OrganizationsClient } = require('@aws-sdk/client-organizations');
const { GetParameterCommand, PutParameterCommand, SSMClient } = require('@aws-sdk/client-ssm');

const WORK = {
  /** Makes without looking. */
  'Custom::Unlooked': async () => {
    const organizations = new OrganizationsClient({ maxAttempts: 10 });
    const { Roots } = await organizations.send(new ListRootsCommand({}));
    await organizations.send(new CreateOrganizationalUnitCommand({ ParentId: Roots[0].Id, Name: 'Workloads' }));
  },
  /** Goes on from what it finds: done twice, it is another state. */
  'Custom::Counted': async () => {
    const ssm = new SSMClient({ maxAttempts: 10 });
    const { Parameter } = await ssm.send(new GetParameterCommand({ Name: '/count' }));
    await ssm.send(new PutParameterCommand({ Name: '/count', Value: `${Number(Parameter.Value) + 1}`, Overwrite: true }));
  },
};

exports.handler = async ({ RequestType, ResourceType, ResponseURL }) => {
  let Status = 'SUCCESS';
  try {
    if (RequestType === 'Create') await WORK[ResourceType]();
  } catch {
    Status = 'FAILED';
  }
  await fetch(ResponseURL, { method: 'PUT', body: JSON.stringify({ Status, PhysicalResourceId: 'row' }) });
};
