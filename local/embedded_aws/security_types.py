"""What watches over the accounts."""
from .translation import Steps, Translation, Value, call

TRAIL = ("S3BucketName", "S3KeyPrefix", "IncludeGlobalServiceEvents", "IsMultiRegionTrail", "IsOrganizationTrail",
         "EnableLogFileValidation")


def _log(trail, _):
    answer = trail.call("cloudtrail", "create_trail", Name=trail.properties.get("TrailName") or trail.logical_id,
                        KmsKeyId=trail.properties.get("KMSKeyId"),
                        **{name: trail.properties.get(name) for name in TRAIL})
    _switch(trail, answer["TrailARN"])
    return answer


def _change(trail, _):
    trail.call("cloudtrail", "update_trail", Name=trail.attributes["TrailName"], KmsKeyId=trail.properties.get("KMSKeyId"),
               **{name: trail.properties.get(name) for name in TRAIL})
    _switch(trail, trail.attributes["TrailName"])


def _switch(trail, name):
    trail.call("cloudtrail", "start_logging" if trail.properties.get("IsLogging") else "stop_logging", Name=name)


def _target(target):
    """Security Hub has another name for each type of target."""
    kind = {"ROOT": "RootId", "ACCOUNT": "AccountId"}.get(target.properties["TargetType"], "OrganizationalUnitId")
    return {kind: target.properties["TargetId"]}


TARGET = Value(("TargetId", "TargetType"), _target)
CONFIGURATION = Value(("ConfigurationType",), lambda one: one.properties.get("ConfigurationType") and {
    "ConfigurationType": one.properties["ConfigurationType"]})
ANALYZER_NAME = Value(("AnalyzerName",), lambda one: one.properties.get("AnalyzerName") or f"{one.stack}-{one.logical_id}")
UNUSED = Value(("AnalyzerConfiguration",), lambda one: one.properties.get("AnalyzerConfiguration") and {
    "unusedAccess": {"unusedAccessAge": one.properties["AnalyzerConfiguration"]["UnusedAccessConfiguration"]["UnusedAccessAge"]}})
AGGREGATION = ("RegionLinkingMode", "Regions")
POLICY = ("Name", "Description", "ConfigurationPolicy")
ORGANIZATION = ("AutoEnable", "AutoEnableStandards")

TYPES = {
    "AWS::GuardDuty::Detector": Translation(
        "guardduty", call("create_detector", "Enable", "FindingPublishingFrequency", "Features", "DataSources"),
        {"Id": "DetectorId"}, read=call("get_detector", DetectorId="@Id"),
        update=call("update_detector", "Enable", "FindingPublishingFrequency", "Features", "DataSources", DetectorId="@Id"),
        delete=call("delete_detector", DetectorId="@Id")),
    "AWS::SecurityHub::Hub": Translation(
        "securityhub", call("enable_security_hub", "EnableDefaultStandards"), read=call("describe_hub"),
        reads={"ARN": "HubArn", "SubscribedAt": "SubscribedAt"}, delete=call("disable_security_hub")),
    "AWS::SecurityHub::DelegatedAdmin": Translation(
        "securityhub", call("enable_organization_admin_account", "AdminAccountId")),
    "AWS::SecurityHub::OrganizationConfiguration": Translation(
        "securityhub", call("update_organization_configuration", *ORGANIZATION, OrganizationConfiguration=CONFIGURATION),
        read=call("describe_organization_configuration"), reads={"MemberAccountLimitReached": "MemberAccountLimitReached"},
        update=call("update_organization_configuration", *ORGANIZATION, OrganizationConfiguration=CONFIGURATION)),
    "AWS::SecurityHub::FindingAggregator": Translation(
        "securityhub", call("create_finding_aggregator", *AGGREGATION),
        {"FindingAggregatorArn": "FindingAggregatorArn", "FindingAggregationRegion": "FindingAggregationRegion"},
        read=call("get_finding_aggregator", FindingAggregatorArn="@FindingAggregatorArn"),
        update=call("update_finding_aggregator", *AGGREGATION, FindingAggregatorArn="@FindingAggregatorArn"),
        delete=call("delete_finding_aggregator", FindingAggregatorArn="@FindingAggregatorArn")),
    "AWS::SecurityHub::ConfigurationPolicy": Translation(
        "securityhub", call("create_configuration_policy", *POLICY), {"Arn": "Arn", "Id": "Id", "CreatedAt": "CreatedAt", "UpdatedAt": "UpdatedAt"},
        read=call("get_configuration_policy", Identifier="@Id"),
        update=call("update_configuration_policy", *POLICY, Identifier="@Id"), delete=call("delete_configuration_policy", Identifier="@Id")),
    "AWS::SecurityHub::PolicyAssociation": Translation(
        "securityhub", call("start_configuration_policy_association", ConfigurationPolicyIdentifier="ConfigurationPolicyId", Target=TARGET),
        {"AssociationStatus": "AssociationStatus", "AssociationType": "AssociationType", "UpdatedAt": "UpdatedAt"},
        read=call("get_configuration_policy_association", Target=TARGET),
        update=call("start_configuration_policy_association", ConfigurationPolicyIdentifier="ConfigurationPolicyId", Target=TARGET),
        delete=call("start_configuration_policy_disassociation", ConfigurationPolicyIdentifier="ConfigurationPolicyId", Target=TARGET)),
    "AWS::AccessAnalyzer::Analyzer": Translation(
        "accessanalyzer", call("create_analyzer", type="Type", analyzerName=ANALYZER_NAME, configuration=UNUSED), {"Arn": "arn"},
        read=call("get_analyzer", analyzerName=ANALYZER_NAME),
        update=call("update_analyzer", analyzerName=ANALYZER_NAME, configuration=UNUSED), delete=call("delete_analyzer", analyzerName=ANALYZER_NAME)),
    "AWS::CloudTrail::Trail": Translation(
        "cloudtrail", Steps((*TRAIL, "TrailName", "KMSKeyId", "IsLogging"), _log), {"Arn": "TrailARN", "TrailName": "Name"},
        read=call("get_trail", Name="@TrailName"), update=Steps((*TRAIL, "KMSKeyId", "IsLogging"), _change),
        delete=call("delete_trail", Name="@TrailName")),
}
