"""What makes findings of events: its expressions are asked as Step Functions asks them, and the answer is held against Security Hub's own model."""
import json
import pathlib
import subprocess

import botocore.session
import jsonata
import pytest
from botocore.validate import ParamValidator

PROJECT = pathlib.Path(__file__).parents[2]
PROGRAM = """
import { findingReport, REPORT_INPUT } from './src/security/finding-report';
import { CHANGED_BY_HAND } from './src/security/watched-calls';
const props = { prefix: 'acme', partition: 'aws', region: 'eu-west-1', account: '333333333333', topicArn: 'arn:aws:sns:eu-west-1:333333333333:acme-alarms' };
console.log(JSON.stringify([findingReport(props), REPORT_INPUT.template(CHANGED_BY_HAND)]));
"""
EVENT = {
    "account": "888888888888", "time": "2026-11-25T10:11:12Z", "region": "eu-west-1",
    "detail": {
        "eventID": "0aa1", "eventSource": "ec2.amazonaws.com", "eventName": "AuthorizeSecurityGroupIngress", "awsRegion": "eu-west-1",
        "sourceIPAddress": "192.0.2.7", "userIdentity": {"type": "AssumedRole", "arn": "arn:aws:sts::888888888888:assumed-role/Admin/jane"},
        "requestParameters": {"groupId": "sg-1", "cidr": "0.0.0.0/0"},
    },
}


@pytest.fixture(scope="module")
def report():
    answer = subprocess.run(["npx", "tsx", "--eval", PROGRAM], cwd=PROJECT, check=True, capture_output=True, text=True)
    return json.loads(answer.stdout)


def ask(value, states):
    """The value with its expressions answered."""
    if isinstance(value, dict):
        return {key: ask(each, states) for key, each in value.items()}
    if isinstance(value, list):
        return [ask(each, states) for each in value]
    if not (isinstance(value, str) and value.startswith("{%")):
        return value
    expression = jsonata.Jsonata(value[2:-2].strip())
    expression.assign("states", states)
    return expression.evaluate(None)


def states_of(report, event, **more):
    given = json.loads(report[1].replace("<aws.events.event.json>", json.dumps(event)))
    return {"input": {**given, **more}}


def findings_of(report, event):
    findings = ask(report[0]["States"]["Import"]["Arguments"], states_of(report, event))
    service = botocore.session.get_session().get_service_model("securityhub")
    problems = ParamValidator().validate(findings, service.operation_model("BatchImportFindings").input_shape)
    assert problems.generate_report() == ""
    return findings["Findings"]


def event(**detail):
    return {**EVENT, "detail": {**EVENT["detail"], **detail}}


def test_a_finding_names_who_what_and_where(report):
    [finding] = findings_of(report, EVENT)
    assert finding["Title"] == "Changed by hand: AuthorizeSecurityGroupIngress in 888888888888"
    assert finding["Description"] == (
        "arn:aws:sts::888888888888:assumed-role/Admin/jane called ec2.amazonaws.com AuthorizeSecurityGroupIngress in 888888888888 in eu-west-1"
        " from 192.0.2.7. {'groupId':'sg-1','cidr':'0.0.0.0/0'}")
    assert finding["ProductFields"] == {
        "acme/account": "888888888888", "acme/region": "eu-west-1", "acme/who": "arn:aws:sts::888888888888:assumed-role/Admin/jane",
        "acme/what": "ec2.amazonaws.com AuthorizeSecurityGroupIngress", "acme/from": "192.0.2.7", "acme/event-id": "0aa1"}
    assert finding["Resources"] == [{"Type": "AwsAccount", "Id": "AWS::::Account:888888888888", "Partition": "aws", "Region": "eu-west-1"}]
    assert (finding["Id"], finding["GeneratorId"], finding["Severity"]) == ("changed-by-hand/0aa1", "acme/changed-by-hand", {"Label": "HIGH"})


def test_it_is_the_security_accounts_own_which_alone_it_may_import(report):
    [finding] = findings_of(report, EVENT)
    assert finding["AwsAccountId"] == "333333333333"
    assert finding["ProductArn"] == "arn:aws:securityhub:eu-west-1:333333333333:product/333333333333/default"


def test_resources_that_the_call_names_are_named(report):
    [finding] = findings_of(report, event(resources=[{"ARN": "arn:aws:s3:::orders", "type": "AWS::S3::Bucket"}, {"type": "AWS::S3::Object"}]))
    assert [resource["Id"] for resource in finding["Resources"]] == ["AWS::::Account:888888888888", "arn:aws:s3:::orders"]


def test_a_call_of_many_resources_has_those_that_fit(report):
    [finding] = findings_of(report, event(resources=[{"ARN": f"arn:aws:s3:::b{index}"} for index in range(50)]))
    assert len(finding["Resources"]) == 31


@pytest.mark.parametrize("identity, who", [
    ({"type": "Root", "arn": "arn:aws:iam::888888888888:root"}, "arn:aws:iam::888888888888:root"),
    ({"type": "IAMUser", "userName": "jane"}, "jane"),
    ({"type": "AWSAccount", "principalId": "AIDA:jane"}, "AIDA:jane"),
    ({"type": "Unknown"}, "Unknown"),
])
def test_whoever_it_was(report, identity, who):
    [finding] = findings_of(report, event(userIdentity=identity))
    assert finding["ProductFields"]["acme/who"] == who


def test_what_is_long_is_cut_and_what_is_missing_is_left_out(report):
    [finding] = findings_of(report, event(requestParameters={"policy": "x" * 5000}, eventName="E" * 400))
    assert (len(finding["Title"]), len(finding["Description"])) == (256, 1024)
    bare = event()
    del bare["detail"]["requestParameters"], bare["detail"]["sourceIPAddress"]
    [finding] = findings_of(report, bare)
    assert finding["ProductFields"]["acme/from"] == ""


def test_what_is_told_of_it_can_be_put_into_a_text_of_json(report):
    [finding] = findings_of(report, event(requestParameters={"policy": '{"Sid":"a\\nb"}'}))
    assert json.loads(f'"{finding["Description"]}"') == finding["Description"]
    assert finding["Description"].endswith("{'policy':'{''Sid'':''a''nb''}'}")


def test_what_was_refused_says_so(report):
    [finding] = findings_of(report, event(errorCode="AccessDenied"))
    assert "which was refused: AccessDenied" in finding["Description"]


def test_what_security_hub_does_not_take_is_told_by_mail(report):
    states = report[0]["States"]
    assert states["Import"]["Catch"][0]["Next"] == states["Taken"]["Choices"][0]["Next"] == "Tell"
    for failed, told in (1, True), (0, False):
        after = ask(states["Import"]["Output"], {**states_of(report, EVENT), "result": {"FailedCount": failed}})
        assert ask(states["Taken"]["Choices"][0]["Condition"], {"input": after}) is told
    message = ask(states["Tell"]["Arguments"], states_of(report, EVENT))["Message"]
    assert "arn:aws:sts::888888888888:assumed-role/Admin/jane called ec2.amazonaws.com AuthorizeSecurityGroupIngress" in message
