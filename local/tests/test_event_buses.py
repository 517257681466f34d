"""What CloudTrail and Security Hub tell, and how far it goes."""
import json
import time
import urllib.error

import pytest

from conftest import MANAGEMENT, REGION

OTHER, FAR = "333333333333", "us-east-1"   # who hears, and where it happened
CALL = {"recipientAccountId": MANAGEMENT, "awsRegion": FAR, "eventSource": "ec2.amazonaws.com", "eventName": "StopInstances", "eventType": "AwsApiCall", "readOnly": False}
SEND = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Service": "events.amazonaws.com"}, "Action": "sts:AssumeRole"}]}


def rule(aws, name, pattern, target, account, region, bus="default", state="ENABLED"):
    events = aws.client("events", account, region)
    events.put_rule(Name=name, EventPattern=json.dumps(pattern), EventBusName=bus, State=state)
    events.put_targets(Rule=name, EventBusName=bus, Targets=[{"Id": "one", **target}])


def queue(aws, name, account=OTHER, region=REGION):
    aws.client("sqs", account, region).create_queue(QueueName=name)
    return {"Arn": f"arn:aws:sqs:{region}:{account}:{name}"}


def heard(aws, name, account=OTHER, region=REGION):
    sqs = aws.client("sqs", account, region)
    url = sqs.get_queue_url(QueueName=name)["QueueUrl"]
    return [json.loads(message["Body"]) for message in sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10).get("Messages", [])]


@pytest.fixture
def far_bus(aws, name):
    """A bus of another account, all that comes there, and a rule that sends to it."""
    aws.client("events", OTHER).create_event_bus(Name=name)
    rule(aws, name, {"detail": {"eventName": [{"exists": True}]}}, queue(aws, name), OTHER, REGION, bus=name)

    def send(role):
        target = {"Arn": f"arn:aws:events:{REGION}:{OTHER}:event-bus/{name}", **({"RoleArn": f"arn:aws:iam::{MANAGEMENT}:role/{role}"} if role else {})}
        rule(aws, name, {"source": ["aws.ec2"], "detail": {"eventName": [name]}}, target, MANAGEMENT, FAR)
        aws.cloudtrail({**CALL, "eventName": name})
        return heard(aws, name)
    return send


def test_what_cloudtrail_tells_reaches_a_bus_of_another_account_and_region_as_it_was(aws, far_bus, name):
    aws.client("iam").create_role(RoleName=name, AssumeRolePolicyDocument=json.dumps(SEND))
    [event] = far_bus(name)
    assert (event["account"], event["region"], event["source"], event["detail-type"]) == (MANAGEMENT, FAR, "aws.ec2", "AWS API Call via CloudTrail")
    assert event["detail"] == {**CALL, "eventName": name}


def test_a_rule_whose_role_is_not_there_sends_nothing_to_another_account(far_bus):
    assert far_bus("nobody") == []


def test_reads_are_heard_by_rules_that_ask_for_all_calls_alone(aws, name):
    for state in "ENABLED", "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS":
        rule(aws, f"{name}{len(state)}", {"detail": {"eventName": [name]}}, queue(aws, f"{name}{len(state)}"), OTHER, REGION, state=state)
    for read in True, False:
        aws.cloudtrail({**CALL, "recipientAccountId": OTHER, "awsRegion": REGION, "eventName": name, "readOnly": read})
    assert [len(heard(aws, f"{name}{length}")) for length in (7, 45)] == [1, 2]


def test_a_sign_in_is_one(aws, name):
    rule(aws, name, {"detail-type": ["AWS Console Sign In via CloudTrail"], "detail": {"eventName": [name]}}, queue(aws, name), OTHER, REGION)
    aws.cloudtrail({**CALL, "recipientAccountId": OTHER, "awsRegion": REGION, "eventName": name, "eventSource": "signin.amazonaws.com", "eventType": "AwsConsoleSignIn"})
    assert [event["source"] for event in heard(aws, name)] == ["aws.signin"]


def test_words_are_made_of_members_of_lists(aws, name):
    words = {"InputPathsMap": {"first": "$.detail.all[0].of[1]", "account": "$.account", "none": "$.detail.all[7].of"}, "InputTemplate": '"<first> in <account><none>"'}
    rule(aws, name, {"detail": {"eventName": [name]}}, {**queue(aws, name), "InputTransformer": words}, OTHER, REGION)
    aws.cloudtrail({**CALL, "recipientAccountId": OTHER, "awsRegion": REGION, "eventName": name, "all": [{"of": ["no", "yes"]}]})
    assert heard(aws, name) == [f"yes in {OTHER}"]


def test_a_record_that_is_none_is_refused(aws):
    with pytest.raises(urllib.error.HTTPError) as refused:
        aws.cloudtrail({"eventName": "StopInstances"})
    assert "recipientAccountId" in refused.value.read().decode()


def finding(name, **more):
    return {"SchemaVersion": "2018-10-08", "Id": name, "ProductArn": f"arn:aws:securityhub:{REGION}:{OTHER}:product/{OTHER}/default", "GeneratorId": "test",
            "AwsAccountId": OTHER, "CreatedAt": "2026-01-01T00:00:00Z", "UpdatedAt": "2026-01-01T00:00:00Z", "Severity": {"Label": "HIGH"}, "Title": "t",
            "Description": "d", "Resources": [{"Type": "AwsAccount", "Id": OTHER}], **more}


def test_a_state_machine_makes_a_finding_which_is_told(aws, name):
    # GIVEN
    rule(aws, name, {"source": ["aws.securityhub"], "detail": {"findings": {"Id": [name], "Workflow": {"Status": ["NEW"]}}}}, queue(aws, name), OTHER, REGION)
    states = aws.client("stepfunctions", OTHER)
    machine = states.create_state_machine(name=name, roleArn=f"arn:aws:iam::{OTHER}:role/x", definition=json.dumps({
        "QueryLanguage": "JSONata", "StartAt": "Import", "States": {"Import": {
            "Type": "Task", "Resource": "arn:aws:states:::aws-sdk:securityhub:batchImportFindings", "End": True,
            "Arguments": {"Findings": [finding("{% $states.input.id %}")]}, "Output": "{% {'failed': $states.result.FailedCount} %}"}}}))["stateMachineArn"]
    # WHEN
    run = states.start_execution(stateMachineArn=machine, input=json.dumps({"id": name}))["executionArn"]
    for _ in range(100):
        done = states.describe_execution(executionArn=run)
        if done["status"] != "RUNNING":
            break
        time.sleep(0.1)
    # THEN
    assert (done["status"], json.loads(done.get("output", "{}"))) == ("SUCCEEDED", {"failed": 0}), done
    found = aws.client("securityhub", OTHER).get_findings(Filters={"Id": [{"Value": name, "Comparison": "EQUALS"}]})["Findings"]
    assert [one["Id"] for one in found] == [name]
    assert [event["detail"]["findings"][0]["Id"] for event in heard(aws, name)] == [name]
