"""What a stack wants to find in the account it is deployed to."""
import json

import pytest
from botocore.exceptions import ClientError

ACCOUNT = "111111111111"


def template(*names, rules=None):
    parameters = {f"P{number}": {"Type": "AWS::SSM::Parameter::Value<String>", "Default": name} for number, name in enumerate(names)}
    resource = {"Type": "AWS::SSM::Parameter", "Properties": {"Type": "String", "Value": {"Ref": "P0"}}}
    return json.dumps({"Parameters": parameters, "Rules": rules or {}, "Resources": {"Parameter": resource}})


def refusal(aws, stack, body):
    with pytest.raises(ClientError) as refused:
        aws.client("cloudformation", ACCOUNT).create_change_set(StackName=stack, ChangeSetName="first", ChangeSetType="CREATE", TemplateBody=body)
    assert refused.value.response["Error"]["Code"] == "ValidationError"
    return refused.value.response["Error"]["Message"]


def test_every_parameter_that_ssm_does_not_have_is_named(aws, name):
    aws.client("ssm", ACCOUNT).put_parameter(Name=f"/{name}/there", Type="String", Value="x")
    assert refusal(aws, name, template(f"/{name}/one", f"/{name}/there", f"/{name}/two")) == (
        f"Unable to fetch parameters [/{name}/one,/{name}/two] from parameter store for this account.")


def test_a_rule_that_is_broken_says_what_its_author_wrote(aws, name):
    # GIVEN a template for one account's value
    aws.client("ssm", ACCOUNT).put_parameter(Name=f"/{name}/environment", Type="String", Value="staging")
    rules = {"Environment": {"Assertions": [{"Assert": {"Fn::Equals": [{"Ref": "P0"}, "production"]}, "AssertDescription": "This is for production."}]}}
    # WHEN it meets another one, THEN nothing is made
    assert "This is for production." in refusal(aws, name, template(f"/{name}/environment", rules=rules))
    assert name not in [one["StackName"] for one in aws.client("cloudformation", ACCOUNT).describe_stacks()["Stacks"]]


def test_what_is_missing_is_told_before_rules_are_asked(aws, name):
    rules = {"Environment": {"Assertions": [{"Assert": {"Fn::Equals": [{"Ref": "P0"}, "production"]}, "AssertDescription": "This is for production."}]}}
    assert "Unable to fetch" in refusal(aws, name, template(f"/{name}/environment", rules=rules))
