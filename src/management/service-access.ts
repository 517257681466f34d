import { CfnResource, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { Delegation } from './organization-services';
import { HandlerFunction } from '../aws-api/handler-function';
import {
  DELEGATED_ADMINISTRATOR_TYPE, DelegatedAdministratorProperties, ORGANIZATION_HANDLER, RESOURCE_SHARING_TYPE, ROOT_ACCESS_TYPE, SHARING_ROLE,
  SHARING_SERVICE,
} from '../aws-api/organization/constants';
import { organizationParameters } from '../private/names';
import { parameterValue } from '../private/parameter-value';
import { allow } from '../private/policy';

/** Props of what services may do in the organization. */
export interface ServiceAccessProps {
  readonly prefix: string;
  readonly partition: string;
  readonly delegations: Delegation[];
}

/**
 * What is switched on for the whole organization once it exists: sharing, the root users of its accounts, and who administers a service. One after the other: AWS
 * refuses such changes side by side. No account waits for it: what AWS refuses here keeps none from being made.
 */
export function addServiceAccess(stack: Stack, { prefix, partition, delegations }: ServiceAccessProps): void {
  const handler = HandlerFunction.in(stack, {
    handler: ORGANIZATION_HANDLER, prefix, description: 'Switches on what services may do in the organization',
  });
  handler.allowAnywhere('what is switched on for the whole organization has no ARN', [
    'organizations:DescribeOrganization', 'organizations:ListAWSServiceAccessForOrganization', 'organizations:ListDelegatedAdministrators',
    'iam:ListOrganizationsFeatures', 'iam:EnableOrganizationsRootCredentialsManagement', 'iam:EnableOrganizationsRootSessions',
    'ram:EnableSharingWithAwsOrganization',
  ]);
  const role = `arn:${partition}:iam::${stack.account}:role/aws-service-role/${SHARING_SERVICE}/${SHARING_ROLE}`;
  handler.allow(
    allow(['organizations:EnableAWSServiceAccess'], ['*'], { StringEquals: { 'organizations:ServicePrincipal': SHARING_SERVICE } }),
    allow(['iam:CreateServiceLinkedRole'], [role], { StringEquals: { 'iam:AWSServiceName': SHARING_SERVICE } }),
    allow(['iam:GetRole'], [role]),
  );

  let last: CfnResource | undefined;
  const append = (id: string, type: string, properties: object) => {
    const resource = handler.resource(new Construct(stack, id), 'Resource', type, properties);
    if (last) resource.addResourceDependency(last);
    last = resource;
  };
  append('ResourceSharing', RESOURCE_SHARING_TYPE, {});
  append('RootAccess', ROOT_ACCESS_TYPE, {});
  for (const { principal, account, accountId } of delegations) {
    const organization = parameterValue(stack, organizationParameters(prefix).organizationId);
    handler.allow(allow(['organizations:RegisterDelegatedAdministrator'],
      [`arn:${partition}:organizations::${stack.account}:account/${organization}/${accountId}`],
      { StringEquals: { 'organizations:ServicePrincipal': principal } }));
    append(`Administrator-${principal.replace('.amazonaws.com', '')}`, DELEGATED_ADMINISTRATOR_TYPE, {
      ServicePrincipal: principal, AccountId: accountId, AccountName: account,
    } satisfies DelegatedAdministratorProperties);
  }
}
