"""Identity Center and its identity store are as strict as AWS's, and have what moto lacks."""
import pytest
from botocore.exceptions import ClientError

INSTANCE, STORE = "arn:aws:sso:::instance/ssoins-1234567890abcdef", "d-1234567890"


@pytest.fixture
def store(aws):
    return aws.client("identitystore")


@pytest.fixture
def user(store, name):
    return store.create_user(IdentityStoreId=STORE, UserName=name, DisplayName="U", Name={"GivenName": "U", "FamilyName": "V"},
                             Emails=[{"Value": f"{name}@example.com", "Primary": True}])["UserId"]


@pytest.fixture
def group(store, name):
    return store.create_group(IdentityStoreId=STORE, DisplayName=name, Description="one")["GroupId"]


def test_a_user_and_a_group_are_updated(store, user, group):
    store.update_user(IdentityStoreId=STORE, UserId=user, Operations=[
        {"AttributePath": "name.givenName", "AttributeValue": "W"}, {"AttributePath": "displayName", "AttributeValue": "W V"},
        {"AttributePath": "emails", "AttributeValue": [{"Value": "w@example.com", "Primary": True}]}])
    store.update_group(IdentityStoreId=STORE, GroupId=group, Operations=[{"AttributePath": "description", "AttributeValue": "two"}])
    described = store.describe_user(IdentityStoreId=STORE, UserId=user)
    assert (described["Name"]["GivenName"], described["Name"]["FamilyName"], described["DisplayName"]) == ("W", "V", "W V")
    assert described["Emails"][0]["Value"] == "w@example.com"
    assert store.describe_group(IdentityStoreId=STORE, GroupId=group)["Description"] == "two"
    with pytest.raises(ClientError, match="ResourceNotFoundException"):
        store.update_user(IdentityStoreId=STORE, UserId="nobody", Operations=[{"AttributePath": "title", "AttributeValue": "x"}])


@pytest.mark.parametrize("gone", ["user", "group"])
def test_a_membership_is_there_once_and_goes_with_either_side(store, user, group, gone):
    store.create_group_membership(IdentityStoreId=STORE, GroupId=group, MemberId={"UserId": user})
    with pytest.raises(ClientError, match="ConflictException"):
        store.create_group_membership(IdentityStoreId=STORE, GroupId=group, MemberId={"UserId": user})
    if gone == "user":
        store.delete_user(IdentityStoreId=STORE, UserId=user)
        assert store.list_group_memberships(IdentityStoreId=STORE, GroupId=group)["GroupMemberships"] == []
    else:
        store.delete_group(IdentityStoreId=STORE, GroupId=group)
        assert store.list_group_memberships_for_member(IdentityStoreId=STORE, MemberId={"UserId": user})["GroupMemberships"] == []


def test_a_permission_set_that_somebody_has_stays(aws, group, name):
    sso = aws.client("sso-admin")
    arn = sso.create_permission_set(InstanceArn=INSTANCE, Name=name)["PermissionSet"]["PermissionSetArn"]
    assignment = {"InstanceArn": INSTANCE, "PermissionSetArn": arn, "PrincipalId": group, "PrincipalType": "GROUP",
                  "TargetId": "222222222222", "TargetType": "AWS_ACCOUNT"}
    sso.create_account_assignment(**assignment)
    assert sso.list_accounts_for_provisioned_permission_set(InstanceArn=INSTANCE, PermissionSetArn=arn)["AccountIds"] == ["222222222222"]
    with pytest.raises(ClientError, match="ConflictException"):
        sso.delete_permission_set(InstanceArn=INSTANCE, PermissionSetArn=arn)
    sso.delete_account_assignment(**assignment)
    sso.delete_permission_set(InstanceArn=INSTANCE, PermissionSetArn=arn)


def test_a_permission_set_stands_in_an_account_as_it_was_provisioned_there(aws, group, name):
    sso = aws.client("sso-admin")
    arn = sso.create_permission_set(InstanceArn=INSTANCE, Name=name)["PermissionSet"]["PermissionSetArn"]
    of = {"InstanceArn": INSTANCE, "PermissionSetArn": arn}

    def listed(account="222222222222", **status):
        return arn in sso.list_permission_sets_provisioned_to_account(InstanceArn=INSTANCE, AccountId=account, **status)["PermissionSets"]

    def outdated():
        return listed(ProvisioningStatus="LATEST_PERMISSION_SET_NOT_PROVISIONED")
    sso.create_account_assignment(**of, PrincipalId=group, PrincipalType="GROUP", TargetId="222222222222", TargetType="AWS_ACCOUNT")
    assert (listed(), listed("333333333333"), outdated()) == (True, False, False)
    sso.put_inline_policy_to_permission_set(**of, InlinePolicy="{}")
    assert (listed(), outdated()) == (True, True)
    asked = sso.provision_permission_set(**of, TargetType="AWS_ACCOUNT", TargetId="222222222222")["PermissionSetProvisioningStatus"]
    told = sso.describe_permission_set_provisioning_status(InstanceArn=INSTANCE, ProvisionPermissionSetRequestId=asked["RequestId"])
    assert (told["PermissionSetProvisioningStatus"]["Status"], outdated()) == ("SUCCEEDED", False)
    with pytest.raises(ClientError, match="ResourceNotFoundException"):
        sso.provision_permission_set(**of, TargetType="AWS_ACCOUNT", TargetId="333333333333")


def test_cloudformation_provisions_what_it_has_changed(aws, group, name):
    sso = aws.client("sso-admin")

    def deploy(statement):
        status, reason, outputs = aws.deploy(name, {"Set": {"Type": "AWS::SSO::PermissionSet", "Properties": {
            "InstanceArn": INSTANCE, "Name": name, "InlinePolicy": {"Version": "2012-10-17", "Statement": statement}}},
        }, outputs={"Arn": {"Fn::GetAtt": ["Set", "PermissionSetArn"]}})
        assert status.endswith("_COMPLETE"), reason
        return outputs["Arn"]
    arn = deploy([])
    sso.create_account_assignment(InstanceArn=INSTANCE, PermissionSetArn=arn, PrincipalId=group, PrincipalType="GROUP",
                                  TargetId="222222222222", TargetType="AWS_ACCOUNT")
    deploy([{"Effect": "Deny", "Action": "*", "Resource": "*"}])
    assert "Deny" in sso.get_inline_policy_for_permission_set(InstanceArn=INSTANCE, PermissionSetArn=arn)["InlinePolicy"]
    assert sso.list_permission_sets_provisioned_to_account(
        InstanceArn=INSTANCE, AccountId="222222222222", ProvisioningStatus="LATEST_PERMISSION_SET_NOT_PROVISIONED")["PermissionSets"] == []


def test_what_a_user_may_enter_by_a_group_is_told_of_the_user_as_well(aws, store, user, group, name):
    sso = aws.client("sso-admin")
    arn = sso.create_permission_set(InstanceArn=INSTANCE, Name=name)["PermissionSet"]["PermissionSetArn"]
    store.create_group_membership(IdentityStoreId=STORE, GroupId=group, MemberId={"UserId": user})
    for principal, kind, account in ((user, "USER", "222222222222"), (group, "GROUP", "333333333333")):
        sso.create_account_assignment(InstanceArn=INSTANCE, PermissionSetArn=arn, PrincipalId=principal, PrincipalType=kind,
                                      TargetId=account, TargetType="AWS_ACCOUNT")
    told = sso.list_account_assignments_for_principal(InstanceArn=INSTANCE, PrincipalId=user, PrincipalType="USER")["AccountAssignments"]
    assert [(one["AccountId"], one["PrincipalType"], one["PrincipalId"]) for one in told] == [
        ("222222222222", "USER", user), ("333333333333", "GROUP", group)]
