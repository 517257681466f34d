/**
 * Statement of a key's policy: nobody gives the key away by a grant, which no policy shows; services of AWS do so for what they keep. As Control Tower's proactive control
 * CT.KMS.PR.3 asks for it.
 */
export const GRANTS_OF_SERVICES_ALONE = {
  Sid: 'GrantsOfServicesAlone',
  Effect: 'Deny',
  Principal: '*',
  Action: 'kms:CreateGrant',
  Resource: '*',
  Condition: { BoolIfExists: { 'kms:GrantIsForAWSResource': 'false', 'aws:PrincipalIsAWSService': 'false' } },
};
