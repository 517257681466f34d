"""Functions and custom resources: real Node.js processes, in their own account and region."""
import json
import time

import pytest

ANSWER = """
const answer = async (event, body) => (await fetch(event.ResponseURL, { method: 'PUT', body: JSON.stringify({
  Status: 'SUCCESS', PhysicalResourceId: event.PhysicalResourceId ?? 'first', StackId: event.StackId, RequestId: event.RequestId,
  LogicalResourceId: event.LogicalResourceId, ...body }) })).status;
"""
DOOR = ANSWER + """
const { Route53Client, ChangeResourceRecordSetsCommand } = require('@aws-sdk/client-route-53');
const { SSMClient, PutParameterCommand } = require('@aws-sdk/client-ssm');
const { fromTemporaryCredentials } = require('@aws-sdk/credential-providers');
exports.handler = async (event) => {
  const { RoleArn, ZoneId, Name } = event.ResourceProperties;
  const credentials = fromTemporaryCredentials({ params: { RoleArn, RoleSessionName: 'door' } });
  const Action = event.RequestType === 'Delete' ? 'DELETE' : 'UPSERT';
  await new Route53Client({ credentials }).send(new ChangeResourceRecordSetsCommand({ HostedZoneId: ZoneId, ChangeBatch: { Changes: [
    { Action, ResourceRecordSet: { Name, Type: 'TXT', TTL: 60, ResourceRecords: [{ Value: '"door"' }] } }] } }));
  await new SSMClient({ region: 'us-east-1' }).send(new PutParameterCommand(
    { Name: '/door', Type: 'String', Overwrite: true, Value: `${process.env.AWS_REGION} ${process.env.AWS_ACCESS_KEY_ID}` }));
  await answer(event, { Data: { Endpoint: process.env.AWS_ENDPOINT_URL } });
};
"""
TRUST = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"AWS": "*"}}]}


def custom(arn, **properties):
    return {"Row": {"Type": "Custom::Row", "Properties": {"ServiceToken": arn, **properties}}}


def test_a_function_opens_a_door_into_another_account(aws, name):
    # GIVEN a zone and a role with a path in one account, and a custom resource in another
    zone = aws.client("route53", "555555555555").create_hosted_zone(Name="door.test", CallerReference=name)["HostedZone"]["Id"].split("/")[-1]
    aws.client("iam", "555555555555").create_role(RoleName="door", Path="/platform/", AssumeRolePolicyDocument=json.dumps(TRUST))
    arn = aws.function(name, DOOR, "444444444444")
    properties = {"RoleArn": "arn:aws:iam::555555555555:role/platform/door", "ZoneId": zone, "Name": "x.door.test"}

    def names():
        sets = aws.client("route53", "555555555555").list_resource_record_sets(HostedZoneId=zone)["ResourceRecordSets"]
        return [one["Name"] for one in sets if one["Type"] == "TXT"]
    status, reason, outputs = aws.deploy(name, custom(arn, **properties), "444444444444", outputs={"E": {"Fn::GetAtt": ["Row", "Endpoint"]}})
    # THEN the record is in the one account and the parameter in the other, in the region that was asked for
    assert (status, reason) == ("CREATE_COMPLETE", "")
    assert names() == ["x.door.test."]
    assert aws.client("ssm", "444444444444", "us-east-1").get_parameter(Name="/door")["Parameter"]["Value"] == "eu-west-1 444444444444"
    # and the function did not go around this endpoint
    assert outputs["E"] == aws.endpoint
    assert aws.records(name) == [("create", "deployed", "Row")]
    # WHEN it is deleted THEN the function takes the record away
    assert aws.delete(name, "444444444444") == "DELETE_COMPLETE"
    assert names() == []


def test_an_update_and_a_replacement(aws, name):
    arn = aws.function(name, ANSWER + """exports.handler = async (event) => answer(event, {
        PhysicalResourceId: event.ResourceProperties.Id, Data: { Saw: `${event.RequestType} ${event.OldResourceProperties?.Flag}` } });""")
    outputs = {"Saw": {"Fn::GetAtt": ["Row", "Saw"]}}
    aws.deploy(name, custom(arn, Id="a", Flag=True), outputs=outputs)
    assert aws.deploy(name, custom(arn, Id="a", Flag=False), outputs=outputs)[2] == {"Saw": "Update true"}
    assert aws.deploy(name, custom(arn, Id="b", Flag=False), outputs=outputs)[0] == "UPDATE_COMPLETE"
    assert [op for op, _, _ in aws.records(name)] == ["create", "update", "update", "delete"]
    live = aws.get("summary")["stacks"][f"999999999999/eu-west-1/{name}"]
    assert live["deployed"] == 1


@pytest.mark.parametrize("code, expected", [
    ("exports.handler = async () => 1;", "without an answer"),
    ("exports.handler = async () => { throw new Error('broken'); };", "broken"),
    ("exports.handler = async () => process.exit(1);", "without an answer"),
    (ANSWER + "exports.handler = async (event) => answer(event, { Status: 'FAILED', Reason: 'because' });", "because"),
])
def test_a_function_that_fails_is_named(aws, name, code, expected):
    # WHEN a function ends without success THEN the resource fails soon, and says which function and why
    arn, started = aws.function(name, code), time.monotonic()
    status, reason, _ = aws.deploy(name, custom(arn))
    assert status == "ROLLBACK_COMPLETE"
    assert name in reason and expected in reason
    assert time.monotonic() - started < 15


def test_a_function_that_does_not_exist(aws, name):
    _, reason, _ = aws.deploy(name, custom("arn:aws:lambda:eu-west-1:999999999999:function:nothing"))
    assert "there is no function" in reason


def test_a_function_that_imports(aws, name):
    code = "import { STSClient, GetCallerIdentityCommand } from '@aws-sdk/client-sts';\n" \
           "export const handler = async () => (await new STSClient({}).send(new GetCallerIdentityCommand({}))).Account;"
    aws.function(name, code, "888888888888", file="index.mjs")
    assert json.load(aws.client("lambda", "888888888888").invoke(FunctionName=name)["Payload"]) == "888888888888"


def test_a_warm_function_is_quick(aws, name):
    aws.function(name, "exports.handler = async (event) => ({ pid: process.pid, ...event });")
    client = aws.client("lambda")

    def invoke():
        started = time.monotonic()
        answer = json.load(client.invoke(FunctionName=name, Payload=b'{"a": 1}')["Payload"])
        return answer["pid"], time.monotonic() - started
    first, _ = invoke()
    times = sorted(invoke() for _ in range(9))
    assert {pid for pid, _ in times} == {first}
    assert sorted(seconds for _, seconds in times)[4] < 0.3


def test_a_function_that_is_made_leaves_its_namesakes_elsewhere_alone(aws, name):
    # GIVEN a function that is at work in one region
    slow = ANSWER + """
exports.handler = async (event) => { await new Promise(resolve => setTimeout(resolve, 3000)); await answer(event, {}); };
"""
    template = {"Function": {"Type": "AWS::Lambda::Function", "Properties": {
        "FunctionName": name, "Runtime": "nodejs22.x", "Handler": "index.handler", "Timeout": 20, "Role": "arn:aws:iam::999999999999:role/function",
        "Code": {"ZipFile": slow}}}, "Row": {"Type": "Custom::Row", "Properties": {"ServiceToken": {"Fn::GetAtt": ["Function", "Arn"]}}}}
    busy = aws.client("cloudformation", region="eu-west-2")
    busy.create_stack(StackName=name, TemplateBody=json.dumps({"Resources": template}), Capabilities=["CAPABILITY_NAMED_IAM"])
    while aws.client("lambda", region="eu-west-2").list_functions()["Functions"] == []:
        time.sleep(0.1)
    time.sleep(1)
    # WHEN one of its name is made in another THEN the first one goes on
    aws.deploy(name, {"Function": template["Function"]}, region="eu-west-3")
    status = aws.settled(name, region="eu-west-2")["StackStatus"]
    reasons = [event.get("ResourceStatusReason", "") for event in busy.describe_stack_events(StackName=name)["StackEvents"]]
    assert (status, "".join(reasons)) == ("CREATE_COMPLETE", "User Initiated")
