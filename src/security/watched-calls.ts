import { APPLICATION_QUALIFIER, rolePath } from '../private/names';

/** What people want to hear of at once. */
export interface Alarm {
  /** Part of names and of findings. */
  readonly id: string;
  readonly title: string;
  /** Of the finding. */
  readonly severity: 'CRITICAL' | 'HIGH' | 'MEDIUM';
  readonly pattern: EventPattern;
  /** Whether it is also about calls that change nothing, which rules leave out unless they say so. */
  readonly reads?: boolean;
}

/** A pattern of EventBridge. */
export interface EventPattern {
  readonly 'source'?: unknown[];
  readonly 'detail-type'?: unknown[];
  readonly 'detail': object;
}

/** Whose calls are none that people make. */
export interface Machines {
  readonly prefix: string;
  /** Of the platform's own bootstrap. */
  readonly qualifier: string;
  /** First part of ARNs of roles of an account, up to and with `role/`; a token where the account is known only in AWS. */
  readonly arn: (role: string) => unknown;
}

const API_CALL = 'AWS API Call via CloudTrail';
const SIGN_IN = 'AWS Console Sign In via CloudTrail';

/** Roles by which code is deployed, and those of AWS itself: each has a name that nobody else can give, or is made by the platform. */
function deployIdentities({ prefix, qualifier, arn }: Machines): unknown[] {
  return [
    rolePath(prefix).slice(1), `${prefix}-deploy-`, `cdk-${qualifier}-`, `cdk-${APPLICATION_QUALIFIER}-`, 'stacksets-exec-', 'aws-service-role/', 'AWSControlTower',
  ].map(arn);
}

/** Whoever is not a deploy identity: users have no session of a role. */
function notDeployed(machines: Machines): object {
  return { sessionContext: { sessionIssuer: { arn: [{ exists: false }, { 'anything-but': { prefix: deployIdentities(machines) } }] } } };
}

const ROOT_USER: Alarm = {
  id: 'root-user',
  title: 'A root user signed in or changed something',
  severity: 'CRITICAL',
  pattern: {
    'detail-type': [API_CALL, SIGN_IN],
    'detail': { eventType: [{ 'anything-but': ['AwsServiceEvent'] }], userIdentity: { type: ['Root'], invokedBy: [{ exists: false }] } },
  },
};

const LOGGING_OFF_CALLS = {
  source: ['aws.access-analyzer', 'aws.cloudtrail', 'aws.config', 'aws.guardduty', 'aws.inspector2', 'aws.macie', 'aws.securityhub'],
  eventName: [
    'BatchDisableStandards', 'DeleteAnalyzer', 'DeleteConfigurationRecorder', 'DeleteDeliveryChannel', 'DeleteDetector', 'DeleteMembers', 'DeleteTrail', 'Disable', 'DisableMacie',
    'DisableOrganizationAdminAccount', 'DisableSecurityHub', 'DisassociateFromAdministratorAccount', 'DisassociateMembers', 'PutEventSelectors', 'StopConfigurationRecorder',
    'StopLogging', 'StopMonitoringMembers', 'UpdateDetector', 'UpdateTrail',
  ],
};

/** @param machines whose calls are deployments; without them it is about everybody */
function loggingOff(prefix: string, machines?: Machines): Alarm {
  const who = machines && { userIdentity: notDeployed(machines) };
  return {
    id: 'logging-off',
    title: 'Somebody tried to switch off what watches or logs',
    severity: 'CRITICAL',
    pattern: {
      'source': [...LOGGING_OFF_CALLS.source, 'aws.events', 'aws.s3'],
      'detail-type': [API_CALL],
      'detail': {
        ...who,
        $or: [
          { eventName: LOGGING_OFF_CALLS.eventName },
          // the eyes themselves
          { eventName: ['DeleteRule', 'DisableRule', 'PutRule', 'RemoveTargets'], requestParameters: { name: [{ prefix: `${prefix}-` }] } },
          { eventName: ['RemoveTargets'], requestParameters: { rule: [{ prefix: `${prefix}-` }] } },
          {
            eventName: ['DeleteBucket', 'DeleteBucketPolicy', 'PutBucketLifecycle', 'PutBucketPolicy', 'PutBucketVersioning'],
            requestParameters: { bucketName: [{ prefix: `${prefix}-trail-` }, { prefix: `${prefix}-config-` }] },
          },
        ],
      },
    },
  };
}

/** What weakens a guardrail is told whoever does it, a deployment as well; what is moved or attached, if it was none. */
function guardrailChanged(machines?: Machines): Alarm {
  const others = ['AttachPolicy', 'EnablePolicyType', 'LeaveOrganization', 'MoveAccount', 'RemoveAccountFromOrganization'];
  return {
    id: 'guardrail-changed',
    title: 'A guardrail was changed, or an account taken from under it',
    severity: 'HIGH',
    pattern: {
      'source': ['aws.organizations'],
      'detail-type': [API_CALL],
      'detail': {
        $or: [
          { eventName: ['DeletePolicy', 'DetachPolicy', 'DisablePolicyType', 'UpdatePolicy'] },
          { eventName: others, ...machines && { userIdentity: notDeployed(machines) } },
        ],
      },
    },
  };
}

/** Each use of the role for emergencies, and each attempt. AWS tells of it in the region that was asked. */
export function breakGlassPattern(roleArn: string): EventPattern {
  return {
    source: ['aws.sts', 'aws.signin'],
    detail: {
      $or: [
        { eventName: ['AssumeRole'], requestParameters: { roleArn: [roleArn] } },
        { eventName: ['SwitchRole'], additionalEventData: { SwitchTo: [roleArn] } },
      ],
    },
  };
}

/**
 * What is told out of the box.
 *
 * @param machines of the account that a rule stands in; where events of all accounts arrive it is left out, since each has been sent by such a rule
 */
export function alarms(prefix: string, machines?: Machines, breakGlassArn?: string): Alarm[] {
  return [
    ROOT_USER,
    loggingOff(prefix, machines),
    guardrailChanged(machines),
    ...breakGlassArn ? [{
      id: 'break-glass', title: 'Somebody took the role for emergencies, or tried to', severity: 'CRITICAL' as const, pattern: breakGlassPattern(breakGlassArn), reads: true,
    }] : [],
  ];
}

/** What changed in production or staging without a deployment. */
export const CHANGED_BY_HAND = { id: 'changed-by-hand', title: 'Changed by hand', severity: 'HIGH' as const };

/**
 * A change that was not deployed: of a user, from a console, or by a role that is no deploy identity. A role that a function, a machine or a pod works with is no hand: AWS
 * says so in the call.
 */
export function changeByHand(machines: Machines): EventPattern {
  return {
    'detail-type': [API_CALL],
    'detail': {
      readOnly: [false],
      errorCode: [{ exists: false }],
      managementEvent: [true],
      eventType: ['AwsApiCall', 'AwsConsoleAction'],
      $or: [
        { userIdentity: { type: ['Root', 'IAMUser', 'FederatedUser', 'SAMLUser', 'IdentityCenterUser'], invokedBy: [{ exists: false }] } },
        { sessionCredentialFromConsole: ['true'], userIdentity: { invokedBy: [{ exists: false }] } },
        {
          userIdentity: {
            type: ['AssumedRole'],
            invokedBy: [{ exists: false }],
            inScopeOf: { issuerType: [{ exists: false }] },
            sessionContext: {
              ec2RoleDelivery: [{ exists: false }],
              webIdFederationData: { federatedProvider: [{ exists: false }] },
              sessionIssuer: { arn: [{ 'anything-but': { prefix: deployIdentities(machines) } }] },
            },
          },
        },
      ],
    },
  };
}
