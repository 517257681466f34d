import { Guardrail } from '../guardrail';
import { GuardrailPolicyType } from '../guardrail-policy-type';
import { butThePlatform } from '../guardrail-rules';

export const SECURITY_SERVICES = Guardrail._define({
  id: 'SecurityServices',
  forbids: 'CloudTrail, Config, GuardDuty, Security Hub or Access Analyzer is switched off or changed.',
  reason: 'Whoever breaks in switches off the light first.',
  policyType: GuardrailPolicyType.SERVICE_CONTROL,
  statements: rules => [{
    Action: [
      'access-analyzer:DeleteAnalyzer', 'access-analyzer:UpdateAnalyzer',
      'cloudtrail:DeleteEventDataStore', 'cloudtrail:DeleteTrail', 'cloudtrail:PutEventSelectors', 'cloudtrail:PutInsightSelectors', 'cloudtrail:StopLogging',
      'cloudtrail:UpdateTrail',
      'config:DeleteAggregationAuthorization', 'config:DeleteConfigurationRecorder', 'config:DeleteDeliveryChannel', 'config:PutConfigurationRecorder',
      'config:PutDeliveryChannel', 'config:StopConfigurationRecorder',
      'guardduty:DeleteDetector', 'guardduty:DisassociateFromAdministratorAccount', 'guardduty:DisassociateFromMasterAccount', 'guardduty:UpdateDetector',
      'securityhub:BatchDisableStandards', 'securityhub:DeleteHub', 'securityhub:DisableSecurityHub', 'securityhub:DisassociateFromAdministratorAccount',
      'securityhub:DisassociateFromMasterAccount', 'securityhub:UpdateSecurityHubConfiguration',
    ],
    Resource: '*',
    Condition: { ArnNotLike: butThePlatform(rules) },
  }],
});
