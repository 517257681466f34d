import { platformRoles, PlatformNames, platformWrites } from '../guardrails/platform-writes';
import { applicationBoundary } from '../private/names';

/** Longest managed policy, without white space. @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
export const LONGEST_POLICY = 6144;

/**
 * The most that roles of an application's bootstrap can do, and the roles that it makes: everything in the account but the platform's own things. It cannot be left: a
 * role that is made or changed has to carry it. Guardrails say the same for everybody, but bind neither the management account nor whoever they exempt.
 */
export function applicationBoundaryPolicy(names: PlatformNames): object {
  const { prefix } = names;
  const { path, name } = applicationBoundary(prefix, '*');
  const keys = `alias/${prefix}-*`;
  const deny = (Sid: string, Action: string | string[], Resource: string | string[], Condition?: object) => ({ Sid, Effect: 'Deny', Action, Resource, ...Condition && { Condition } });
  return {
    Version: '2012-10-17',
    Statement: [
      { Sid: 'Account', Effect: 'Allow', Action: '*', Resource: '*' },
      ...platformWrites(names).map(({ Action, Resource }, index) => deny(`Platform${index + 1}`, Action, Resource)),
      // the account in full: a path of one's own policy may hold what looks like the end of this one
      deny('Leaving', ['iam:AttachRole*', 'iam:CreateRole', 'iam:DeleteRolePolicy', 'iam:DetachRole*', 'iam:PutRole*', 'iam:UpdateAssume*'], '*', {
        StringNotLike: { 'iam:PermissionsBoundary': { 'Fn::Sub': `arn:\${AWS::Partition}:iam::\${AWS::AccountId}:policy${path}${name}` } },
      }),
      deny('Removing', ['iam:DeleteRolePermissionsBoundary', 'iam:DeleteUserPermissionsBoundary'], '*'),
      deny('PlatformRoles', ['iam:PassRole', 'sts:AssumeRole', 'sts:TagSession'], platformRoles(names).filter(role => !role.includes(`:role/${prefix}/`))),
      deny('HandlerRoles', 'iam:PassRole', `arn:*:iam::*:role/${prefix}/*`),
      deny('Users', [
        'iam:AddUserToGroup', 'iam:AttachUser*', 'iam:CreateAccessKey', 'iam:CreateLoginProfile', 'iam:CreateServiceSpecific*', 'iam:CreateUser', 'iam:PutUser*',
        'iam:ResetServiceSpecific*', 'iam:UpdateAccessKey', 'iam:UpdateLoginProfile', 'iam:UploadSigning*', 'iam:UploadSSH*',
      ], '*'),
      // Route 53 knows a zone by nothing but its id, which is made later. Cloud Map may delete the zones that it made
      deny('Zones', ['route53:DeactivateKey*', 'route53:DeleteHostedZone', 'route53:DeleteKey*', 'route53:DisableHostedZoneDNSSEC'], '*', {
        Bool: { 'aws:ViaAWSService': 'false' },
      }),
      // who may not delete what is published, or a zone, may not make it unreadable
      deny('Keys', ['kms:DisableKey', 'kms:PutKeyPolicy', 'kms:ScheduleKeyDeletion'], '*', {
        'ForAnyValue:StringLike': { 'kms:ResourceAliases': keys },
      }),
      deny('Aliases', ['kms:DeleteAlias', 'kms:UpdateAlias'], `arn:*:kms:*:*:${keys}`),
    ],
  };
}
