/** The contract between the constructs of the identity account and their handler. */
export const DIRECTORY_HANDLER = 'directory';

/** What each of them names: the instance's identity store, and the region that it answers in. */
interface InStore {
  readonly IdentityStoreId: string;
  readonly Region: string;
}

export const USER_TYPE = 'Custom::DirectoryUser';
export interface UserProperties extends InStore {
  readonly UserName: string;
  readonly GivenName: string;
  readonly FamilyName: string;
  readonly DisplayName: string;
  readonly Email: string;
}
export const USER_ATTRIBUTES = { id: 'UserId' } as const;

export const GROUP_TYPE = 'Custom::DirectoryGroup';
export interface GroupProperties extends InStore {
  readonly DisplayName: string;
  readonly Description: string;
  /** Ids of users. Who was added by hand beside them is left. */
  readonly Members: string[];
}

/** A group that somebody else takes care of: the identity provider, or the stack of the directory. */
export const GROUP_REFERENCE_TYPE = 'Custom::DirectoryGroupReference';
export interface GroupReferenceProperties extends InStore {
  readonly DisplayName: string;
  /** `true`: it is made where it is missing, since who takes care of it comes later. */
  readonly Make: string;
}
/** Of both. */
export const GROUP_ATTRIBUTES = { id: 'GroupId' } as const;

/** A user's type by which the handler knows those that it has made: these and no others go with the code. */
export const MADE_HERE = 'cloud-platform';

/** Takes a permission set from everybody who has it, so that it can be deleted. */
export const PERMISSION_SET_END_TYPE = 'Custom::PermissionSetEnd';
export interface PermissionSetEndProperties {
  readonly InstanceArn: string;
  readonly PermissionSetArn: string;
  readonly Region: string;
}
