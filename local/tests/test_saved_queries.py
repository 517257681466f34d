"""Questions of an investigation: parsed as Athena's SQL, put into DuckDB's, and asked of records as CloudTrail and AWS Config write them, at the places where they lay them.

What is Athena's own here is imitated: how its tables read JSON (names without case, what is no text as text), and partitions from places by the tables' own templates.
"""
import datetime
import json
import pathlib
import re
import subprocess

import duckdb
import pytest
import sqlglot
from sqlglot import exp

PROJECT = pathlib.Path(__file__).parents[2]
PROGRAM = """
import { App, Stack } from 'aws-cdk-lib/core';
import { addInvestigation } from './src/security/investigation';
const app = new App();
const stack = new Stack(app, 'S', { env: { account: '333333333333', region: 'eu-west-1' } });
addInvestigation(stack, { prefix: 'acme', partition: 'aws', logArchiveId: '222222222222', organizationId: 'o-example', retentionDays: 365, config: true });
console.log(JSON.stringify(app.synth().getStackByName('S').template.Resources));
"""
PRODUCTION, STAGING = "888888888888", "777777777777"
TODAY = datetime.datetime.now(datetime.timezone.utc)
ADMIN = f"arn:aws:iam::{PRODUCTION}:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Admin_0123456789abcdef"
JANE = f"arn:aws:sts::{PRODUCTION}:assumed-role/AWSReservedSSO_Admin_0123456789abcdef/jane@acme.com"
DEPLOY = f"arn:aws:iam::{PRODUCTION}:role/acme-deploy-shop"


def session(arn=JANE, role=ADMIN, key="ASIAJANE", **more):
    return {"type": "AssumedRole", "principalId": f"AROAX:{arn.rsplit('/', 1)[-1]}", "arn": arn, "accountId": PRODUCTION, "accessKeyId": key,
            "sessionContext": {"sessionIssuer": {"type": "Role", "principalId": "AROAX", "arn": role, "accountId": PRODUCTION, "userName": role.rsplit("/", 1)[-1]},
                               "attributes": {"creationDate": "2026-11-25T09:00:00Z", "mfaAuthenticated": "true"}}, **more}


def record(name, source, identity, days=1, hour=10, region="eu-west-1", account=PRODUCTION, **more):
    """A record as CloudTrail writes it."""
    when = (TODAY - datetime.timedelta(days=days)).replace(hour=hour, minute=0, second=0)
    return {"eventVersion": "1.11", "userIdentity": identity, "eventTime": when.strftime("%Y-%m-%dT%H:%M:%SZ"), "eventSource": f"{source}.amazonaws.com",
            "eventName": name, "awsRegion": region, "sourceIPAddress": "192.0.2.7", "userAgent": "aws-cli/2", "requestParameters": None, "responseElements": None,
            "requestID": "r", "eventID": f"{name}-{days}-{hour}-{region}", "readOnly": name.startswith(("Describe", "List")), "eventType": "AwsApiCall",
            "managementEvent": True, "recipientAccountId": account, "eventCategory": "Management", **more}


RECORDS = [
    record("AuthorizeSecurityGroupIngress", "ec2", session(), requestParameters={"groupId": "sg-0a1", "ipPermissions": {"items": [{"toPort": 22}]}}),
    record("DeleteBucket", "s3", session(), hour=9, region="us-east-1", errorCode="AccessDenied", errorMessage="no", requestParameters={"bucketName": "orders"},
           resources=[{"ARN": "arn:aws:s3:::orders", "accountId": PRODUCTION, "type": "AWS::S3::Bucket"}]),
    record("RunInstances", "ec2", session(), hour=11, responseElements={"instancesSet": {"items": [{"instanceId": "i-0b2"}]}}),
    record("DescribeInstances", "ec2", session(), days=9),                                       # too long ago
    record("CreateRole", "iam", session(), account=STAGING),                                      # of an account that nobody asks about
    record("PutObject", "s3", session(arn=f"arn:aws:sts::{PRODUCTION}:assumed-role/acme-deploy-shop/ci", role=DEPLOY, key="ASIACI"), hour=12,
           resources=[{"ARN": "arn:aws:s3:::orders/1", "accountId": PRODUCTION, "type": "AWS::S3::Object"}]),
    record("CreateAccessKey", "iam", {"type": "IAMUser", "principalId": "AIDABOB", "arn": f"arn:aws:iam::{PRODUCTION}:user/ops/bob", "accountId": PRODUCTION,
                                      "accessKeyId": "AKIABOB", "userName": "bob"}, hour=13, region="us-east-1"),
    record("ListBuckets", "s3", {"type": "IdentityCenterUser", "accountId": PRODUCTION, "onBehalfOf": {"userId": "544894e8", "identityStoreArn": "arn:aws:identitystore::1:identitystore/d-1"}},
           hour=14),
    # a session within the account, one from another account (whose record names no ARN), one that a provider of identities vouches for, and one that was refused
    record("AssumeRole", "sts", session(), hour=15, requestParameters={"roleArn": DEPLOY, "roleSessionName": "ci"},
           responseElements={"credentials": {"accessKeyId": "ASIACI", "expiration": "x"}}, resources=[{"ARN": DEPLOY, "accountId": PRODUCTION, "type": "AWS::IAM::Role"}]),
    record("AssumeRole", "sts", {"type": "AWSAccount", "principalId": "AROAY:mallory", "accountId": "666666666666"}, hour=16, sourceIPAddress="198.51.100.9",
           requestParameters={"roleArn": DEPLOY, "roleSessionName": "m"}, responseElements={"credentials": {"accessKeyId": "ASIAM"}}),
    record("AssumeRoleWithWebIdentity", "sts", {"type": "WebIdentityUser", "principalId": "arn:aws:iam::888888888888:oidc-provider/ci.example:aud:repo:acme/shop",
                                                "userName": "repo:acme/shop:ref:refs/heads/main", "identityProvider": "ci.example"}, hour=17,
           requestParameters={"roleArn": DEPLOY, "roleSessionName": "gh"}, responseElements={"credentials": {"accessKeyId": "ASIAGH"}}),
    record("AssumeRole", "sts", session(), hour=18, errorCode="AccessDenied", requestParameters=None, errorMessage=f"not authorized to perform: sts:AssumeRole on resource: {DEPLOY}"),
    record("AssumeRole", "sts", session(), hour=19, requestParameters={"roleArn": ADMIN, "roleSessionName": "other"}),
    record("ConsoleLogin", "signin", {"type": "Root", "principalId": PRODUCTION, "arn": f"arn:aws:iam::{PRODUCTION}:root", "accountId": PRODUCTION}, hour=20, region="us-east-1",
           eventType="AwsConsoleSignIn", additionalEventData={"MFAUsed": "No", "LoginTo": "https://console.aws.amazon.com"}, responseElements={"ConsoleLogin": "Success"}),
    record("ConsoleLogin", "signin", {"type": "IAMUser", "userName": "bob", "accountId": PRODUCTION}, hour=21, eventType="AwsConsoleSignIn", errorMessage="Failed authentication",
           additionalEventData={"MFAUsed": "Yes"}, responseElements={"ConsoleLogin": "Failure"}),
]


def item(days, arn="arn:aws:s3:::orders", kind="AWS::S3::Bucket", **more):
    when = TODAY - datetime.timedelta(days=days)
    return when, {"configurationItemVersion": "1.3", "configurationItemCaptureTime": when.strftime("%Y-%m-%dT08:00:00.000Z"), "awsAccountId": PRODUCTION, "awsRegion": "eu-west-1",
                  "resourceType": kind, "resourceId": arn.rsplit(":", 1)[-1], "resourceName": arn.rsplit(":", 1)[-1], "ARN": arn, "configuration": {"name": "x", "versioned": days == 1},
                  "tags": {"owner": "jane"}, "supplementaryConfiguration": {}, **more}


ITEMS = [item(1), item(2), item(1, arn="arn:aws:s3:::other")]


@pytest.fixture(scope="module")
def resources():
    answer = subprocess.run(["npx", "tsx", "--eval", PROGRAM], cwd=PROJECT, check=True, capture_output=True, text=True)
    return json.loads(answer.stdout)


def of_type(resources, kind):
    return [resource["Properties"] for resource in resources.values() if resource["Type"] == kind]


@pytest.fixture(scope="module")
def athena(resources):
    """The tables, with records in them."""
    database = duckdb.connect()
    database.execute("SET TimeZone = 'UTC'; CREATE SCHEMA organization_logs")
    tables = {table["TableInput"]["Name"]: table["TableInput"] for table in of_type(resources, "AWS::Glue::Table")}
    load(database, tables["trail"], [(place(one), one) for one in RECORDS])
    snapshots = {}
    for when, one in ITEMS:   # months and days without zeros before them
        path = f"s3://acme-config-222222222222-eu-west-1/AWSLogs/{PRODUCTION}/Config/eu-west-1/{when.year}/{when.month}/{when.day}/ConfigSnapshot/{PRODUCTION}_Config.json.gz"
        snapshots.setdefault(path, []).append(one)
    load(database, tables["config"], [(path, {"fileVersion": "1.0", "configSnapshotId": "c", "configurationItems": items}) for path, items in snapshots.items()])
    return database


def place(one):
    """Where CloudTrail lays a record of an organization's trail."""
    account, region, day = one["recipientAccountId"], one["awsRegion"], one["eventTime"][:10].replace("-", "/")
    return f"s3://acme-trail-222222222222-eu-west-1/AWSLogs/o-example/{account}/CloudTrail/{region}/{day}/{account}_CloudTrail_{region}_x.json.gz"


def load(database, table, documents):
    columns = [(column["Name"], exp.DataType.build(column["Type"], dialect="hive")) for column in table["StorageDescriptor"]["Columns"]]
    keys = [key["Name"] for key in table["PartitionKeys"]]
    declared = ", ".join([*(f'"{name}" {kind.sql("duckdb")}' for name, kind in columns), *(f'"{key}" VARCHAR' for key in keys)])
    database.execute(f'CREATE TABLE organization_logs."{table["Name"]}" ({declared})')
    where = re.compile(re.sub(r"\\\$\\\{(\w+)\\\}", r"(?P<\1>.+?)", re.escape(table["Parameters"]["storage.location.template"])) + r"[^/]+$")
    for path, document in documents:
        found = where.match(path)
        assert found, f"{path} is not where the table looks: {where.pattern}"
        assert found["region"] in table["Parameters"]["projection.region.values"].split(",")
        given = {name.lower(): value for name, value in document.items()}
        row = [as_column(given.get(name), kind) for name, kind in columns] + [found[key] for key in keys]
        database.execute(f'INSERT INTO organization_logs."{table["Name"]}" VALUES ({", ".join("?" * len(row))})', row)


def as_column(value, kind):
    """How the JSON serde of Hive reads: fields by their names without case, what is no text where text is asked for as JSON."""
    if value is None:
        return None
    if kind.is_type("struct"):
        given = {name.lower(): each for name, each in value.items()}
        return {field.name: as_column(given.get(field.name), field.kind) for field in kind.expressions}
    if kind.is_type("array"):
        return [as_column(each, kind.expressions[0]) for each in value]
    if kind.is_type("map"):
        return value
    return value if isinstance(value, str) else json.dumps(value)


@pytest.fixture(scope="module")
def ask(athena, resources):
    queries = {query["Name"]: query["QueryString"] for query in of_type(resources, "AWS::Athena::NamedQuery")}

    def answer(name, **put_in):
        sql = queries[name]
        for word, value in {"ACCOUNT": PRODUCTION, **put_in}.items():
            assert word in sql
            sql = sql.replace(word, value)
        translated = sqlglot.parse_one(sql, dialect="athena").transform(in_duckdb).sql("duckdb", unsupported_level=sqlglot.ErrorLevel.RAISE)
        found = athena.execute(translated)
        names = [column[0] for column in found.description]
        return [dict(zip(names, row)) for row in found.fetchall()]
    answer.names = queries.keys()
    return answer


def in_duckdb(node):
    """What sqlglot does not put into DuckDB's words: a list of which nothing is known answers nothing, as in Trino."""
    if isinstance(node, exp.Anonymous) and node.name.upper() == "ANY_MATCH":
        return exp.GT(this=exp.func("LEN", exp.Anonymous(this="LIST_FILTER", expressions=node.expressions)), expression=exp.Literal.number(0))
    return node


def names(rows):
    return [row["eventname"] for row in rows]


def test_every_saved_query_is_asked_here(ask):
    text = pathlib.Path(__file__).read_text()
    assert [name for name in ask.names if f'ask("{name}"' not in text] == []
    assert len(ask.names) == 5


OF_JANE = ["DeleteBucket", "AuthorizeSecurityGroupIngress", "RunInstances", "AssumeRole", "AssumeRole", "AssumeRole"]


@pytest.mark.parametrize("principal, expected", [
    (JANE, OF_JANE), (ADMIN, OF_JANE), ("jane@acme.com", OF_JANE), ("ASIAJANE", OF_JANE),
    (f"arn:aws:iam::{PRODUCTION}:user/ops/bob", ["CreateAccessKey"]), ("bob", ["CreateAccessKey", "ConsoleLogin"]), ("AKIABOB", ["CreateAccessKey"]),
    ("544894e8", ["ListBuckets"]), (f"arn:aws:iam::{PRODUCTION}:root", ["ConsoleLogin"]), ("ane@acme.com", []), ("nobody", []),
])
def test_what_a_principal_did_in_order_whatever_it_is_known_by(ask, principal, expected):
    assert names(ask("what-did-this-principal-do", PRINCIPAL=principal)) == expected


def test_what_was_refused_is_there_with_where_and_from_where(ask):
    row = ask("what-did-this-principal-do", PRINCIPAL=JANE)[0]
    assert (row["awsregion"], row["errorcode"], row["sourceipaddress"], row["who"]) == ("us-east-1", "AccessDenied", "192.0.2.7", JANE)
    assert json.loads(row["requestparameters"]) == {"bucketName": "orders"}


def test_only_the_accounts_that_are_asked_about_and_the_last_week(ask):
    assert names(ask("what-did-this-principal-do", PRINCIPAL=JANE, ACCOUNT=STAGING)) == ["CreateRole"]
    both = ask("what-did-this-principal-do", PRINCIPAL=JANE, ACCOUNT=f"{PRODUCTION}', '{STAGING}")
    assert "CreateRole" in names(both) and len(both) == len(OF_JANE) + 1
    assert "DescribeInstances" not in names(both)


@pytest.mark.parametrize("resource, expected", [
    ("arn:aws:s3:::orders", ["DeleteBucket", "PutObject"]), ("sg-0a1", ["AuthorizeSecurityGroupIngress"]), ("i-0b2", ["RunInstances"]), ("i-0b3", []),
])
def test_who_touched_a_resource_by_arn_by_what_was_asked_for_and_by_what_was_made(ask, resource, expected):
    assert names(ask("who-touched-this-resource", RESOURCE=resource)) == expected


def test_who_assumed_a_role_from_where(ask):
    rows = ask("who-assumed-this-role-from-where", ROLE=DEPLOY)
    assert [(row["who"], row["sourceipaddress"], row["session_name"], row["access_key"], row["of_account"]) for row in rows] == [
        (JANE, "192.0.2.7", "ci", "ASIACI", PRODUCTION),
        ("AROAY:mallory", "198.51.100.9", "m", "ASIAM", "666666666666"),
        ("repo:acme/shop:ref:refs/heads/main", "192.0.2.7", "gh", "ASIAGH", None),
        (JANE, "192.0.2.7", None, None, PRODUCTION),
    ]
    assert [(row["mfa"], row["errorcode"]) for row in rows] == [("true", None), (None, None), (None, None), ("true", "AccessDenied")]


def test_the_key_of_a_session_leads_to_what_was_done_with_it(ask):
    key = ask("who-assumed-this-role-from-where", ROLE=DEPLOY)[0]["access_key"]
    assert names(ask("what-did-this-principal-do", PRINCIPAL=key)) == ["PutObject"]


def test_who_signed_in_and_with_what(ask):
    rows = ask("who-signed-in")
    assert [(row["type"], row["mfa"], row["result"], row["errormessage"]) for row in rows] == [("Root", "No", "Success", None), ("IAMUser", "Yes", "Failure", "Failed authentication")]


def test_what_a_resource_was_like_yesterday(ask):
    for resource in "arn:aws:s3:::orders", "orders":
        [row] = ask("what-was-this-resource-like", RESOURCE=resource)
        assert (row["resourcetype"], row["resourceid"], row["tags"]) == ("AWS::S3::Bucket", "orders", {"owner": "jane"})
        assert json.loads(row["configuration"])["versioned"] is True
