import { Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { AwsCustomResource, AwsCustomResourcePolicy, PhysicalResourceId, PhysicalResourceIdReference } from 'aws-cdk-lib/custom-resources';
import { Construct } from 'constructs';
import { GRANT_OPERATIONS } from './grant-operations';

/**
 * Lets the Auto Scaling of a stack's account use the key of machine images, which stands in another account: its role has no right of its own to it, and CloudFormation has no type for
 * grants. The grant goes with the stack.
 */
export function grantToAutoScaling(scope: Construct, keyParameterArn: string): void {
  const stack = Stack.of(scope);
  const id = 'MachineImageGrant';
  if (stack.node.tryFindChild(id)) return;
  const grant = new Construct(stack, id);
  const policy = AwsCustomResourcePolicy.fromStatements([
    new PolicyStatement({ actions: ['ssm:GetParameter'], resources: [keyParameterArn] }),
    // its id is known only when the parameter was read; the key itself says who may have a grant
    new PolicyStatement({ actions: ['kms:CreateGrant', 'kms:RetireGrant'], resources: [stack.formatArn({ service: 'kms', account: '*', resource: 'key', resourceName: '*' })] }),
  ]);
  const read = { service: 'SSM', action: 'getParameter', parameters: { Name: keyParameterArn }, physicalResourceId: PhysicalResourceId.of(id) };
  const key = new AwsCustomResource(grant, 'Key', { onCreate: read, onUpdate: read, policy, installLatestAwsSdk: false, resourceType: 'Custom::MachineImageKey' })
    .getResponseField('Parameter.Value');
  const role = stack.formatArn({
    service: 'iam', region: '', resource: 'role', resourceName: 'aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling',
  });
  new AwsCustomResource(grant, 'Grant', {
    onCreate: {
      service: 'KMS',
      action: 'createGrant',
      parameters: {
        KeyId: key, GranteePrincipal: role, Operations: GRANT_OPERATIONS, RetiringPrincipal: stack.formatArn({ service: 'iam', region: '', resource: 'root' }),
      },
      physicalResourceId: PhysicalResourceId.fromResponse('GrantId'),
      outputPaths: ['GrantId'],
    },
    onDelete: { service: 'KMS', action: 'retireGrant', parameters: { KeyId: key, GrantId: new PhysicalResourceIdReference() } },
    policy,
    installLatestAwsSdk: false,
    resourceType: 'Custom::MachineImageGrant',
  });
}
