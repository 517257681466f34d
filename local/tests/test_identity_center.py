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
