"""Services that watch over all accounts: who administers them, who is a member, and what comes later."""
import pytest
from botocore.exceptions import ClientError

from conftest import MANAGEMENT

REGION, LINKED = "eu-north-1", "eu-west-3"   # nobody else tests there
STANDARD = f"arn:aws:securityhub:{REGION}::standards/aws-foundational-security-best-practices/v/1.0.0"


def account(aws, name):
    return aws.client("organizations").create_account(AccountName=name, Email=f"{name}@example.com")["CreateAccountStatus"]["AccountId"]


@pytest.fixture(scope="module")
def security(aws, organization):
    return account(aws, "watching-security")


@pytest.fixture
def watching(aws, security):
    return lambda service, who=security, region=REGION: aws.client(service, who, region)


def code(refused):
    return refused.value.response["Error"]["Code"]


def test_only_the_management_account_says_who_administers_and_says_it_once(watching, member, security):
    for service, appoint, administrators in (
            ("guardduty", lambda client, one: client.enable_organization_admin_account(AdminAccountId=one),
             lambda client: [one["AdminAccountId"] for one in client.list_organization_admin_accounts()["AdminAccounts"]]),
            ("securityhub", lambda client, one: client.enable_organization_admin_account(AdminAccountId=one),
             lambda client: [one["AccountId"] for one in client.list_organization_admin_accounts()["AdminAccounts"]]),
            ("inspector2", lambda client, one: client.enable_delegated_admin_account(delegatedAdminAccountId=one),
             lambda client: [one["accountId"] for one in client.list_delegated_admin_accounts()["delegatedAdminAccounts"]])):
        management = watching(service, MANAGEMENT)
        with pytest.raises(ClientError):
            appoint(watching(service, member), security)
        for _ in range(2):
            appoint(management, security)
        with pytest.raises(ClientError):
            appoint(management, member)
        assert administrators(management) == [security]
        assert administrators(watching(service, MANAGEMENT, "ap-south-1")) == []


def test_guardduty_takes_all_accounts_also_those_that_come(aws, watching, member, security, name):
    # GIVEN
    management, administrator = watching("guardduty", MANAGEMENT), watching("guardduty")
    management.enable_organization_admin_account(AdminAccountId=security)
    [detector] = administrator.list_detectors()["DetectorIds"]
    assert watching("guardduty", member).list_detectors()["DetectorIds"] == []
    refused = administrator.create_members(DetectorId=detector, AccountDetails=[{"AccountId": MANAGEMENT, "Email": "aws@example.com"}])
    assert [one["AccountId"] for one in refused["UnprocessedAccounts"]] == [MANAGEMENT]
    # WHEN
    administrator.update_organization_configuration(DetectorId=detector, AutoEnableOrganizationMembers="ALL",
                                                    Features=[{"Name": "S3_DATA_EVENTS", "AutoEnable": "ALL"}])
    management.create_detector(Enable=True)
    came = account(aws, f"{name}-came")
    # THEN
    members = {one["AccountId"] for one in administrator.list_members(DetectorId=detector)["Members"]}
    assert {member, MANAGEMENT, came} <= members and security not in members
    for one in (member, came):
        own = watching("guardduty", one)
        found = own.get_detector(DetectorId=own.list_detectors()["DetectorIds"][0])
        assert (found["Status"], found["Features"]) == ("ENABLED", [{"Name": "S3_DATA_EVENTS", "Status": "ENABLED"}])
    with pytest.raises(ClientError) as error:
        watching("guardduty", member).describe_organization_configuration(DetectorId=detector)
    assert code(error) == "BadRequestException"
    with pytest.raises(ClientError, match="detector already exists"):
        administrator.create_detector(Enable=True)


def test_inspector_takes_those_that_are_named_and_those_that_come(aws, watching, member, security, name):
    # GIVEN
    watching("inspector2", MANAGEMENT).enable_delegated_admin_account(delegatedAdminAccountId=security)
    administrator = watching("inspector2")
    assert administrator.enable(accountIds=[member], resourceTypes=["EC2"])["failedAccounts"][0]["errorCode"] == "ACCESS_DENIED"
    # WHEN
    administrator.update_organization_configuration(autoEnable={"ec2": True, "ecr": False})
    administrator.associate_member(accountId=member)
    administrator.enable(accountIds=[member], resourceTypes=["EC2", "ECR"])
    came = account(aws, f"{name}-came")
    # THEN
    states = {one["accountId"]: one["resourceState"] for one in administrator.batch_get_account_status(accountIds=[member, came])["accounts"]}
    assert [states[member][kind]["status"] for kind in ("ec2", "ecr", "lambda")] == ["ENABLED", "ENABLED", "DISABLED"]
    assert [states[came][kind]["status"] for kind in ("ec2", "ecr")] == ["ENABLED", "DISABLED"]
    assert {member, came} <= {one["accountId"] for one in administrator.list_members()["members"]}


def test_security_hub_measures_every_account_and_brings_findings_home(aws, watching, member, security, organization, name):
    # GIVEN
    for region in (REGION, LINKED):
        watching("securityhub", MANAGEMENT, region).enable_organization_admin_account(AdminAccountId=security)
    hub = watching("securityhub")
    central = {"AutoEnable": False, "AutoEnableStandards": "NONE", "OrganizationConfiguration": {"ConfigurationType": "CENTRAL"}}
    with pytest.raises(ClientError, match="finding aggregator"):
        hub.update_organization_configuration(**central)
    with pytest.raises(ClientError):
        watching("securityhub", member, LINKED).describe_hub()
    # WHEN
    hub.create_finding_aggregator(RegionLinkingMode="SPECIFIED_REGIONS", Regions=[LINKED])
    hub.update_organization_configuration(**central)
    policy = hub.create_configuration_policy(Name=name, ConfigurationPolicy={"SecurityHub": {
        "ServiceEnabled": True, "EnabledStandardIdentifiers": [STANDARD],
        "SecurityControlsConfiguration": {"DisabledSecurityControlIdentifiers": []}}})["Id"]
    hub.start_configuration_policy_association(ConfigurationPolicyIdentifier=policy, Target={"RootId": organization})
    came = account(aws, f"{name}-came")
    # THEN
    for one in (member, came):
        for region in (REGION, LINKED):
            own = watching("securityhub", one, region)
            assert own.describe_hub()["HubArn"].startswith(f"arn:aws:securityhub:{region}:{one}:")
            assert [standard["StandardsArn"] for standard in own.get_enabled_standards()["StandardsSubscriptions"]] == [STANDARD]
    assert {member, came} <= {one["AccountId"] for one in watching("securityhub", security, LINKED).list_members()["Members"]}
    with pytest.raises(ClientError):
        watching("securityhub", came, "ap-south-1").describe_hub()
    # AND a finding of one account in a linked region is seen at home
    watching("securityhub", came, LINKED).batch_import_findings(Findings=[{
        "SchemaVersion": "2018-10-08", "Id": f"{name}-finding", "ProductArn": f"arn:aws:securityhub:{LINKED}:{came}:product/{came}/default",
        "GeneratorId": "test", "AwsAccountId": came, "Types": [], "CreatedAt": "2026-01-01T00:00:00Z", "UpdatedAt": "2026-01-01T00:00:00Z",
        "Severity": {"Label": "HIGH"}, "Title": "t", "Description": "d", "Resources": [{"Type": "AwsAccount", "Id": came}]}])
    assert [one["Id"] for one in hub.get_findings()["Findings"]] == [f"{name}-finding"]
    assert watching("securityhub", member, LINKED).get_findings()["Findings"] == []


def test_an_analyzer_of_the_organization_wants_an_administrator(aws, watching, security):
    organizations, analyzer = aws.client("organizations"), watching("accessanalyzer")
    wanted = {"analyzerName": "organization", "type": "ORGANIZATION"}
    with pytest.raises(ClientError, match="does not administer"):
        analyzer.create_analyzer(**wanted)
    organizations.enable_aws_service_access(ServicePrincipal="access-analyzer.amazonaws.com")
    organizations.register_delegated_administrator(AccountId=security, ServicePrincipal="access-analyzer.amazonaws.com")
    analyzer.create_analyzer(**wanted)
    assert [one["name"] for one in analyzer.list_analyzers()["analyzers"]] == ["organization"]


def test_settings_of_an_account_in_a_region(aws, member):
    ec2, elsewhere = aws.client("ec2", member, REGION), aws.client("ec2", member, LINKED)
    ec2.enable_ebs_encryption_by_default()
    ec2.modify_instance_metadata_defaults(HttpTokens="required", HttpPutResponseHopLimit=2)
    assert (ec2.get_ebs_encryption_by_default()["EbsEncryptionByDefault"], elsewhere.get_ebs_encryption_by_default()["EbsEncryptionByDefault"]) == (True, False)
    found = ec2.get_instance_metadata_defaults()["AccountLevel"]
    assert (found["HttpTokens"], found["HttpPutResponseHopLimit"]) == ("required", 2)
    assert elsewhere.get_instance_metadata_defaults()["AccountLevel"] == {}
