"""Accounts and regions are kept apart; a role is a way from one to the other."""
import json

import pytest
from botocore.exceptions import ClientError

TRUST = json.dumps({"Version": "2012-10-17", "Statement": [
    {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"AWS": "arn:aws:iam::666666666666:root"}}]})
ONE, OTHER = "666666666666", "777777777777"


def assume(aws, arn, account=ONE):
    keys = aws.client("sts", account).assume_role(RoleArn=arn, RoleSessionName="test")["Credentials"]
    return {"aws_access_key_id": keys["AccessKeyId"], "aws_secret_access_key": keys["SecretAccessKey"],
            "aws_session_token": keys["SessionToken"]}


def test_parameters_belong_to_an_account_and_a_region(aws):
    aws.client("ssm", ONE, "eu-west-1").put_parameter(Name="/p", Value="v", Type="String")
    for account, region in ((ONE, "us-east-1"), (OTHER, "eu-west-1")):
        assert aws.client("ssm", account, region).get_parameters(Names=["/p"])["InvalidParameters"] == ["/p"]


def test_zones_belong_to_an_account(aws):
    zone = aws.client("route53", ONE).create_hosted_zone(Name="apart.test", CallerReference="1")["HostedZone"]["Id"]
    assert [one["Id"] for one in aws.client("route53", ONE).list_hosted_zones()["HostedZones"]] == [zone]
    assert aws.client("route53", OTHER).list_hosted_zones()["HostedZones"] == []
    with pytest.raises(ClientError, match="NoSuchHostedZone"):
        aws.client("route53", OTHER).get_hosted_zone(Id=zone)


def test_stacks_and_the_services_of_moto_belong_to_an_account_and_a_region(aws, name):
    aws.deploy(name, {"Detector": {"Type": "AWS::GuardDuty::Detector", "Properties": {"Enable": True}}}, ONE, "us-east-1")
    for account, region, count in ((ONE, "us-east-1", 1), (ONE, "eu-west-1", 0), (OTHER, "us-east-1", 0)):
        assert len(aws.client("cloudformation", account, region).describe_stacks()["Stacks"]) == count
        assert len(aws.client("guardduty", account, region).list_detectors()["DetectorIds"]) == count


def test_an_assumed_role_lands_in_its_account(aws):
    arn = aws.client("iam", OTHER).create_role(RoleName="guest", Path="/platform/", AssumeRolePolicyDocument=TRUST)["Role"]["Arn"]
    assert arn == f"arn:aws:iam::{OTHER}:role/platform/guest"
    keys = assume(aws, arn)
    identity = aws.client("sts", **keys).get_caller_identity()
    assert (identity["Account"], identity["Arn"]) == (OTHER, f"arn:aws:sts::{OTHER}:assumed-role/guest/test")
    aws.client("s3", **keys).create_bucket(Bucket="of-the-other", CreateBucketConfiguration={"LocationConstraint": "eu-west-1"})
    assert "of-the-other" in [one["Name"] for one in aws.client("s3", OTHER).list_buckets()["Buckets"]]
    assert "of-the-other" not in [one["Name"] for one in aws.client("s3", ONE).list_buckets()["Buckets"]]


@pytest.mark.parametrize("role", ["nothing", "other-path/strict"])
def test_a_role_that_does_not_exist_is_not_assumed(aws, role):
    try:
        aws.client("iam", OTHER).create_role(RoleName="strict", Path="/path/", AssumeRolePolicyDocument=TRUST)
    except ClientError as error:
        assert "EntityAlreadyExists" in str(error)
    with pytest.raises(ClientError, match="AccessDenied.*sts:AssumeRole"):
        assume(aws, f"arn:aws:iam::{OTHER}:role/{role}")


def test_both_emulators_answer_for_an_account(aws):
    # alternate contacts are moto's, the regions ministack's
    client = aws.client("account", ONE)
    client.put_alternate_contact(AlternateContactType="SECURITY", EmailAddress="s@example.com", Name="S", PhoneNumber="1", Title="T")
    assert client.get_alternate_contact(AlternateContactType="SECURITY")["AlternateContact"]["EmailAddress"] == "s@example.com"
    assert client.get_region_opt_status(RegionName="eu-west-1")["RegionOptStatus"] == "ENABLED_BY_DEFAULT"
