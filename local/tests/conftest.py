"""One embedded AWS for all tests, and what they ask of it."""
import io
import itertools
import json
import os
import pathlib
import subprocess
import sys
import urllib.request
import zipfile

import boto3
import pytest
from botocore.config import Config

LOCAL = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(LOCAL))
MANAGEMENT, REGION = "999999999999", "eu-west-1"
FIXED = {"fixed-one@example.com": "111111111111", "fixed-two@example.com": "222222222222"}
_numbers = itertools.count(1)


def start(*arguments, **options):
    process = subprocess.Popen([sys.executable, "-m", "embedded_aws", *arguments], cwd=LOCAL, text=True,
                               stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options)
    return process, process.stdout.readline()


class Aws:
    """The endpoint, as any account in any region."""

    def __init__(self, endpoint):
        self.endpoint = endpoint

    def client(self, service, account=MANAGEMENT, region=REGION, **keys):
        return boto3.client(service, region_name=region, endpoint_url=self.endpoint, config=Config(retries={"max_attempts": 1}),
                            **(keys or {"aws_access_key_id": account, "aws_secret_access_key": "test"}))

    def get(self, name):
        with urllib.request.urlopen(f"{self.endpoint}/_emulator/{name}") as answer:
            return json.load(answer)

    def cloudtrail(self, record):
        """What CloudTrail would tell."""
        with urllib.request.urlopen(urllib.request.Request(f"{self.endpoint}/_emulator/cloudtrail", json.dumps(record).encode(), method="POST")) as answer:
            return json.load(answer)

    def deploy(self, stack, resources, account=MANAGEMENT, region=REGION, outputs=None):
        """Creates or updates the stack. Returns (status, first reason of a failure, outputs)."""
        cloudformation = self.client("cloudformation", account, region)
        template = {"Resources": resources, "Outputs": {name: {"Value": value} for name, value in (outputs or {}).items()}}
        known = any(one["StackName"] == stack for one in cloudformation.describe_stacks()["Stacks"])
        before = len(cloudformation.describe_stack_events(StackName=stack)["StackEvents"]) if known else 0
        verb = cloudformation.update_stack if known else cloudformation.create_stack
        verb(StackName=stack, TemplateBody=json.dumps(template), Capabilities=["CAPABILITY_NAMED_IAM"])
        described = self.settled(stack, account, region)
        events = cloudformation.describe_stack_events(StackName=stack)["StackEvents"]
        events = events[:len(events) - before][::-1]
        reasons = [event.get("ResourceStatusReason", "") for event in events if event["ResourceStatus"].endswith("_FAILED")]
        return (described["StackStatus"], reasons[0] if reasons else "",
                {one["OutputKey"]: one["OutputValue"] for one in described.get("Outputs", [])})

    def settled(self, stack, account=MANAGEMENT, region=REGION):
        while True:
            described = self.client("cloudformation", account, region).describe_stacks(StackName=stack)["Stacks"][0]
            if not described["StackStatus"].endswith("_IN_PROGRESS"):
                return described

    def delete(self, stack, account=MANAGEMENT, region=REGION):
        cloudformation = self.client("cloudformation", account, region)
        stack_id = cloudformation.describe_stacks(StackName=stack)["Stacks"][0]["StackId"]
        cloudformation.delete_stack(StackName=stack_id)
        return self.settled(stack_id, account, region)["StackStatus"]

    def records(self, stack):
        return [(record["op"], record["mode"], record["logicalId"]) for record in self.get("records") if record["stack"] == stack]

    def function(self, name, code, account=MANAGEMENT, region=REGION, timeout=20, file="index.js"):
        """A Node.js function. Returns its ARN."""
        archive = io.BytesIO()
        with zipfile.ZipFile(archive, "w") as archive_file:
            archive_file.writestr(file, code)
        return self.client("lambda", account, region).create_function(
            FunctionName=name, Runtime="nodejs22.x", Handler="index.handler", Timeout=timeout,
            Role=f"arn:aws:iam::{account}:role/function", Code={"ZipFile": archive.getvalue()})["FunctionArn"]


@pytest.fixture(scope="session")
def aws():
    modules = os.environ.get("EMBEDDED_AWS_NODE_MODULES")
    process, line = start("--account-ids", json.dumps(FIXED), "--answer-seconds", "2",
                          *(["--node-modules", modules] if modules else []))
    assert line, process.stderr.read()
    yield Aws(json.loads(line)["endpoint"])
    process.terminate()
    process.wait(10)


@pytest.fixture(scope="session")
def organization(aws):
    """The organization of the management account, with the policy types switched on. Returns the id of its root."""
    client = aws.client("organizations")
    client.create_organization(FeatureSet="ALL")
    root = client.list_roots()["Roots"][0]["Id"]
    for kind in ("SERVICE_CONTROL_POLICY", "RESOURCE_CONTROL_POLICY", "TAG_POLICY"):
        client.enable_policy_type(RootId=root, PolicyType=kind)
    aws.client("cloudformation").activate_organizations_access()
    return root


@pytest.fixture
def name():
    """A name that no other test uses."""
    return f"test-{next(_numbers)}"


@pytest.fixture
def unit(aws, organization, name):
    """An organizational unit of the test's own."""
    return aws.client("organizations").create_organizational_unit(ParentId=organization, Name=name)["OrganizationalUnit"]["Id"]


@pytest.fixture
def member(aws, organization, name):
    """An account of the test's own."""
    status = aws.client("organizations").create_account(AccountName=name, Email=f"{name}@example.com")["CreateAccountStatus"]
    return status["AccountId"]
