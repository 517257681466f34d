"""A region that has to be opted in to knows nobody of an account until it has."""
import json

import pytest
from botocore.exceptions import ClientError
from conftest import MANAGEMENT
from embedded_aws.opt_ins import OPT_IN, OptIns
from test_stack_sets import eventually, stack_set, value

REGION = "eu-south-1"


@pytest.fixture(scope="module")
def trusting(aws, organization):
    aws.client("organizations").enable_aws_service_access(ServicePrincipal="account.amazonaws.com")
    return organization


def code(call, **given):
    with pytest.raises(ClientError) as refusal:
        call(**given)
    return refusal.value.response["Error"]["Code"]


def test_a_closed_region_knows_nobody_and_an_open_one_does(aws, trusting, member):
    # GIVEN
    account = aws.client("account")
    assert code(aws.client("ssm", member, REGION).describe_parameters) == "UnrecognizedClientException"
    assert code(aws.client("sts", member, REGION).get_caller_identity) == "InvalidClientTokenId"
    assert account.get_region_opt_status(AccountId=member, RegionName=REGION)["RegionOptStatus"] == "DISABLED"
    # WHEN
    account.enable_region(AccountId=member, RegionName=REGION)
    account.enable_region(AccountId=member, RegionName=REGION)   # twice is once
    # THEN
    assert account.get_region_opt_status(AccountId=member, RegionName=REGION)["RegionOptStatus"] == "ENABLED"
    assert aws.client("sts", member, REGION).get_caller_identity()["Account"] == member
    assert account.get_region_opt_status(AccountId=member, RegionName="eu-west-1")["RegionOptStatus"] == "ENABLED_BY_DEFAULT"
    assert REGION in [one["RegionName"] for one in account.list_regions(
        AccountId=member, RegionOptStatusContains=["ENABLED"])["Regions"]]


def test_who_may_ask(aws, trusting, member):
    # the management account asks for itself without its id, and nobody for an account of others
    assert code(aws.client("account").enable_region, AccountId=MANAGEMENT, RegionName="ap-east-1") == "AccessDeniedException"
    assert code(aws.client("account", member).enable_region, AccountId=MANAGEMENT, RegionName="ap-east-1") == "AccessDeniedException"
    assert code(aws.client("account").enable_region, AccountId="888888888888", RegionName="ap-east-1") == "AccessDeniedException"
    assert code(aws.client("account").enable_region, RegionName="eu-west-1") == "ValidationException"
    aws.client("account").enable_region(RegionName="ap-east-1")
    assert aws.client("account").get_region_opt_status(RegionName="ap-east-1")["RegionOptStatus"] == "ENABLED"


def test_a_stack_set_fails_in_closed_regions_and_is_made_up_for(aws, trusting, unit, member, name):
    # GIVEN a stack set that tolerates failures, in a region that its account has not opted in to
    aws.client("organizations").move_account(AccountId=member, SourceParentId=trusting, DestinationParentId=unit)
    tolerant = stack_set(name, unit, ["eu-west-1", REGION], OperationPreferences={"FailureTolerancePercentage": 100})
    assert aws.deploy(name, tolerant)[0] == "CREATE_COMPLETE"
    cloudformation = aws.client("cloudformation")
    asked = {"StackSetName": name, "StackInstanceAccount": member, "StackInstanceRegion": REGION}
    assert cloudformation.describe_stack_instance(**asked)["StackInstance"]["Status"] == "OUTDATED"
    assert value(aws, name, member) == "one"
    # WHEN
    aws.client("account").enable_region(AccountId=member, RegionName=REGION)
    cloudformation.create_stack_instances(StackSetName=name, Regions=[REGION], DeploymentTargets={
        "OrganizationalUnitIds": [trusting], "Accounts": [member], "AccountFilterType": "INTERSECTION"})
    # THEN
    assert eventually(lambda: cloudformation.describe_stack_instance(**asked)["StackInstance"]["Status"] == "CURRENT")
    assert value(aws, name, member, REGION) == "one"
    assert code(cloudformation.describe_stack_instance, StackSetName=name, StackInstanceAccount=member,
                StackInstanceRegion="ap-east-1") == "StackInstanceNotFoundException"


def test_an_opt_in_takes_a_while_and_no_more_than_six_are_under_way_in_an_account():
    # GIVEN
    opt_ins = OptIns(2)

    def ask(operation, region):
        status, _, body = opt_ins.answer(f"/{operation}", json.dumps({"RegionName": region}).encode(), "777777777777")
        return status, json.loads(body)
    # WHEN
    statuses = [ask("enableRegion", region)[0] for region in sorted(OPT_IN)[:7]]
    # THEN
    assert statuses == [200] * 6 + [429]
    assert ask("enableRegion", sorted(OPT_IN)[0])[0] == 409
    seen = [ask("getRegionOptStatus", sorted(OPT_IN)[0])[1]["RegionOptStatus"] for _ in range(2)]
    assert seen == ["ENABLING", "ENABLED"]
    assert ask("enableRegion", sorted(OPT_IN)[6])[0] == 200
