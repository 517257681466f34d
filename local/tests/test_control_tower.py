"""Control Tower is recorded; what a handler looks up of it is told from the records."""
import json
from urllib.request import Request, urlopen

from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

IDENTITY_CENTER = "arn:aws:controltower:eu-west-1::baseline/LN25R72TTG6IGPTQ"
BASELINE = "arn:aws:controltower:eu-west-1::baseline/17BSJV3IGJ2QSGA2"


def landing_zone(access):
    return {"Zone": {"Type": "AWS::ControlTower::LandingZone", "Properties": {
        "Version": "4.0", "Manifest": {"accessManagement": {"enabled": access}}, "RemediationTypes": ["INHERITANCE_DRIFT"]}}}


def enabled(aws, account, baseline):
    body = json.dumps({"filter": {"baselineIdentifiers": [baseline]}})
    request = AWSRequest("POST", f"{aws.endpoint}/list-enabled-baselines", data=body, headers={"content-type": "application/json"})
    SigV4Auth(Credentials(account, "test"), "controltower", "eu-west-1").add_auth(request)
    with urlopen(Request(request.url, body.encode(), dict(request.headers), method="POST")) as answer:
        return json.load(answer)["enabledBaselines"]


def test_a_landing_zone_is_recorded_and_tells_whether_identity_center_is_on(aws, name):
    account = "444444444444"
    # GIVEN none WHEN looked up THEN nothing is on
    assert enabled(aws, account, IDENTITY_CENTER) == []
    # WHEN one is made without access management THEN still nothing
    assert aws.deploy(name, landing_zone(False), account)[0] == "CREATE_COMPLETE"
    assert aws.records(name) == [("create", "recorded", "Zone")]
    assert enabled(aws, account, IDENTITY_CENTER) == []
    # WHEN it is switched on THEN it is found, in this account alone
    assert aws.deploy(name, landing_zone(True), account)[0] == "UPDATE_COMPLETE"
    [found] = enabled(aws, account, IDENTITY_CENTER)
    assert found["arn"].startswith(f"arn:aws:controltower:eu-west-1:{account}:enabledbaseline/XA")
    assert found["statusSummary"] == {"status": "SUCCEEDED"}
    assert enabled(aws, "555555555555", IDENTITY_CENTER) == []
    # WHEN it goes THEN it is off
    assert aws.delete(name, account) == "DELETE_COMPLETE"
    assert enabled(aws, account, IDENTITY_CENTER) == []


def test_a_baseline_that_is_recorded_is_found(aws, name):
    unit = "arn:aws:organizations::999999999999:ou/o-abcdefghij/ou-abcd-12345678"
    aws.deploy(name, {"Row": {"Type": "AWS::ControlTower::EnabledBaseline", "Properties": {
        "BaselineIdentifier": BASELINE, "BaselineVersion": "5.0", "TargetIdentifier": unit,
        "Parameters": [{"Key": "IdentityCenterEnabledBaselineArn", "Value": "arn:aws:controltower:eu-west-1:999999999999:enabledbaseline/XA1"}]}}})
    assert [one["baselineIdentifier"] for one in enabled(aws, "999999999999", BASELINE)] == [BASELINE]
    aws.delete(name)
    assert enabled(aws, "999999999999", BASELINE) == []
