"""A VPC of one account asks a private zone of another one, if that has authorised it."""
import json
import pathlib

import pytest
from botocore.exceptions import ClientError

HANDLER = pathlib.Path(__file__).resolve().parents[2] / "assets/handlers/private-zones/index.js"
TRUST = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"AWS": "*"}}]}
OWNER, GUEST = "777777777741", "777777777742"


@pytest.fixture(scope="module")
def world(aws):
    vpcs = {account: aws.client("ec2", account).create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"] for account in (OWNER, GUEST)}
    owner, guest = aws.client("route53", OWNER), aws.client("route53", GUEST)
    zone = owner.create_hosted_zone(Name="internal.test", CallerReference="private", VPC=_vpc(vpcs[OWNER]))["HostedZone"]["Id"].rpartition("/")[2]
    return owner, guest, {"HostedZoneId": zone, "VPC": _vpc(vpcs[GUEST])}


def _vpc(vpc):
    return {"VPCId": vpc, "VPCRegion": "eu-west-1"}


def refusal(call, **arguments):
    with pytest.raises(ClientError) as caught:
        call(**arguments)
    return caught.value.response["Error"]["Code"]


def zones_of(client, request):
    told = client.list_hosted_zones_by_vpc(VPCId=request["VPC"]["VPCId"], VPCRegion="eu-west-1")["HostedZoneSummaries"]
    return [(one["Name"], one["Owner"]["OwningAccount"]) for one in told]


def test_without_an_authorization_it_is_refused(world):
    _, guest, request = world
    assert refusal(guest.associate_vpc_with_hosted_zone, **request) == "NotAuthorizedException"


def test_authorised_it_is_associated_and_either_account_sees_it(world):
    owner, guest, request = world
    owner.create_vpc_association_authorization(**request)
    guest.associate_vpc_with_hosted_zone(**request)
    owner.delete_vpc_association_authorization(**request)
    assert zones_of(guest, request) == [("internal.test.", OWNER)]
    assert {"VPCId": request["VPC"]["VPCId"], "VPCRegion": "eu-west-1"} in owner.get_hosted_zone(Id=request["HostedZoneId"])["VPCs"]
    assert refusal(owner.delete_vpc_association_authorization, **request) == "VPCAssociationAuthorizationNotFound"
    guest.disassociate_vpc_from_hosted_zone(**request)
    assert zones_of(guest, request) == []


def test_nobody_authorises_for_a_zone_or_associates_a_vpc_of_another_account(world):
    owner, guest, request = world
    assert refusal(guest.create_vpc_association_authorization, **request) == "NoSuchHostedZone"
    owner.create_vpc_association_authorization(**request)
    assert refusal(owner.associate_vpc_with_hosted_zone, **request) == "InvalidVPCId"


def test_the_platforms_handler_does_so_when_a_stack_writes_to_its_topic(aws, world, name):
    # GIVEN the handler behind a topic, as it stands in an environment, and the role in the zone's account
    owner, guest, request = world
    aws.client("iam", OWNER).create_role(RoleName="private-zones", Path="/platform/", AssumeRolePolicyDocument=json.dumps(TRUST))
    function = aws.function(name, HANDLER.read_text(), GUEST)
    settings = {"accountId": GUEST, "doorArn": f"arn:aws:iam::{OWNER}:role/platform/private-zones", "zoneNames": ["internal.test"]}
    aws.client("lambda", GUEST).update_function_configuration(FunctionName=name, Environment={"Variables": {"SETTINGS": json.dumps(settings)}})
    topic = aws.client("sns", GUEST).create_topic(Name=name)["TopicArn"]
    aws.client("sns", GUEST).subscribe(TopicArn=topic, Protocol="lambda", Endpoint=function)
    # WHEN a stack of an application has its own VPC and the association
    resources = {
        "Vpc": {"Type": "AWS::EC2::VPC", "Properties": {"CidrBlock": "10.1.0.0/16"}},
        "Row": {"Type": "Custom::PrivateZoneAssociation", "Properties": {"ServiceToken": topic, "ZoneName": "internal.test", "VpcId": {"Ref": "Vpc"}}}}
    status, reason, outputs = aws.deploy(name, resources, GUEST, outputs={"Vpc": {"Ref": "Vpc"}})
    # THEN
    assert (status, reason) == ("CREATE_COMPLETE", "")
    own = {"VPC": {"VPCId": outputs["Vpc"]}}
    assert zones_of(guest, own) == [("internal.test.", OWNER)]
    assert refusal(owner.delete_vpc_association_authorization, HostedZoneId=request["HostedZoneId"], VPC=_vpc(outputs["Vpc"])) == \
        "VPCAssociationAuthorizationNotFound"
    # WHEN the association goes THEN the VPC no longer asks
    aws.deploy(name, {"Vpc": resources["Vpc"]}, GUEST)
    assert zones_of(guest, own) == []


def test_a_zone_of_a_stack_is_private_by_its_vpcs_and_keeps_what_others_associate(aws, world, name):
    # GIVEN a zone made by a stack, and a VPC of another account that asks it
    owner, guest, request = world
    vpcs = [aws.client("ec2", OWNER).create_vpc(CidrBlock="10.2.0.0/16")["Vpc"]["VpcId"] for _ in range(2)]
    zone = lambda vpc: {"Zone": {"Type": "AWS::Route53::HostedZone", "Properties": {"Name": f"{name}.test", "VPCs": [{"VPCId": vpc, "VPCRegion": "eu-west-1"}]}}}
    _, _, outputs = aws.deploy(name, zone(vpcs[0]), OWNER, outputs={"Zone": {"Ref": "Zone"}})
    association = {**request, "HostedZoneId": outputs["Zone"]}
    owner.create_vpc_association_authorization(**association)
    guest.associate_vpc_with_hosted_zone(**association)
    told = owner.get_hosted_zone(Id=outputs["Zone"])
    assert told["HostedZone"]["Config"]["PrivateZone"] and told["VPCs"] == [_vpc(vpcs[0]), request["VPC"]]
    # WHEN the stack gives it another VPC
    aws.deploy(name, zone(vpcs[1]), OWNER)
    # THEN
    assert owner.get_hosted_zone(Id=outputs["Zone"])["VPCs"] == [_vpc(vpcs[1]), request["VPC"]]
