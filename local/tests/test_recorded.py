"""Types that nothing here knows: validated by their schema, recorded, and said to be so."""
import json

import pytest
from botocore.exceptions import ClientError


def analyzer(**properties):
    return {"Row": {"Type": "AWS::AccessAnalyzer::Analyzer", "Properties": {"Type": "ORGANIZATION", **properties}}}


def domain(name, **properties):
    return {"Row": {"Type": "AWS::CodeArtifact::Domain", "Properties": {"DomainName": name, **properties}}}


def test_an_unknown_type_lives_and_is_called_recorded(aws, name):
    # GIVEN a type of which there is a schema only
    assert aws.deploy(name, domain(name), outputs={"Arn": {"Fn::GetAtt": ["Row", "Arn"]}})[0] == "CREATE_COMPLETE"
    # THEN its summary says so, by name
    own = aws.get("summary")["stacks"][f"999999999999/eu-west-1/{name}"]
    assert own == {"deployed": 0, "translated": 0, "recorded": 1, "recordedTypes": ["AWS::CodeArtifact::Domain"]}
    # WHEN it changes in place, is replaced and deleted THEN each is recorded
    aws.deploy(name, domain(name, Tags=[{"Key": "a", "Value": "b"}]))
    aws.deploy(name, domain(f"{name}-2"))
    assert aws.delete(name) == "DELETE_COMPLETE"
    assert [(op, mode) for op, mode, _ in aws.records(name)] == [
        ("create", "recorded"), ("update", "recorded"), ("create", "recorded"), ("delete", "recorded"), ("delete", "recorded")]
    assert f"999999999999/eu-west-1/{name}" not in aws.get("summary")["stacks"]


@pytest.mark.parametrize("resources, expected", [
    ({"Row": {"Type": "AWS::CodeBuild::Fleet", "Properties": {"EnvironmentType": "PLANET"}}}, "'PLANET' is not one of"),
    (analyzer(Colour="red"), "'Colour' was unexpected"),
    (analyzer(AnalyzerName="9 lives"), "does not match"),
    (analyzer(Arn="arn:aws:x"), "is read-only"),
    (analyzer(Tags={"Key": "x"}), "is not of type 'array'"),
    ({"Row": {"Type": "AWS::AccessAnalyzer::Analyzer", "Properties": {}}}, "'Type' is a required property"),
    ({"Row": {"Type": "AWS::Organizations::Account", "Properties": {"AccountName": "x", "Email": "nobody"}}}, "'nobody' does not match"),
])
def test_properties_are_checked_against_the_schema(aws, name, resources, expected):
    # WHEN a property is not what the schema allows THEN the stack fails with the reason of CloudFormation
    status, reason, _ = aws.deploy(name, resources)
    assert status == "ROLLBACK_COMPLETE"
    assert "Model validation failed" in reason
    assert expected in reason


def test_scalars_are_taken_as_CloudFormation_takes_them(aws, name):
    # GIVEN numbers and truth values as text, as parameters give them
    status, reason, _ = aws.deploy(name, {"Row": {"Type": "AWS::CodeBuild::Fleet", "Properties": {
        "BaseCapacity": "1", "ComputeType": "BUILD_GENERAL1_SMALL", "EnvironmentType": "LINUX_CONTAINER"}}})
    assert (status, reason) == ("CREATE_COMPLETE", "")


def test_an_identity_is_taken_once(aws, name):
    tenant = {"Row": {"Type": "AWS::SES::Tenant", "Properties": {"TenantName": name}}}
    # GIVEN a recorded resource with a name of its own
    aws.deploy(name, tenant)
    # WHEN another stack makes the same one THEN it exists already
    status, reason, _ = aws.deploy(f"{name}-other", tenant)
    assert (status, "already exists" in reason) == ("ROLLBACK_COMPLETE", True)
    # but another account may have it
    assert aws.deploy(name, tenant, "333333333333")[0] == "CREATE_COMPLETE"


def test_a_named_resource_is_not_replaced_under_its_name(aws, name):
    def rule(registry):
        return {"Row": {"Type": "AWS::ECR::PullThroughCacheRule", "Properties": {"EcrRepositoryPrefix": name, "UpstreamRegistryUrl": registry}}}
    # GIVEN a resource that the template names WHEN a property changes that only a replacement changes
    aws.deploy(name, rule("public.ecr.aws"))
    status, reason, _ = aws.deploy(name, rule("quay.io"))
    # THEN it is refused, as CloudFormation does
    assert status == "UPDATE_ROLLBACK_COMPLETE"
    assert "cannot update a stack when a custom-named resource requires replacing" in reason


def test_a_type_without_a_schema_is_refused(aws, name):
    with pytest.raises(ClientError, match=r"Unrecognized resource types: \[AWS::Nothing::AtAll\]"):
        aws.client("cloudformation").create_stack(StackName=name, TemplateBody=json.dumps(
            {"Resources": {"Row": {"Type": "AWS::Nothing::AtAll"}}}))


def test_what_ministack_has_is_deployed_and_what_it_only_accepts_is_recorded(aws, name):
    aws.deploy(name, {"Bucket": {"Type": "AWS::S3::Bucket"}, "Metadata": {"Type": "AWS::CDK::Metadata"}})
    assert sorted(aws.records(name)) == [("create", "deployed", "Bucket"), ("create", "recorded", "Metadata")]


def test_an_email_identity_has_its_DKIM_tokens(aws, name):
    identity = {"EmailIdentity": "acme.test", "DkimAttributes": {"SigningEnabled": True}}
    status, _, outputs = aws.deploy(name, {"Row": {"Type": "AWS::SES::EmailIdentity", "Properties": identity}},
                                    outputs={"Name": {"Fn::GetAtt": ["Row", "DkimDNSTokenName1"]}})
    assert status == "CREATE_COMPLETE"
    # the template and SES say the same
    told = aws.client("sesv2").get_email_identity(EmailIdentity="acme.test")["DkimAttributes"]
    assert len(told["Tokens"]) == 3
    assert outputs["Name"] == f"{told['Tokens'][0]}._domainkey.acme.test"
    # and they stay when something else changes
    aws.deploy(name, {"Row": {"Type": "AWS::SES::EmailIdentity", "Properties": identity | {"DkimAttributes": {"SigningEnabled": False}}}})
    assert aws.client("sesv2").get_email_identity(EmailIdentity="acme.test")["DkimAttributes"]["Tokens"] == told["Tokens"]


def test_ARNs_of_recorded_types_are_as_others_check_them(aws, name):
    # GIVEN a component WHEN a recipe names it by its ARN, and a pipeline both THEN each ARN passes the schema of who names it
    resources = {
        "Step": {"Type": "AWS::ImageBuilder::Component", "Properties": {"Name": name, "Platform": "Linux", "Version": "1.0.0", "Data": "{}"}},
        "Recipe": {"Type": "AWS::ImageBuilder::ImageRecipe", "Properties": {
            "Name": name, "Version": "1.0.7", "ParentImage": "ssm:/x", "Components": [{"ComponentArn": {"Fn::GetAtt": ["Step", "Arn"]}}]}},
        "Machine": {"Type": "AWS::ImageBuilder::InfrastructureConfiguration", "Properties": {"Name": name, "InstanceProfileName": "x"}},
        "Pipeline": {"Type": "AWS::ImageBuilder::ImagePipeline", "Properties": {
            "Name": name, "ImageRecipeArn": {"Fn::GetAtt": ["Recipe", "Arn"]},
            "InfrastructureConfigurationArn": {"Fn::GetAtt": ["Machine", "Arn"]}}}}
    status, reason, outputs = aws.deploy(name, resources, outputs={"Arn": {"Fn::GetAtt": ["Recipe", "Arn"]}})
    assert (status, reason) == ("CREATE_COMPLETE", "")
    assert outputs["Arn"] == f"arn:aws:imagebuilder:eu-west-1:999999999999:image-recipe/{name}/1.0.7"
