import { Duration } from 'aws-cdk-lib';
import type { PermissionSetDefinition } from './definition';
import { NO_DATA } from './no-data';

export const ADMINISTRATOR: PermissionSetDefinition = {
  description: 'Everything that guardrails leave',
  managedPolicies: ['AdministratorAccess'],
  session: Duration.hours(1),
};

export const POWER_USER: PermissionSetDefinition = {
  description: 'Everything but users, roles, the account and the organization',
  managedPolicies: ['PowerUserAccess'],
  session: Duration.hours(4),
};

export const BILLING: PermissionSetDefinition = {
  description: 'Bills, budgets, payments; it shows all accounts\' costs in the management account',
  managedPolicies: ['job-function/Billing'],
  session: Duration.hours(4),
};

export const SECURITY_AUDIT: PermissionSetDefinition = {
  description: 'How everything is set up, as an auditor wants to see it, and what policies would allow; no data',
  managedPolicies: ['SecurityAudit', 'job-function/ViewOnlyAccess'],
  inline: () => [NO_DATA, {
    Sid: 'Simulate',
    Effect: 'Allow',
    Action: ['access-analyzer:CheckAccessNotGranted', 'access-analyzer:CheckNoNewAccess', 'access-analyzer:ValidatePolicy', 'iam:SimulateCustomPolicy', 'iam:SimulatePrincipalPolicy'],
    Resource: '*',
  }],
  session: Duration.hours(8),
};

export const SUPPORT: PermissionSetDefinition = {
  description: 'Cases with AWS Support, and a view of what they are about',
  managedPolicies: ['AWSSupportAccess', 'job-function/ViewOnlyAccess'],
  inline: () => [NO_DATA],
  session: Duration.hours(4),
};
