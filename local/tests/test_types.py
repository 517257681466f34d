"""Every row of the table: create, read back, update, replace, delete."""
import json
from dataclasses import dataclass, field
from typing import Callable

import pytest
from botocore.exceptions import ClientError

from embedded_aws.table import TABLE

INSTANCE, STORE = "arn:aws:sso:::instance/ssoins-1234567890abcdef", "d-1234567890"
ALLOW = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}
DENY = {"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Action": "ec2:*", "Resource": "*"}]}
REGISTRY, REGISTRY_2 = ({"Version": "2012-10-17", "Statement": [
    {"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::111111111111:root"}, "Action": f"ecr:{action}",
     "Resource": "arn:aws:ecr:eu-west-1:999999999999:repository/*"}]} for action in ("ReplicateImage", "CreateRepository"))


@dataclass
class Case:
    """`read` gets (aws, world, physical id) and returns what the service says of the resource."""
    type: str
    properties: dict
    read: Callable
    seen: dict
    change: dict = field(default_factory=dict)       # an update in place ...
    changed: dict = field(default_factory=dict)      # ... and what the service says then
    replace: dict = field(default_factory=dict)      # an update that makes another resource
    before: dict = field(default_factory=dict)       # resources that it needs
    remains: bool = False                            # the service offers no way to delete it
    account: str = "999999999999"

    def __str__(self):
        return self.type


MEASURED = {"ServiceEnabled": True, "SecurityControlsConfiguration": {"DisabledSecurityControlIdentifiers": ["IAM.6"]},
            "EnabledStandardIdentifiers": ["arn:aws:securityhub:eu-west-1::standards/aws-foundational-security-best-practices/v/1.0.0"]}
CENTRAL = {"Aggregator": ("AWS::SecurityHub::FindingAggregator", {"RegionLinkingMode": "SPECIFIED_REGIONS", "Regions": ["us-east-1"]}),
           "Central": ("AWS::SecurityHub::OrganizationConfiguration",
                       {"AutoEnable": False, "AutoEnableStandards": "NONE", "ConfigurationType": "CENTRAL"})}
CASES = [
    Case("AWS::Organizations::OrganizationalUnit", {"Name": "row", "ParentId": "$root", "Tags": [{"Key": "a", "Value": "1"}]},
         lambda aws, _, id: aws.client("organizations").describe_organizational_unit(OrganizationalUnitId=id)["OrganizationalUnit"]
         | {"Tags": aws.client("organizations").list_tags_for_resource(ResourceId=id)["Tags"]},
         {"Name": "row", "Tags": [{"Key": "a", "Value": "1"}]},
         {"Name": "row-2", "Tags": [{"Key": "b", "Value": "2"}]}, {"Name": "row-2", "Tags": [{"Key": "b", "Value": "2"}]},
         {"ParentId": "$unit"}),
    Case("AWS::Organizations::Policy", {"Name": "row", "Type": "SERVICE_CONTROL_POLICY", "Content": ALLOW, "TargetIds": ["$unit"]},
         lambda aws, _, id: {"Content": json.loads(aws.client("organizations").describe_policy(PolicyId=id)["Policy"]["Content"]),
                             "Targets": [one["TargetId"] for one in aws.client("organizations").list_targets_for_policy(PolicyId=id)["Targets"]]},
         {"Content": ALLOW, "Targets": ["$unit"]}, {"Content": DENY, "TargetIds": ["$root"]}, {"Content": DENY, "Targets": ["$root"]},
         {"Type": "TAG_POLICY", "Name": "row-tags", "Content": {"tags": {}}, "TargetIds": []}),
    Case("AWS::RAM::ResourceShare", {"Name": "row", "AllowExternalPrincipals": "false"},
         lambda aws, _, id: next(one for one in aws.client("ram").get_resource_shares(resourceOwner="SELF")["resourceShares"]
                                 if one["resourceShareArn"] == id and one["status"] == "ACTIVE"),
         {"name": "row", "allowExternalPrincipals": False}, {"Name": "row-2"}, {"name": "row-2"}),
    Case("AWS::SSO::PermissionSet", {"InstanceArn": INSTANCE, "Name": "Row", "Description": "one", "InlinePolicy": ALLOW,
                                     "ManagedPolicies": ["arn:aws:iam::aws:policy/job-function/ViewOnlyAccess"]},
         lambda aws, _, id: _permission_set(aws, id.split("|")[1]),
         {"Description": "one", "Inline": ALLOW, "Managed": ["arn:aws:iam::aws:policy/job-function/ViewOnlyAccess"]},
         {"Description": "two", "InlinePolicy": None, "ManagedPolicies": None}, {"Description": "two", "Inline": {}, "Managed": []},
         {"Name": "Row2"}),
    Case("AWS::SSO::Assignment", {"InstanceArn": INSTANCE, "PermissionSetArn": {"Fn::GetAtt": ["Set", "PermissionSetArn"]},
                                  "PrincipalId": {"Fn::GetAtt": ["Group", "GroupId"]}, "PrincipalType": "GROUP",
                                  "TargetId": "$member", "TargetType": "AWS_ACCOUNT"},
         lambda aws, world, id: {"Assignments": len(aws.client("sso-admin").list_account_assignments(
             InstanceArn=INSTANCE, AccountId=id.split("|")[1], PermissionSetArn=id.split("|")[3])["AccountAssignments"]) or _gone()},
         {"Assignments": 1}, replace={"TargetId": "999999999999"},
         before={"Set": ("AWS::SSO::PermissionSet", {"InstanceArn": INSTANCE, "Name": "ForAssignment"}),
                 "Group": ("AWS::IdentityStore::Group", {"IdentityStoreId": STORE, "DisplayName": "assigned"})}),
    Case("AWS::IdentityStore::Group", {"IdentityStoreId": STORE, "DisplayName": "row", "Description": "one"},
         lambda aws, _, id: aws.client("identitystore").describe_group(IdentityStoreId=id.split("|")[1], GroupId=id.split("|")[0]),
         {"DisplayName": "row", "Description": "one"}, replace={"IdentityStoreId": "d-1234567891"}),
    Case("AWS::IdentityStore::GroupMembership", {"IdentityStoreId": STORE, "GroupId": {"Fn::GetAtt": ["Group", "GroupId"]},
                                                 "MemberId": {"UserId": "$user"}},
         lambda aws, _, id: aws.client("identitystore").describe_group_membership(IdentityStoreId=STORE, MembershipId=id.split("|")[0]),
         {"MemberId": {"UserId": "$user"}}, replace={"MemberId": {"UserId": "$user2"}},
         before={"Group": ("AWS::IdentityStore::Group", {"IdentityStoreId": STORE, "DisplayName": "with-members"})}),
    Case("AWS::GuardDuty::Detector", {"Enable": True, "FindingPublishingFrequency": "SIX_HOURS"},
         lambda aws, _, id: aws.client("guardduty").get_detector(DetectorId=id),
         {"Status": "ENABLED", "FindingPublishingFrequency": "SIX_HOURS"},
         {"FindingPublishingFrequency": "ONE_HOUR"}, {"FindingPublishingFrequency": "ONE_HOUR"}),
    Case("AWS::SecurityHub::Hub", {"EnableDefaultStandards": False}, lambda aws, _, id: aws.client("securityhub").describe_hub(), {}),
    Case("AWS::SecurityHub::DelegatedAdmin", {"AdminAccountId": "$admin"},
         lambda aws, world, _: aws.client("securityhub", world["$admin"]).describe_organization_configuration(), {"AutoEnable": False},
         remains=True),
    Case("AWS::SecurityHub::OrganizationConfiguration", {"AutoEnable": True, "AutoEnableStandards": "NONE"},
         lambda aws, world, _: aws.client("securityhub", world["$admin"]).describe_organization_configuration(), {"AutoEnable": True},
         {"AutoEnable": False}, {"AutoEnable": False}, remains=True, account="$admin"),
    Case("AWS::SecurityHub::FindingAggregator", {"RegionLinkingMode": "SPECIFIED_REGIONS", "Regions": ["us-east-1"]},
         lambda aws, world, id: aws.client("securityhub", world["$admin"]).get_finding_aggregator(FindingAggregatorArn=id),
         {"Regions": ["us-east-1"], "FindingAggregationRegion": "eu-west-1"}, {"Regions": ["us-east-1", "eu-north-1"]},
         {"Regions": ["us-east-1", "eu-north-1"]}, account="$admin"),
    Case("AWS::SecurityHub::ConfigurationPolicy", {"Name": "row", "ConfigurationPolicy": {"SecurityHub": MEASURED}},
         lambda aws, world, id: aws.client("securityhub", world["$admin"]).get_configuration_policy(Identifier=id),
         {"Name": "row", "ConfigurationPolicy": {"SecurityHub": MEASURED}}, {"Description": "two"}, {"Description": "two"},
         before=CENTRAL, account="$admin"),
    Case("AWS::SecurityHub::PolicyAssociation",
         {"ConfigurationPolicyId": {"Fn::GetAtt": ["Policy", "Id"]}, "TargetId": "$root", "TargetType": "ROOT"},
         lambda aws, world, _: aws.client("securityhub", world["$admin"]).get_configuration_policy_association(Target={"RootId": world["$root"]}),
         {"TargetType": "ROOT", "AssociationType": "APPLIED"}, account="$admin", before={
             **CENTRAL, "Policy": ("AWS::SecurityHub::ConfigurationPolicy", {"Name": "associated", "ConfigurationPolicy": {"SecurityHub": MEASURED}})}),
    Case("AWS::AccessAnalyzer::Analyzer", {"AnalyzerName": "row", "Type": "ACCOUNT"},
         lambda aws, *_: aws.client("accessanalyzer").get_analyzer(analyzerName="row")["analyzer"], {"name": "row", "type": "ACCOUNT"}),
    Case("AWS::CloudTrail::Trail", {"TrailName": "row", "S3BucketName": {"Ref": "Bucket"}, "IsLogging": True},
         lambda aws, _, id: aws.client("cloudtrail").get_trail(Name=id)["Trail"]
         | {"IsLogging": aws.client("cloudtrail").get_trail_status(Name=id)["IsLogging"]},
         {"Name": "row", "IsLogging": True}, {"IsMultiRegionTrail": True, "IsLogging": False},
         {"IsMultiRegionTrail": True, "IsLogging": False}, {"TrailName": "row-2"},
         before={"Bucket": ("AWS::S3::Bucket", {})}),
    Case("AWS::Budgets::Budget", {"Budget": {"BudgetName": "row", "BudgetType": "COST", "TimeUnit": "MONTHLY",
                                             "BudgetLimit": {"Amount": 200, "Unit": "USD"}}},
         lambda aws, *_: aws.client("budgets").describe_budget(AccountId="999999999999", BudgetName="row")["Budget"]["BudgetLimit"],
         {"Amount": "200"}, {"Budget": {"BudgetName": "row", "BudgetType": "COST", "TimeUnit": "MONTHLY",
                                        "BudgetLimit": {"Amount": 300, "Unit": "USD"}}}, {"Amount": "300"}),
    Case("AWS::CE::CostCategory", {"Name": "row", "RuleVersion": "CostCategoryExpression.v1", "DefaultValue": "other", "Rules": json.dumps(
        [{"Value": "production", "Rule": {"Dimensions": {"Key": "LINKED_ACCOUNT", "Values": ["999999999999"]}}}])},
         lambda aws, _, id: aws.client("ce").describe_cost_category_definition(CostCategoryArn=id)["CostCategory"],
         {"Name": "row", "DefaultValue": "other"}, {"DefaultValue": "none"}, {"DefaultValue": "none"}, {"Name": "row-2"}),
    Case("AWS::IAM::OIDCProvider", {"Url": "https://token.example.com", "ClientIdList": ["sts.amazonaws.com"]},
         lambda aws, _, id: aws.client("iam").get_open_id_connect_provider(OpenIDConnectProviderArn=id),
         {"ClientIDList": ["sts.amazonaws.com"]}, replace={"Url": "https://token.example.org"}),
    Case("AWS::IAM::SAMLProvider", {"Name": "row", "SamlMetadataDocument": "x" * 1000},
         lambda aws, _, id: aws.client("iam").get_saml_provider(SAMLProviderArn=id), {"SAMLMetadataDocument": "x" * 1000},
         {"SamlMetadataDocument": "y" * 1000}, {"SAMLMetadataDocument": "y" * 1000}, {"Name": "row-2"}),
    Case("AWS::IAM::ServiceLinkedRole", {"AWSServiceName": "guardduty.amazonaws.com"},
         lambda aws, _, id: aws.client("iam").get_role(RoleName=id)["Role"], {"Path": "/aws-service-role/guardduty.amazonaws.com/"}),
    Case("AWS::ECR::RegistryPolicy", {"PolicyText": REGISTRY},
         lambda aws, *_: {"policy": json.loads(aws.client("ecr").get_registry_policy()["policyText"])}, {"policy": REGISTRY},
         {"PolicyText": json.dumps(REGISTRY_2)}, {"policy": REGISTRY_2}),
    Case("AWS::ECR::ReplicationConfiguration", {"ReplicationConfiguration": {"Rules": [
        {"Destinations": [{"Region": "us-east-1", "RegistryId": "999999999999"}]}]}},
         lambda aws, *_: {"rules": len(aws.client("ecr").describe_registry()["replicationConfiguration"]["rules"]) or _gone()},
         {"rules": 1}),
    Case("AWS::Config::ConfigurationAggregator", {"ConfigurationAggregatorName": "row", "AccountAggregationSources": [
        {"AccountIds": ["999999999999"], "AllAwsRegions": True}]},
         lambda aws, _, id: aws.client("config").describe_configuration_aggregators(
             ConfigurationAggregatorNames=[id])["ConfigurationAggregators"][0], {"ConfigurationAggregatorName": "row"},
         {"AccountAggregationSources": [{"AccountIds": ["111111111111"], "AllAwsRegions": True}]},
         {"AccountAggregationSources": [{"AccountIds": ["111111111111"], "AllAwsRegions": True}]},
         {"ConfigurationAggregatorName": "row-2"}),
]


def _gone():
    raise LookupError("gone")


def _permission_set(aws, arn):
    client, keys = aws.client("sso-admin"), {"InstanceArn": INSTANCE, "PermissionSetArn": arn}
    return {"Description": client.describe_permission_set(**keys)["PermissionSet"].get("Description"),
            "Inline": json.loads(client.get_inline_policy_for_permission_set(**keys).get("InlinePolicy") or "{}"),
            "Managed": [one["Arn"] for one in client.list_managed_policies_in_permission_set(**keys)["AttachedManagedPolicies"]]}


@pytest.fixture
def administrator(aws, member):
    """The account that administers Security Hub for the organization: there is one."""
    known = aws.client("securityhub").list_organization_admin_accounts()["AdminAccounts"]
    if known:
        return known[0]["AccountId"]
    aws.client("securityhub").enable_organization_admin_account(AdminAccountId=member)
    return member


@pytest.fixture
def world(aws, organization, unit, member, administrator, name):
    """What the placeholders of the cases stand for."""
    store = aws.client("identitystore")
    users = [store.create_user(IdentityStoreId=STORE, UserName=f"{name}-{n}", DisplayName="U", Name={"GivenName": "U", "FamilyName": "U"},
                               Emails=[{"Value": f"{name}-{n}@example.com", "Primary": True}])["UserId"] for n in (1, 2)]
    return {"$root": organization, "$unit": unit, "$member": member, "$user": users[0], "$user2": users[1], "$admin": administrator}


def fill(value, world):
    if isinstance(value, dict):
        return {key: fill(item, world) for key, item in value.items() if item is not None}
    if isinstance(value, list):
        return [fill(item, world) for item in value]
    return world.get(value, value) if isinstance(value, str) else value


def includes(seen, expected):
    return {key: seen.get(key) for key in expected} == expected


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_row_of_the_table(aws, world, name, case):
    account = fill(case.account, world)

    def template(properties):
        before = {logical_id: {"Type": kind, "Properties": fill(given, world)} for logical_id, (kind, given) in case.before.items()}
        return {**before, "Row": {"Type": case.type, "Properties": fill(properties, world), "DependsOn": list(case.before)}}

    def read(physical_id):
        return case.read(aws, world, physical_id)

    # GIVEN a stack with the resource
    status, reason, outputs = aws.deploy(name, template(case.properties), account, outputs={"Id": {"Ref": "Row"}})
    assert (status, reason) == ("CREATE_COMPLETE", "")
    physical_id = _physical_id(aws, name, account)
    # THEN the service has it, as asked
    assert includes(read(physical_id), fill(case.seen, world))
    assert outputs["Id"]
    assert ("create", "translated", "Row") in aws.records(name)

    properties = case.properties
    if case.change:
        # WHEN it changes THEN the service has the change, under the same id
        properties = {**properties, **case.change}
        assert aws.deploy(name, template(properties), account)[:2] == ("UPDATE_COMPLETE", "")
        assert _physical_id(aws, name, account) == physical_id
        assert includes(read(physical_id), fill(case.changed, world))
    if case.replace:
        # WHEN what cannot change in place changes THEN there is another one, and the first is gone
        properties = {**properties, **case.replace}
        assert aws.deploy(name, template(properties), account)[:2] == ("UPDATE_COMPLETE", "")
        replaced, physical_id = physical_id, _physical_id(aws, name, account)
        assert replaced != physical_id
        read(physical_id)
        with pytest.raises((ClientError, LookupError, StopIteration)):
            read(replaced)
    # WHEN the stack is deleted THEN so is it
    assert aws.delete(name, account) == "DELETE_COMPLETE"
    assert ("delete", "translated", "Row") in aws.records(name)
    if not case.remains:
        with pytest.raises((ClientError, LookupError, StopIteration)):
            read(physical_id)


def _physical_id(aws, stack, account):
    return aws.client("cloudformation", account).describe_stack_resource(
        StackName=stack, LogicalResourceId="Row")["StackResourceDetail"]["PhysicalResourceId"]


def test_an_organization_and_an_account(aws, organization, name):
    # GIVEN an organization that exists, and an account in a unit
    resources = {
        "Org": {"Type": "AWS::Organizations::Organization", "Properties": {"FeatureSet": "ALL"}},
        "One": {"Type": "AWS::Organizations::OrganizationalUnit", "Properties": {"Name": f"{name}-1", "ParentId": {"Fn::GetAtt": ["Org", "RootId"]}}},
        "Two": {"Type": "AWS::Organizations::OrganizationalUnit", "Properties": {"Name": f"{name}-2", "ParentId": {"Fn::GetAtt": ["Org", "RootId"]}}},
        "Account": {"Type": "AWS::Organizations::Account", "Properties": {
            "AccountName": name, "Email": "fixed-one@example.com", "ParentIds": [{"Ref": "One"}]}}}
    outputs = {"Root": {"Fn::GetAtt": ["Org", "RootId"]}, "Account": {"Ref": "Account"}, "Path": {"Fn::GetAtt": ["One", "Path"]}, "Two": {"Ref": "Two"}}
    status, reason, outputs_seen = aws.deploy(name, resources, outputs=outputs)
    # THEN the organization is adopted, and the account has its fixed id
    assert (status, reason) == ("CREATE_COMPLETE", "")
    assert (outputs_seen["Root"], outputs_seen["Account"]) == (organization, "111111111111")
    assert outputs_seen["Path"].split("/")[1] == organization
    # WHEN the account gets another parent THEN it moves
    resources["Account"]["Properties"]["ParentIds"] = [{"Ref": "Two"}]
    assert aws.deploy(name, resources, outputs=outputs)[:2] == ("UPDATE_COMPLETE", "")
    parents = aws.client("organizations").list_parents(ChildId="111111111111")["Parents"]
    assert [parent["Id"] for parent in parents] == [outputs_seen["Two"]]
    # WHEN its name changes THEN that is refused: no API renames an account from here
    resources["Account"]["Properties"]["AccountName"] = "another"
    status, reason, _ = aws.deploy(name, resources, outputs=outputs)
    assert status == "UPDATE_ROLLBACK_COMPLETE"
    assert "cannot change AccountName" in reason
    # WHEN the stack is deleted THEN the organization is not, for it has members, and the account is closed
    assert aws.delete(name) == "DELETE_FAILED"
    reasons = " ".join(event.get("ResourceStatusReason", "") for event in
                       aws.client("cloudformation").describe_stack_events(StackName=name)["StackEvents"])
    assert "you must first remove all member accounts" in reasons
    assert aws.client("organizations").describe_account(AccountId="111111111111")["Account"]["Status"] == "SUSPENDED"


def test_every_row_has_a_case():
    tested = {case.type for case in CASES} | {"AWS::Organizations::Organization", "AWS::Organizations::Account"}
    assert set(TABLE) == tested
