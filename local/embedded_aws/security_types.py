"""What watches over the accounts."""
from .translation import Steps, Translation, call, or_else

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
        "securityhub", call("update_organization_configuration", "AutoEnable", "AutoEnableStandards"),
        read=call("describe_organization_configuration"), reads={"MemberAccountLimitReached": "MemberAccountLimitReached"},
        update=call("update_organization_configuration", "AutoEnable", "AutoEnableStandards")),
    "AWS::CloudTrail::Trail": Translation(
        "cloudtrail", Steps((*TRAIL, "TrailName", "KMSKeyId", "IsLogging"), _log), {"Arn": "TrailARN", "TrailName": "Name"},
        read=call("get_trail", Name="@TrailName"), update=Steps((*TRAIL, "KMSKeyId", "IsLogging"), _change),
        delete=call("delete_trail", Name="@TrailName")),
}
