"""The organization is as strict as AWS's."""
import json

import pytest
from botocore.exceptions import ClientError

ALLOW = {"Effect": "Allow", "Action": "*", "Resource": "*"}
DENY = {"Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": "*"}


@pytest.fixture
def organizations(aws, organization):
    return aws.client("organizations")


def refused(code):
    return pytest.raises(ClientError, match=code)


def document(*statements, **more):
    return json.dumps({"Version": "2012-10-17", "Statement": list(statements), **more})


def test_the_name_of_a_unit_is_taken_under_its_parent_only(organizations, organization, unit, name):
    with refused("DuplicateOrganizationalUnitException"):
        organizations.create_organizational_unit(ParentId=organization, Name=name)
    child = organizations.create_organizational_unit(ParentId=unit, Name=name)["OrganizationalUnit"]["Id"]
    organizations.update_organizational_unit(OrganizationalUnitId=child, Name=name)   # its own name is not taken
    other = organizations.create_organizational_unit(ParentId=unit, Name="other")["OrganizationalUnit"]["Id"]
    with refused("DuplicateOrganizationalUnitException"):
        organizations.update_organizational_unit(OrganizationalUnitId=other, Name=name)


def test_units_have_five_levels_and_are_deleted_empty(organizations, unit):
    parents = [unit]
    for level in range(4):
        parents.append(organizations.create_organizational_unit(ParentId=parents[-1], Name=f"l{level}")["OrganizationalUnit"]["Id"])
    with refused("ConstraintViolationException"):
        organizations.create_organizational_unit(ParentId=parents[-1], Name="too deep")
    with refused("OrganizationalUnitNotEmptyException"):
        organizations.delete_organizational_unit(OrganizationalUnitId=parents[-2])
    organizations.delete_organizational_unit(OrganizationalUnitId=parents[-1])


def test_an_email_is_taken_once(organizations, member, name):
    # WHEN a second account is asked for with the same e-mail THEN the call succeeds and the creation fails, as on AWS
    status = organizations.create_account(AccountName="second", Email=f"{name.upper()}@example.com")["CreateAccountStatus"]
    assert (status["State"], status["FailureReason"]) == ("FAILED", "EMAIL_ALREADY_EXISTS")
    again = organizations.describe_create_account_status(CreateAccountRequestId=status["Id"])["CreateAccountStatus"]
    assert again["State"] == "FAILED"


def test_a_new_account_has_its_fixed_id_and_its_access_role(aws, organizations):
    status = organizations.create_account(AccountName="two", Email="fixed-two@example.com")["CreateAccountStatus"]
    assert (status["State"], status["AccountId"]) == ("SUCCEEDED", "222222222222")
    keys = aws.client("sts").assume_role(RoleArn="arn:aws:iam::222222222222:role/OrganizationAccountAccessRole",
                                         RoleSessionName="test")["Credentials"]
    assumed = {"aws_access_key_id": keys["AccessKeyId"], "aws_secret_access_key": keys["SecretAccessKey"],
               "aws_session_token": keys["SessionToken"]}
    assert aws.client("sts", **assumed).get_caller_identity()["Account"] == "222222222222"
    # and the session is the member's for the services of moto, too
    assert aws.client("guardduty", **assumed).list_detectors()["DetectorIds"] == []
    aws.client("guardduty", **assumed).create_detector(Enable=True)
    assert len(aws.client("guardduty", "222222222222").list_detectors()["DetectorIds"]) == 1


def test_a_move_needs_the_right_parents(organizations, organization, unit, member):
    with refused("SourceParentNotFoundException"):
        organizations.move_account(AccountId=member, SourceParentId=unit, DestinationParentId=organization)
    with refused("DuplicateAccountException"):
        organizations.move_account(AccountId=member, SourceParentId=organization, DestinationParentId=organization)
    organizations.move_account(AccountId=member, SourceParentId=organization, DestinationParentId=unit)
    assert organizations.list_parents(ChildId=member)["Parents"][0]["Id"] == unit


def test_closing(organizations, member):
    organizations.close_account(AccountId=member)
    assert organizations.describe_account(AccountId=member)["Account"]["Status"] == "SUSPENDED"
    with refused("ConstraintViolationException"):
        organizations.close_account(AccountId="999999999999")


@pytest.mark.parametrize("kind, content, expected", [
    ("SERVICE_CONTROL_POLICY", '{"a": 1}', "Version"),
    ("SERVICE_CONTROL_POLICY", "{", "not JSON"),
    ("SERVICE_CONTROL_POLICY", document(), "Statement"),
    ("SERVICE_CONTROL_POLICY", document({**ALLOW, "Principal": "*"}), r"Statement\[0\] has Principal"),
    ("SERVICE_CONTROL_POLICY", document({**ALLOW, "Effect": "Maybe"}), "Maybe"),
    ("SERVICE_CONTROL_POLICY", document({"Effect": "Deny", "Action": "*"}), "Resource"),
    ("RESOURCE_CONTROL_POLICY", document({**DENY, "Effect": "Allow"}), "Allow"),
    ("RESOURCE_CONTROL_POLICY", document({**DENY, "Principal": {"AWS": "1"}}), "Principal"),
    ("TAG_POLICY", "[]", "JSON object"),
    ("S3_POLICY", '{"Statement": []}', "s3_attributes"),
    ("DECLARATIVE_POLICY_EC2", '{"ec2_attributes": {"serial_console_access": {"status": "disabled"}}}', "serial_console_access.status has a value"),
])
def test_a_policy_has_to_be_one(organizations, name, kind, content, expected):
    with pytest.raises(ClientError, match=f"MalformedPolicyDocumentException.*{expected}"):
        organizations.create_policy(Name=name, Description="", Type=kind, Content=content)


@pytest.mark.parametrize("kind, statement, limit", [("SERVICE_CONTROL_POLICY", ALLOW, 10240), ("RESOURCE_CONTROL_POLICY", DENY, 5120)])
def test_the_length_of_a_policy(organizations, name, kind, statement, limit):
    room = limit - len(document({**statement, "Sid": ""}))
    with pytest.raises(ClientError, match=f"ConstraintViolationException.*{limit + 1}, the limit .* is {limit}"):
        organizations.create_policy(Name=name, Description="", Type=kind, Content=document({**statement, "Sid": "x" * (room + 1)}))
    organizations.create_policy(Name=name, Description="", Type=kind, Content=document({**statement, "Sid": "x" * room}))


def test_how_many_policies_a_target_carries(organizations, unit, name):
    # GIVEN a unit with FullAWSAccess and nine more
    policies = [organizations.create_policy(Name=f"{name}-{n}", Description="", Type="SERVICE_CONTROL_POLICY", Content=document(ALLOW))
                ["Policy"]["PolicySummary"]["Id"] for n in range(10)]
    for policy in policies[:9]:
        organizations.attach_policy(PolicyId=policy, TargetId=unit)
    # THEN there is no room for another one, and none twice
    with pytest.raises(ClientError, match="ConstraintViolationException.*the limit is 10"):
        organizations.attach_policy(PolicyId=policies[9], TargetId=unit)
    with refused("DuplicatePolicyAttachmentException"):
        organizations.attach_policy(PolicyId=policies[0], TargetId=unit)
    # and the last one stays
    for policy in [*policies[:8], "p-FullAWSAccess"]:
        organizations.detach_policy(PolicyId=policy, TargetId=unit)
    with refused("ConstraintViolationException"):
        organizations.detach_policy(PolicyId=policies[8], TargetId=unit)


def test_a_policy_type_has_to_be_enabled(organizations, unit, name):
    policy = organizations.create_policy(Name=name, Description="", Type="AISERVICES_OPT_OUT_POLICY", Content='{"services": {}}')
    with refused("PolicyTypeNotEnabledException"):
        organizations.attach_policy(PolicyId=policy["Policy"]["PolicySummary"]["Id"], TargetId=unit)


@pytest.mark.parametrize("kind, content", [
    ("DECLARATIVE_POLICY_EC2", '{"ec2_attributes": {"serial_console_access": {"status": {"@@assign": "disabled"}}}}'),
    ("S3_POLICY", '{"s3_attributes": {"public_access_block_configuration": {"@@assign": "all"}}}'),
])
def test_a_policy_of_settings_is_attached_once_its_type_is_on(aws, organizations, unit, name, kind, content):
    root = organizations.list_roots()["Roots"][0]["Id"]
    organizations.enable_policy_type(RootId=root, PolicyType=kind)
    policy = organizations.create_policy(Name=name, Description="", Type=kind, Content=content)["Policy"]["PolicySummary"]["Id"]
    organizations.attach_policy(PolicyId=policy, TargetId=unit)
    assert [one["Id"] for one in organizations.list_policies_for_target(TargetId=unit, Filter=kind)["Policies"]] == [policy]
    # the last one goes as well: without it nothing is held
    organizations.detach_policy(PolicyId=policy, TargetId=unit)


def test_trusted_access_delegation_and_tags(aws, organizations, member):
    for service in ("sso", "securityhub", "member.org.stacksets.cloudformation", "iam"):
        organizations.enable_aws_service_access(ServicePrincipal=f"{service}.amazonaws.com")
    organizations.register_delegated_administrator(AccountId=member, ServicePrincipal="sso.amazonaws.com")
    organizations.tag_resource(ResourceId=member, Tags=[{"Key": "slot", "Value": "1"}])
    assert organizations.list_tags_for_resource(ResourceId=member)["Tags"] == [{"Key": "slot", "Value": "1"}]
    # the delegated administrator sees the organization's one Identity Center, from every region
    for account, region in ((member, "eu-west-1"), ("999999999999", "us-east-1")):
        assert [(one["InstanceArn"], one["IdentityStoreId"]) for one in
                aws.client("sso-admin", account, region).list_instances()["Instances"]] == [
            ("arn:aws:sso:::instance/ssoins-1234567890abcdef", "d-1234567890")]
    # and may read the organization, which other members may not
    assert member in [one["Id"] for page in aws.client("organizations", member).get_paginator("list_accounts").paginate()
                      for one in page["Accounts"]]


def test_other_members_may_not_read_the_organization(aws, member):
    assert aws.client("organizations", member).describe_organization()["Organization"]["MasterAccountId"] == "999999999999"
    with refused("AccessDeniedException"):
        aws.client("organizations", member).list_accounts()


def test_many_accounts_are_listed_in_pages(aws, organizations, organization):
    for n in range(25):
        organizations.create_account(AccountName=f"many-{n}", Email=f"many-{n}@example.com")
    pages = organizations.get_paginator("list_accounts").paginate(PaginationConfig={"PageSize": 10})
    names = [one["Name"] for page in pages for one in page["Accounts"]]
    assert len(names) == len(set(names))
    assert {f"many-{n}" for n in range(25)} <= set(names)
