"""A failure leaves nothing behind and nothing half-changed."""
import pytest
from botocore.exceptions import ClientError

INSTANCE = "arn:aws:sso:::instance/ssoins-1234567890abcdef"
VIEW = "arn:aws:iam::aws:policy/job-function/ViewOnlyAccess"


def permission_set(name, **properties):
    return {"Set": {"Type": "AWS::SSO::PermissionSet", "Properties": {"InstanceArn": INSTANCE, "Name": name, **properties}}}


def sets(aws, name):
    client = aws.client("sso-admin")
    described = [client.describe_permission_set(InstanceArn=INSTANCE, PermissionSetArn=arn)["PermissionSet"]
                 for arn in client.list_permission_sets(InstanceArn=INSTANCE)["PermissionSets"]]
    return [one for one in described if one["Name"] == name]


def test_a_failed_attachment_does_not_leak_what_was_created(aws, organization, name):
    # WHEN the second policy of a permission set does not exist
    status, reason, _ = aws.deploy(name, permission_set(name, ManagedPolicies=[VIEW, "arn:aws:iam::aws:policy/Nothing"]))
    # THEN the stack rolls back, with the service's reason, and there is no permission set
    assert status == "ROLLBACK_COMPLETE"
    assert "Policy does not exist" in reason
    assert sets(aws, name) == []


def test_a_failed_update_is_taken_back(aws, organization, name):
    # GIVEN a permission set
    aws.deploy(name, permission_set(name, Description="one", ManagedPolicies=[VIEW]))
    # WHEN an update changes the description and then fails
    status, _, _ = aws.deploy(name, permission_set(name, Description="two", ManagedPolicies=["arn:aws:iam::aws:policy/Nothing"]))
    # THEN the description and the policy are the first ones again
    assert status == "UPDATE_ROLLBACK_COMPLETE"
    assert [one["Description"] for one in sets(aws, name)] == ["one"]
    attached = aws.client("sso-admin").list_managed_policies_in_permission_set(
        InstanceArn=INSTANCE, PermissionSetArn=sets(aws, name)[0]["PermissionSetArn"])["AttachedManagedPolicies"]
    assert [one["Arn"] for one in attached] == [VIEW]


def test_a_failed_neighbour_takes_back_creation_and_change(aws, organization, name):
    def template(unit_name, broken):
        return {"Unit": {"Type": "AWS::Organizations::OrganizationalUnit", "Properties": {"Name": unit_name, "ParentId": organization}},
                **({"Broken": {"Type": "AWS::Organizations::OrganizationalUnit", "DependsOn": "Unit",
                               "Properties": {"Name": "x", "ParentId": "r-none"}}} if broken else {})}

    def names():
        units = aws.client("organizations").get_paginator("list_organizational_units_for_parent").paginate(ParentId=organization)
        return [one["Name"] for page in units for one in page["OrganizationalUnits"] if one["Name"].startswith(f"{name}-")]
    # WHEN a stack fails after a unit was made THEN the unit is gone
    assert aws.deploy(f"{name}-a", template(f"{name}-a", True))[0] == "ROLLBACK_COMPLETE"
    assert names() == []
    # WHEN an update fails after it was renamed THEN it has its old name
    aws.deploy(f"{name}-b", template(f"{name}-b", False))
    assert aws.deploy(f"{name}-b", template(f"{name}-c", True))[0] == "UPDATE_ROLLBACK_COMPLETE"
    assert names() == [f"{name}-b"]


def test_a_change_that_no_call_carries_is_refused(aws, name):
    def provider(thumbprint):
        return {"Row": {"Type": "AWS::IAM::OIDCProvider", "Properties": {"Url": f"https://{name}.example.com", "ThumbprintList": [thumbprint]}}}
    aws.deploy(name, provider("a" * 40))
    status, reason, _ = aws.deploy(name, provider("b" * 40))
    assert status == "UPDATE_ROLLBACK_COMPLETE"
    assert "cannot change ThumbprintList" in reason
    assert "another logical id" in reason


def test_properties_that_are_not_sent_are_named(aws, name):
    aws.deploy(name, {"Row": {"Type": "AWS::IAM::OIDCProvider", "Properties": {
        "Url": f"https://{name}.example.com", "Tags": [{"Key": "a", "Value": "b"}]}}})
    assert [record["unsent"] for record in aws.get("records") if record["stack"] == name] == [["Tags"]]


def test_what_is_gone_already_can_be_deleted(aws, organization, name):
    # GIVEN a stack whose unit somebody deleted by hand
    _, _, outputs = aws.deploy(name, {"Unit": {"Type": "AWS::Organizations::OrganizationalUnit", "Properties": {
        "Name": name, "ParentId": organization}}}, outputs={"Id": {"Ref": "Unit"}})
    aws.client("organizations").delete_organizational_unit(OrganizationalUnitId=outputs["Id"])
    with pytest.raises(ClientError):
        aws.client("organizations").describe_organizational_unit(OrganizationalUnitId=outputs["Id"])
    assert aws.delete(name) == "DELETE_COMPLETE"
