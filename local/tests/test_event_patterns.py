"""Patterns of what is told: each is one to EventBridge, and the tests' own reading of them agrees with it event by event."""
import itertools
import json
import pathlib
import subprocess

import pytest

from conftest import REGION

PROJECT = pathlib.Path(__file__).parents[2]
PROGRAM = """
import { alarmForwarders, changeForwarders } from './src/management/forwarders';
import { newFindings } from './src/security/new-findings';
import { callOf, fits, sessionOf } from './test/support/event-pattern';
const ACCOUNT = '200000000010';
const props = { prefix: 'acme', qualifier: 'cloudplat', partition: 'aws', home: 'eu-west-1', securityId: '333333333333', breakGlassArn: `arn:aws:iam::${ACCOUNT}:role/acme/acme-break-glass` };
const text = JSON.stringify([alarmForwarders(props), changeForwarders(props)]).replace(/\\{"Fn::Sub":"([^"]*)"\\}/g, (_, value) =>
  JSON.stringify(value.replace('${AWS::Partition}', 'aws').replace('${AWS::AccountId}', ACCOUNT)));
const rules = JSON.parse(text).flatMap(one => Object.values(one)).filter(({ Type }) => Type === 'AWS::Events::Rule').map(({ Properties }) => [Properties.Name, Properties.EventPattern]);
rules.push(['findings', newFindings(['HIGH'], { $or: [{ ProductName: [{ 'anything-but': ['Cloud Platform'] }] }, { GeneratorId: ['acme/changed-by-hand'] }] })]);
const sso = sessionOf('aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_Administrator_0123456789abcdef');
const finding = more => ({ source: 'aws.securityhub', 'detail-type': 'Security Hub Findings - Imported', detail: { findings: [
  { RecordState: 'ACTIVE', Workflow: { Status: 'NEW' }, Severity: { Label: 'HIGH' }, ...more }] } });
const events = {
  byHand: callOf('RunInstances', { userIdentity: sso }), deployed: callOf('RunInstances', { userIdentity: sessionOf('cdk-cloudplat-cfn-exec-role-1') }),
  user: callOf('RunInstances', { userIdentity: { type: 'IAMUser' } }), invoked: callOf('RunInstances', { userIdentity: { type: 'IAMUser', invokedBy: 'x' } }),
  read: callOf('DescribeInstances', { readOnly: true, userIdentity: sso }), refused: callOf('RunInstances', { errorCode: 'AccessDenied', userIdentity: sso }),
  console: callOf('UpdateStack', { sessionCredentialFromConsole: 'true', userIdentity: sessionOf('cdk-cloudplat-deploy-role-1') }),
  pod: callOf('PutObject', { userIdentity: sessionOf('app', { webIdFederationData: { federatedProvider: 'oidc' } }) }),
  machine: callOf('PutObject', { userIdentity: sessionOf('app', { ec2RoleDelivery: '2.0' }) }), root: callOf('CreateAccessKey', { userIdentity: { type: 'Root' } }),
  service: callOf('RotateKey', { eventType: 'AwsServiceEvent', userIdentity: { type: 'Root' } }),
  stopped: callOf('StopLogging', { source: 'aws.cloudtrail', userIdentity: sso }), eyes: callOf('DisableRule', { source: 'aws.events', requestParameters: { name: 'acme-root-user' }, userIdentity: sso }),
  target: callOf('RemoveTargets', { source: 'aws.events', requestParameters: { rule: 'acme-root-user' }, userIdentity: sso }),
  other: callOf('DisableRule', { source: 'aws.events', requestParameters: { name: 'nightly' }, userIdentity: sso }),
  archive: callOf('PutBucketPolicy', { source: 'aws.s3', requestParameters: { bucketName: 'acme-trail-1' }, userIdentity: sso }),
  detached: callOf('DetachPolicy', { source: 'aws.organizations', userIdentity: sso }), moved: callOf('MoveAccount', { source: 'aws.organizations', userIdentity: sessionOf('acme/handlers/x') }),
  glass: callOf('AssumeRole', { source: 'aws.sts', readOnly: true, requestParameters: { roleArn: props.breakGlassArn } }),
  found: finding({ ProductName: 'GuardDuty' }), told: finding({ ProductName: 'Cloud Platform', GeneratorId: 'acme/root-user' }),
  changed: finding({ ProductName: 'Cloud Platform', GeneratorId: 'acme/changed-by-hand' }),
};
console.log(JSON.stringify({ rules, events, fits: rules.map(([, pattern]) => Object.values(events).map(event => fits(pattern, event))) }));
"""


@pytest.fixture(scope="module")
def told():
    answer = subprocess.run(["npx", "tsx", "--eval", PROGRAM], cwd=PROJECT, check=True, capture_output=True, text=True)
    return json.loads(answer.stdout)


def test_eventbridge_takes_each_pattern_and_reads_it_as_our_tests_do(aws, told):
    events = aws.client("events")
    envelope = {"id": "1", "time": "2026-11-25T10:11:12Z", "region": REGION, "resources": []}
    differ = []
    for (rule, pattern), answers in zip(told["rules"], told["fits"]):
        for (name, event), expected in zip(told["events"].items(), answers):
            event = {"account": "200000000010", **envelope, **event}
            result = events.test_event_pattern(EventPattern=json.dumps(pattern), Event=json.dumps(event))["Result"]
            if result != expected:
                differ.append((rule, name, result))
    assert differ == []


def test_each_pattern_is_answered_with_yes_and_with_no(told):
    assert len(told["rules"]) == 6
    assert {answers_ for answers_ in itertools.chain.from_iterable(told["fits"])} == {True, False}
    assert [rule for (rule, _), answers in zip(told["rules"], told["fits"]) if len(set(answers)) != 2] == []
