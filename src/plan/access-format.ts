/** Who may enter where: a user is in groups, a group has permission sets in accounts. All lists are resolved: nothing has to be looked up elsewhere. */
export interface PlannedAccess {
  /** `external` where users and memberships are an identity provider's, and none stand here. */
  readonly directory: 'managed' | 'external';
  /** Absent while IAM Identity Center is not switched on: then nothing of this is deployed. */
  readonly identityCenter?: { readonly instanceArn: string; readonly identityStoreId: string; readonly region: string };
  readonly users: PlannedUser[];
  readonly groups: { readonly name: string; readonly description?: string; readonly path: string }[];
  readonly permissionSets: PlannedPermissionSet[];
  readonly assignments: PlannedAssignment[];
}

export interface PlannedUser {
  readonly name: string;
  readonly email: string;
  /** None while the user's access is taken away. */
  readonly groups: string[];
  readonly revoked: boolean;
  /** Construct path where it was said. */
  readonly path: string;
}

export interface PlannedPermissionSet {
  readonly name: string;
  /** Its name in the management account, where it is one of its own; absent where nobody has it there. */
  readonly nameInManagement?: string;
  readonly description: string;
  /** ISO 8601: `PT4H`. */
  readonly sessionLength: string;
  readonly managedPolicies: string[];
  readonly customerManagedPolicies: string[];
  readonly inlinePolicy?: object;
}

/** What one line of the code said. */
export interface PlannedAssignment {
  readonly group: string;
  readonly permissionSet: string;
  /** In the words of the code: `production`, `everywhere`. */
  readonly target: string;
  /** Names of accounts; what becomes of one that is pending stands in `accounts`. */
  readonly accounts: string[];
  readonly reason?: string;
  /** Construct path where it was said. */
  readonly path: string;
}
