import { Duration } from 'aws-cdk-lib';
import type { PermissionSetDefinition } from './definition';
import { NO_DATA, noParameters } from './no-data';

export const READ_ONLY: PermissionSetDefinition = {
  description: 'Sees how everything is set up, its logs and metrics, and no data',
  managedPolicies: ['ReadOnlyAccess'],
  inline: ({ prefix }) => [NO_DATA, noParameters(prefix)],
  session: Duration.hours(8),
};
