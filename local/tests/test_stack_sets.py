"""StackSets make real stacks in the accounts of organizational units, also in those that come later."""
import json
import time

import pytest

PARAMETER = {"Parameters": {"Value": {"Type": "String", "Default": "one"}},
             "Resources": {"P": {"Type": "AWS::SSM::Parameter", "Properties": {
                 "Name": "/set/NAME", "Type": "String", "Value": {"Ref": "Value"}}}}}


def body(name, **more):
    return json.dumps(PARAMETER | more).replace("NAME", name)


def stack_set(name, target, regions=("eu-west-1", "us-east-1"), value="one", retain=False, **more):
    return {"Set": {"Type": "AWS::CloudFormation::StackSet", "Properties": {
        "StackSetName": name, "PermissionModel": "SERVICE_MANAGED", "Capabilities": ["CAPABILITY_NAMED_IAM"],
        "TemplateBody": body(name), "Parameters": [{"ParameterKey": "Value", "ParameterValue": value}],
        "AutoDeployment": {"Enabled": "true", "RetainStacksOnAccountRemoval": retain},
        "StackInstancesGroup": [{"DeploymentTargets": {"OrganizationalUnitIds": [target]}, "Regions": list(regions)}], **more}}}


def value(aws, name, account, region="eu-west-1"):
    found = aws.client("ssm", account, region).get_parameters(Names=[f"/set/{name}"])["Parameters"]
    return found[0]["Value"] if found else None


def eventually(condition, seconds=10):
    deadline = time.monotonic() + seconds
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.05)
    return condition()


@pytest.fixture
def inside(aws, organization, unit, member):
    """An account inside the unit."""
    aws.client("organizations").move_account(AccountId=member, SourceParentId=organization, DestinationParentId=unit)
    return member


def test_the_life_of_a_stack_set(aws, unit, inside, name):
    # GIVEN a stack set for a unit with one account, in two regions
    status, reason, outputs = aws.deploy(name, stack_set(name, unit), outputs={"Id": {"Ref": "Set"}})
    assert (status, reason) == ("CREATE_COMPLETE", "")
    assert outputs["Id"].startswith(f"{name}:")
    assert [value(aws, name, inside, region) for region in ("eu-west-1", "us-east-1")] == ["one", "one"]
    summaries = aws.client("cloudformation").list_stack_instances(StackSetName=name)["Summaries"]
    assert sorted((one["Account"], one["Region"], one["Status"]) for one in summaries) == [
        (inside, "eu-west-1", "CURRENT"), (inside, "us-east-1", "CURRENT")]
    # the stack set is translated, and the resources of its stacks are deployed in their account
    assert aws.records(name) == [("create", "translated", "Set")]
    assert aws.get("summary")["stacks"][f"{inside}/us-east-1/StackSet-{name}"]["deployed"] == 1
    # WHEN a parameter changes and a region leaves THEN the instances follow
    assert aws.deploy(name, stack_set(name, unit, ["eu-west-1"], "two"))[0] == "UPDATE_COMPLETE"
    assert [value(aws, name, inside, region) for region in ("eu-west-1", "us-east-1")] == ["two", None]
    # WHEN it is deleted THEN so are its stacks
    assert aws.delete(name) == "DELETE_COMPLETE"
    assert value(aws, name, inside) is None


def test_accounts_that_come_and_go(aws, organization, unit, name):
    organizations = aws.client("organizations")
    # GIVEN a stack set for a unit without accounts
    aws.deploy(name, stack_set(name, unit, ["eu-west-1"]))
    # WHEN an account moves into the unit through the API THEN it gets its stack
    account = organizations.create_account(AccountName=name, Email=f"{name}@example.com")["CreateAccountStatus"]["AccountId"]
    assert value(aws, name, account) is None
    organizations.move_account(AccountId=account, SourceParentId=organization, DestinationParentId=unit)
    assert eventually(lambda: value(aws, name, account) == "one")
    # and WHEN CloudFormation creates one in a unit below THEN that one, too
    below = organizations.create_organizational_unit(ParentId=unit, Name="below")["OrganizationalUnit"]["Id"]
    _, _, outputs = aws.deploy(f"{name}-account", {"Account": {"Type": "AWS::Organizations::Account", "Properties": {
        "AccountName": "b", "Email": f"{name}-b@example.com", "ParentIds": [below]}}}, outputs={"Id": {"Ref": "Account"}})
    assert eventually(lambda: value(aws, name, outputs["Id"]) == "one")
    # WHEN an account leaves THEN its stack is deleted
    organizations.move_account(AccountId=account, SourceParentId=unit, DestinationParentId=organization)
    assert eventually(lambda: value(aws, name, account) is None)
    aws.delete(name)


def test_an_instance_that_failed_is_left_until_somebody_tries_again(aws, organization, unit, name):
    # GIVEN an account that has what the stack makes
    organizations, cloudformation = aws.client("organizations"), aws.client("cloudformation")
    url = f"https://{name}.example.com"
    template = json.dumps({"Resources": {"Provider": {"Type": "AWS::IAM::OIDCProvider", "Properties": {"Url": url, "ClientIdList": ["aws"]}}}})
    aws.deploy(name, stack_set(name, unit, ["eu-west-1"], TemplateBody=template, Parameters=[]))
    account = organizations.create_account(AccountName=name, Email=f"{name}@example.com")["CreateAccountStatus"]["AccountId"]
    iam = aws.client("iam", account)
    arn = iam.create_open_id_connect_provider(Url=url, ClientIDList=["aws"])["OpenIDConnectProviderArn"]
    organizations.move_account(AccountId=account, SourceParentId=organization, DestinationParentId=unit)

    def status():
        found = cloudformation.list_stack_instances(StackSetName=name, StackInstanceAccount=account)["Summaries"]
        return found[0]["StackInstanceStatus"]["DetailedStatus"] if found else None
    assert eventually(lambda: status() == "FAILED")
    # WHEN it is out of the way and the instance is deployed once more THEN it stands
    iam.delete_open_id_connect_provider(OpenIDConnectProviderArn=arn)
    targets = {"OrganizationalUnitIds": [unit], "Accounts": [account], "AccountFilterType": "INTERSECTION"}
    cloudformation.update_stack_instances(StackSetName=name, Regions=["eu-west-1"], DeploymentTargets=targets)
    assert eventually(lambda: status() == "SUCCEEDED")
    # and one that there is not cannot be updated
    with pytest.raises(cloudformation.exceptions.StackInstanceNotFoundException):
        cloudformation.update_stack_instances(StackSetName=name, Regions=["us-east-1"], DeploymentTargets=targets)
    aws.delete(name)


def test_stacks_that_are_retained(aws, organization, unit, inside, name):
    aws.deploy(name, stack_set(name, unit, ["eu-west-1"], retain=True))
    aws.client("organizations").move_account(AccountId=inside, SourceParentId=unit, DestinationParentId=organization)
    listed = aws.client("cloudformation").list_stack_instances
    assert eventually(lambda: listed(StackSetName=name)["Summaries"] == [])
    assert value(aws, name, inside) == "one"
    aws.delete(name)


def test_the_root_means_every_member_and_never_the_management_account(aws, organization, member, name):
    aws.deploy(name, stack_set(name, organization, ["eu-west-1"]))
    accounts = {one["Account"] for one in aws.client("cloudformation").list_stack_instances(StackSetName=name)["Summaries"]}
    active = {one["Id"] for page in aws.client("organizations").get_paginator("list_accounts").paginate()
              for one in page["Accounts"] if one["Status"] == "ACTIVE"}
    assert member in accounts
    assert accounts == active - {"999999999999"}
    aws.delete(name)


def test_a_template_in_a_bucket(aws, unit, inside, name):
    # GIVEN a template that is longer than the 51,200 bytes of a request, in a bucket of the management account
    bucket = aws.client("s3")
    bucket.create_bucket(Bucket=name, CreateBucketConfiguration={"LocationConstraint": "eu-west-1"})
    bucket.put_object(Bucket=name, Key="a/template.json", Body=body(name, Metadata={"x": "y" * 60000}).encode())
    for url in (f"https://s3.eu-west-1.amazonaws.com/{name}/a/template.json", f"https://{name}.s3.eu-west-1.amazonaws.com/a/template.json"):
        resources = stack_set(name, unit, ["eu-west-1"], TemplateURL=url)
        del resources["Set"]["Properties"]["TemplateBody"]
        assert aws.deploy(name, resources)[:2] == ("CREATE_COMPLETE", "")
        assert value(aws, name, inside) == "one"
        aws.delete(name)


def test_a_failure_names_account_region_and_reason_and_rolls_back(aws, unit, inside, name):
    broken = json.dumps({"Resources": {"Good": {"Type": "AWS::SNS::Topic", "Properties": {"TopicName": name}},
                                       "Bad": {"Type": "AWS::CodeBuild::Fleet", "DependsOn": "Good", "Properties": {"Colour": 1}}}})
    status, reason, _ = aws.deploy(name, stack_set(name, unit, ["eu-west-1"], TemplateBody=broken, Parameters=[]))
    assert status == "ROLLBACK_COMPLETE"
    assert all(word in reason for word in (inside, "eu-west-1", "Bad", "'Colour' was unexpected"))
    assert aws.client("sns", inside).list_topics()["Topics"] == []


def test_a_stack_set_needs_the_organization_s_access(aws, unit, name):
    cloudformation = aws.client("cloudformation")
    enabled = [one["ServicePrincipal"] for one in aws.client("organizations").list_aws_service_access_for_organization()["EnabledServicePrincipals"]]
    cloudformation.deactivate_organizations_access()
    for service in enabled:
        aws.client("organizations").disable_aws_service_access(ServicePrincipal=service)
    try:
        assert cloudformation.describe_organizations_access()["Status"] == "DISABLED"
        status, reason, _ = aws.deploy(name, stack_set(name, unit))
        assert (status, "must enable organizations access" in reason) == ("ROLLBACK_COMPLETE", True)
    finally:
        cloudformation.activate_organizations_access()
    assert cloudformation.describe_organizations_access()["Status"] == "ENABLED"
