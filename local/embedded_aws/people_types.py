"""Identity Center: who may enter where."""
from .translation import Part, Steps, Translation, as_json, call

SET = {"InstanceArn": "InstanceArn", "PermissionSetArn": "@PermissionSetArn"}
ASSIGNMENT = ("InstanceArn", "PermissionSetArn", "PrincipalId", "PrincipalType", "TargetId", "TargetType")
STORE = {"IdentityStoreId": "IdentityStoreId"}


def _provision(resource, _):
    """CloudFormation brings what it has changed into the accounts where it stands."""
    return resource.call("sso-admin", "provision_permission_set", InstanceArn=resource.properties["InstanceArn"],
                         PermissionSetArn=resource.attributes["PermissionSetArn"], TargetType="ALL_PROVISIONED_ACCOUNTS")


TYPES = {
    "AWS::SSO::PermissionSet": Translation(
        "sso-admin", call("create_permission_set", "InstanceArn", "Name", "Description", "SessionDuration", "Tags",
                          RelayState="RelayStateType"), {"PermissionSetArn": "PermissionSet.PermissionSetArn"},
        read=Steps((), _provision),
        update=call("update_permission_set", "Description", "SessionDuration", RelayState="RelayStateType", **SET),
        delete=call("delete_permission_set", **SET),
        parts=(Part("ManagedPolicies", call("attach_managed_policy_to_permission_set", ManagedPolicyArn="item", **SET),
                    call("detach_managed_policy_from_permission_set", ManagedPolicyArn="item", **SET)),
               Part("CustomerManagedPolicyReferences",
                    call("attach_customer_managed_policy_reference_to_permission_set", CustomerManagedPolicyReference="item", **SET),
                    call("detach_customer_managed_policy_reference_from_permission_set", CustomerManagedPolicyReference="item", **SET)),
               Part("InlinePolicy", call("put_inline_policy_to_permission_set", InlinePolicy=as_json("InlinePolicy"), **SET),
                    call("delete_inline_policy_from_permission_set", **SET)))),
    "AWS::SSO::Assignment": Translation(
        "sso-admin", call("create_account_assignment", *ASSIGNMENT), delete=call("delete_account_assignment", *ASSIGNMENT)),
    "AWS::IdentityStore::Group": Translation(
        "identitystore", call("create_group", "IdentityStoreId", "DisplayName", "Description"), {"GroupId": "GroupId"},
        read=call("describe_group", GroupId="@GroupId", **STORE), delete=call("delete_group", GroupId="@GroupId", **STORE)),
    "AWS::IdentityStore::GroupMembership": Translation(
        "identitystore", call("create_group_membership", "IdentityStoreId", "GroupId", "MemberId"),
        {"MembershipId": "MembershipId"}, read=call("describe_group_membership", MembershipId="@MembershipId", **STORE),
        delete=call("delete_group_membership", MembershipId="@MembershipId", **STORE)),
}
