import { CfnResource, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as accessanalyzer from 'aws-cdk-lib/aws-accessanalyzer';
import { Construct } from 'constructs';
import type { SecuritySettings, WatchingService } from './security-settings';
import { HandlerFunction } from '../aws-api/handler-function';
import {
  DETECTIVE_TYPE, GUARD_DUTY_TYPE, GuardDutyProperties, INSPECTOR_TYPE, InspectorProperties, MACIE_TYPE, OrganizationMembersProperties,
  SECURITY_HANDLER,
} from '../aws-api/security/constants';
import { LINKED } from '../management/security-administrators';

/** Props of what watches in one region. */
export interface DetectionProps {
  readonly prefix: string;
  readonly partition: string;
  readonly accountId: string;
  readonly settings: SecuritySettings;
  readonly services: WatchingService[];
  /** Whether rights that nobody uses are looked for here: they are the same in every region. */
  readonly unusedAccess: boolean;
}

/** Services whose administrator says by a handler what holds for every account. */
type Told = Exclude<WatchingService, 'access-analyzer' | 'securityhub'>;

const RIGHTS: Record<Told, { readonly actions: string[]; readonly linked?: string }> = {
  detective: {
    actions: [
      'detective:CreateMembers', 'detective:DescribeOrganizationConfiguration', 'detective:ListGraphs', 'detective:ListMembers', 'detective:UpdateOrganizationConfiguration',
    ],
  },
  guardduty: {
    actions: [
      'guardduty:CreateDetector', 'guardduty:CreateMembers', 'guardduty:DescribeOrganizationConfiguration', 'guardduty:GetDetector', 'guardduty:ListDetectors',
      'guardduty:ListMembers', 'guardduty:UpdateDetector', 'guardduty:UpdateOrganizationConfiguration',
    ],
    linked: 'guardduty.amazonaws.com',
  },
  inspector2: {
    actions: [
      'inspector2:AssociateMember', 'inspector2:BatchGetAccountStatus', 'inspector2:DescribeOrganizationConfiguration', 'inspector2:Enable', 'inspector2:ListMembers',
      'inspector2:UpdateOrganizationConfiguration',
    ],
    linked: 'inspector2.amazonaws.com',
  },
  macie2: {
    actions: [
      'macie2:CreateMember', 'macie2:DescribeOrganizationConfiguration', 'macie2:EnableMacie', 'macie2:GetMacieSession', 'macie2:ListMembers',
      'macie2:UpdateOrganizationConfiguration',
    ],
    linked: 'macie.amazonaws.com',
  },
};

/** What the security account says in one region about every account of the organization. */
export function addDetection(stack: Stack, props: DetectionProps): void {
  const { services, accountId: AccountId, settings } = props;
  if (services.includes('access-analyzer')) addAnalyzers(stack, props);
  const told: Record<Told, [type: string, properties: object]> = {
    detective: [DETECTIVE_TYPE, { AccountId } satisfies OrganizationMembersProperties],
    guardduty: [GUARD_DUTY_TYPE, { AccountId, Plans: settings.plans, Frequency: settings.frequency } satisfies GuardDutyProperties],
    inspector2: [INSPECTOR_TYPE, { AccountId, Scans: settings.scans } satisfies InspectorProperties],
    macie2: [MACIE_TYPE, { AccountId } satisfies OrganizationMembersProperties],
  };
  let last: CfnResource | undefined;
  for (const service of services.filter((one): one is Told => one in told)) {
    const resource = tell(stack, props, service, ...told[service]);
    // one function does it, one thing after the other
    if (last) resource.addResourceDependency(last);
    last = resource;
  }
}

function tell(stack: Stack, { prefix, partition, accountId }: DetectionProps, service: Told, type: string, properties: object): CfnResource {
  const { actions, linked } = RIGHTS[service];
  const handler = HandlerFunction.in(stack, { handler: SECURITY_HANDLER, prefix, description: 'Says what holds for every account of the organization' });
  handler.allowAnywhere('what holds for the whole organization has no ARN, and that of a detector is not known before', ['organizations:ListAccounts', ...actions]);
  if (linked) {
    handler.allowUnder(LINKED, ['iam:CreateServiceLinkedRole'], [`arn:${partition}:iam::${accountId}:role/aws-service-role/${linked}/*`],
      { StringEquals: { 'iam:AWSServiceName': linked } });
  }
  return handler.resource(new Construct(stack, service), 'Resource', type, properties);
}

/** An analyzer sees its own region; what it finds about roles is the same everywhere. */
function addAnalyzers(stack: Stack, { prefix, settings, unusedAccess }: DetectionProps): void {
  const add = (id: string, type: string, analyzerConfiguration?: object) => new accessanalyzer.CfnAnalyzer(stack, id, {
    analyzerName: `${prefix}-${type.toLowerCase().replaceAll('_', '-')}`, type, analyzerConfiguration,
  }).applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
  add('ExternalAccess', 'ORGANIZATION');
  if (unusedAccess && settings.unusedAccessDays) {
    add('UnusedAccess', 'ORGANIZATION_UNUSED_ACCESS', { unusedAccessConfiguration: { unusedAccessAge: settings.unusedAccessDays } });
  }
}
