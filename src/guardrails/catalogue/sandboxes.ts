import { QUARANTINE_UNIT, SANDBOX_UNIT } from '../../accounts/organizational-units';
import { Guardrail } from '../guardrail';
import { GuardrailPolicyType } from '../guardrail-policy-type';
import { butThePlatform } from '../guardrail-rules';

export const SANDBOXES = Guardrail._define({
  id: 'Sandboxes',
  forbids: 'A sandbox reaches another account, by network, by share or by role, or anything in production or staging, or buys what outlives it.',
  reason: 'Experiments never touch production.',
  policyType: GuardrailPolicyType.SERVICE_CONTROL,
  organizationalUnits: [SANDBOX_UNIT],
  statements: rules => [
    {
      Action: [
        'ec2:AcceptTransitGatewayPeeringAttachment', 'ec2:AcceptTransitGatewayVpcAttachment', 'ec2:AcceptVpcPeeringConnection',
        'ec2:CreateTransitGatewayPeeringAttachment', 'ec2:CreateTransitGatewayVpcAttachment', 'ec2:CreateVpcPeeringConnection',
        'ram:AcceptResourceShareInvitation', 'ram:AssociateResourceShare', 'ram:CreateResourceShare',
        'dynamodb:PurchaseReservedCapacityOfferings', 'ec2:PurchaseCapacityBlock', 'ec2:PurchaseHostReservation', 'ec2:PurchaseReservedInstancesOffering',
        'elasticache:PurchaseReservedCacheNodesOffering', 'es:PurchaseReservedInstanceOffering', 'rds:PurchaseReservedDBInstancesOffering',
        'redshift:PurchaseReservedNodeOffering', 'route53domains:RegisterDomain', 'savingsplans:CreateSavingsPlan',
      ],
      Resource: '*',
    },
    {
      Action: 'sts:AssumeRole',
      Resource: '*',
      Condition: { StringNotEquals: { 'aws:ResourceAccount': '${aws:PrincipalAccount}' }, ArnNotLike: butThePlatform(rules) },
    },
    {
      // whatever a bucket, a key or a queue there lets in
      Action: '*',
      Resource: '*',
      Condition: { 'ForAnyValue:StringLike': { 'aws:ResourceOrgPaths': rules.workloadUnitIds.map(id => `*/${id}/*`) } },
    },
  ],
});

/** It stops nothing that runs: what costs goes on until the account is closed. */
export const QUARANTINE = Guardrail._define({
  id: 'Quarantine',
  forbids: 'Everything, but for the platform.',
  reason: 'An account waits here to be closed, or to be looked at.',
  policyType: GuardrailPolicyType.SERVICE_CONTROL,
  organizationalUnits: [QUARANTINE_UNIT],
  statements: rules => [{ Action: '*', Resource: '*', Condition: { ArnNotLike: butThePlatform(rules) } }],
});
