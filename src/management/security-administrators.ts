import { CfnResource, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as detective from 'aws-cdk-lib/aws-detective';
import * as securityhub from 'aws-cdk-lib/aws-securityhub';
import { Construct } from 'constructs';
import { HandlerFunction } from '../aws-api/handler-function';
import {
  AppointingService, OWN_SECURITY_SERVICE_TYPE, OwnSecurityServiceProperties, OwnService, SECURITY_ADMINISTRATOR_TYPE, SECURITY_HANDLER,
  SecurityAdministratorProperties,
} from '../aws-api/security/constants';
import { allow } from '../private/policy';
import type { WatchingService } from '../security/security-settings';

/** Props of who administers the services that watch, in one region. */
export interface SecurityAdministratorsProps {
  readonly prefix: string;
  readonly partition: string;
  readonly services: WatchingService[];
  readonly account: string;
  readonly accountId: string;
}

/** Why a role's name is not known. */
export const LINKED = 'a service names the role that it comes with';

/** Under which names Organizations knows a service that registers its administrator by itself. */
const PRINCIPALS: Record<AppointingService, string[]> = {
  guardduty: ['guardduty.amazonaws.com'],
  inspector2: ['inspector2.amazonaws.com', 'agentless.inspector2.amazonaws.com'],
  macie2: ['macie.amazonaws.com'],
};
const RIGHTS: Record<AppointingService, string[]> = {
  guardduty: ['guardduty:EnableOrganizationAdminAccount', 'guardduty:ListOrganizationAdminAccounts'],
  inspector2: ['inspector2:EnableDelegatedAdminAccount', 'inspector2:ListDelegatedAdminAccounts'],
  macie2: ['macie2:EnableOrganizationAdminAccount', 'macie2:ListOrganizationAdminAccounts'],
};
/** What the management account does in its own name, and the role that it comes with. */
const OWN: Record<OwnService, { readonly rights: string[]; readonly linked: string }> = {
  guardduty: {
    rights: ['guardduty:CreateDetector', 'guardduty:GetDetector', 'guardduty:ListDetectors', 'guardduty:UpdateDetector'], linked: 'guardduty.amazonaws.com',
  },
  securityhub: { rights: ['securityhub:DescribeHub', 'securityhub:EnableSecurityHub'], linked: 'securityhub.amazonaws.com' },
};

/**
 * What only the management account can do, in one region: it says who administers each service there, and switches on for itself what no administrator can. One after the
 * other: each is a change to the organization, and AWS refuses such changes side by side.
 */
export function addSecurityAdministrators(stack: Stack, props: SecurityAdministratorsProps): void {
  const { prefix, partition, services, account, accountId } = props;
  let last: CfnResource | undefined;
  const append = (resource: CfnResource) => {
    if (last) resource.addResourceDependency(last);
    resource.applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
    last = resource;
  };
  const appointing = services.filter((service): service is AppointingService => service in PRINCIPALS);
  const own = services.filter((service): service is OwnService => service in OWN);
  const handler = appointing.length || own.length ? HandlerFunction.in(stack, {
    handler: SECURITY_HANDLER, prefix, description: 'Says who administers the services that watch over the accounts',
  }) : undefined;
  handler?.allowAnywhere('who administers a service has no ARN, and neither has what is not switched on yet', [
    'organizations:DescribeAccount', 'organizations:DescribeOrganization', 'organizations:ListAccounts', 'organizations:ListAWSServiceAccessForOrganization', 'organizations:ListDelegatedAdministrators',
    ...appointing.flatMap(service => RIGHTS[service]), ...own.flatMap(service => OWN[service].rights),
  ]);
  for (const service of own) {
    handler!.allowUnder(LINKED, ['iam:CreateServiceLinkedRole'], [`arn:${partition}:iam::${stack.account}:role/aws-service-role/${OWN[service].linked}/*`],
      { StringEquals: { 'iam:AWSServiceName': OWN[service].linked } });
    append(handler!.resource(new Construct(stack, `Own-${service}`), 'Resource', OWN_SECURITY_SERVICE_TYPE, { Service: service } satisfies OwnSecurityServiceProperties));
  }
  if (appointing.length) {
    const principals = { StringEquals: { 'organizations:ServicePrincipal': appointing.flatMap(service => PRINCIPALS[service]) } };
    handler!.allow(allow(['organizations:EnableAWSServiceAccess'], ['*'], principals));
    handler!.allowUnder('there is one organization, whose id is published at home alone', ['organizations:RegisterDelegatedAdministrator'],
      [`arn:${partition}:organizations::${stack.account}:account/*/${accountId}`], principals);
  }
  for (const service of appointing) {
    append(handler!.resource(new Construct(stack, `Administrator-${service}`), 'Resource', SECURITY_ADMINISTRATOR_TYPE, {
      Service: service, AccountId: accountId, AccountName: account,
    } satisfies SecurityAdministratorProperties));
  }
  if (services.includes('securityhub')) append(new securityhub.CfnDelegatedAdmin(stack, 'Administrator-securityhub', { adminAccountId: accountId }));
  if (services.includes('detective')) append(new detective.CfnOrganizationAdmin(stack, 'Administrator-detective', { accountId }));
}
