"""What is pushed to a repository in one account is read in another. Nobody is refused here: no emulator asks IAM, the access matrix does."""
import hashlib
import json

import pytest
from botocore.exceptions import ClientError

ARTIFACTS, PRODUCTION = "555555555555", "888888888888"
MANIFEST = json.dumps({
    "schemaVersion": 2, "mediaType": "application/vnd.oci.image.manifest.v1+json",
    "config": {"mediaType": "application/vnd.oci.image.config.v1+json", "size": 2, "digest": f"sha256:{'a' * 64}"}, "layers": []})


def repository(name):
    return {"Row": {"Type": "AWS::ECR::Repository", "Properties": {
        "RepositoryName": name, "ImageTagMutability": "IMMUTABLE", "ImageScanningConfiguration": {"ScanOnPush": True},
        "EncryptionConfiguration": {"EncryptionType": "AES256"},
        "RepositoryPolicyText": {"Version": "2012-10-17", "Statement": [{
            "Effect": "Allow", "Principal": {"AWS": "*"}, "Action": ["ecr:BatchGetImage"],
            "Condition": {"ForAnyValue:StringLike": {"aws:PrincipalOrgPaths": ["o-exampleorgid/r-exam/ou-exam-producti/*"]}}}]}}}}


def test_an_image_is_pushed_once_and_read_by_its_digest_from_another_account(aws, name):
    # GIVEN a repository of the artifacts account
    assert aws.deploy(name, repository(name), ARTIFACTS)[:2] == ("CREATE_COMPLETE", "")
    publisher, consumer = aws.client("ecr", ARTIFACTS), aws.client("ecr", PRODUCTION)
    # WHEN a publisher pushes a manifest
    image = publisher.put_image(repositoryName=name, imageManifest=MANIFEST, imageTag="v1.4.2")["image"]
    digest = image["imageId"]["imageDigest"]
    # THEN its digest is that of its bytes, and another account reads it there by that digest
    assert digest == f"sha256:{hashlib.sha256(MANIFEST.encode()).hexdigest()}"
    read = consumer.batch_get_image(registryId=ARTIFACTS, repositoryName=name, imageIds=[{"imageDigest": digest}])
    assert [one["imageManifest"] for one in read["images"]] == [MANIFEST]


def test_a_tag_is_for_good(aws, name):
    aws.deploy(name, repository(name), ARTIFACTS)
    publisher = aws.client("ecr", ARTIFACTS)
    publisher.put_image(repositoryName=name, imageManifest=MANIFEST, imageTag="v1.4.2")
    with pytest.raises(ClientError, match="ImageTagAlreadyExistsException"):
        publisher.put_image(repositoryName=name, imageManifest=MANIFEST.replace("a" * 64, "b" * 64), imageTag="v1.4.2")
