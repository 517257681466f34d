"""A zone is signed with a key of KMS, and stops only when no parent says that it is."""
import hashlib

ACCOUNT = "777777777731"
POLICY = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": f"arn:aws:iam::{ACCOUNT}:root"}, "Action": "kms:*", "Resource": "*"}]}


def made(aws, name):
    key = {"Key": {"Type": "AWS::KMS::Key", "Properties": {"KeySpec": "ECC_NIST_P256", "KeyUsage": "SIGN_VERIFY", "KeyPolicy": POLICY}}}
    status, reason, outputs = aws.deploy(f"{name}-key", key, ACCOUNT, "us-east-1", {"Arn": {"Fn::GetAtt": ["Key", "Arn"]}})
    assert status == "CREATE_COMPLETE", reason
    zone = {"Zone": {"Type": "AWS::Route53::HostedZone", "Properties": {"Name": f"{name}.test"}}}
    signing = {
        "Signer": {"Type": "AWS::Route53::KeySigningKey", "Properties": {
            "HostedZoneId": {"Ref": "Zone"}, "KeyManagementServiceArn": outputs["Arn"], "Name": "one", "Status": "ACTIVE"}},
        "Signing": {"Type": "AWS::Route53::DNSSEC", "DependsOn": "Signer", "Properties": {"HostedZoneId": {"Ref": "Zone"}}}}
    status, reason, outputs = aws.deploy(name, {**zone, **signing}, ACCOUNT, outputs={"Zone": {"Ref": "Zone"}, "Key": outputs["Arn"]})
    assert status == "CREATE_COMPLETE", reason
    return zone, outputs


def test_the_ds_is_that_of_the_key_in_kms(aws):
    # GIVEN
    _, outputs = made(aws, "signed")
    # WHEN
    told = aws.client("route53", ACCOUNT).get_dnssec(HostedZoneId=outputs["Zone"])
    # THEN
    assert told["Status"]["ServeSignature"] == "SIGNING"
    [key] = told["KeySigningKeys"]
    public = aws.client("kms", ACCOUNT, "us-east-1").get_public_key(KeyId=outputs["Key"])["PublicKey"][-64:]
    rdata = bytes([1, 1, 3, 13]) + public
    digest = hashlib.sha256(b"\x06signed\x04test\x00" + rdata).hexdigest().upper()
    assert key["DSRecord"].split()[1:] == ["13", "2", digest]


def test_it_stops_when_its_parent_does_not_name_the_key(aws):
    # GIVEN
    zone, outputs = made(aws, "chained")
    route53 = aws.client("route53", ACCOUNT)
    [key] = route53.get_dnssec(HostedZoneId=outputs["Zone"])["KeySigningKeys"]
    parent = route53.create_hosted_zone(Name="test", CallerReference="chained")["HostedZone"]["Id"]

    def change(action):
        record = {"Name": "chained.test", "Type": "DS", "TTL": 300, "ResourceRecords": [{"Value": key["DSRecord"]}]}
        route53.change_resource_record_sets(HostedZoneId=parent, ChangeBatch={"Changes": [{"Action": action, "ResourceRecordSet": record}]})
    change("CREATE")
    # WHEN
    aws.deploy("chained", zone, ACCOUNT)
    # THEN
    assert route53.get_dnssec(HostedZoneId=outputs["Zone"])["Status"]["ServeSignature"] == "SIGNING"


def test_a_key_elsewhere_than_in_us_east_1_is_refused(aws):
    key = aws.client("kms", ACCOUNT, "eu-west-1").create_key(KeySpec="ECC_NIST_P256", KeyUsage="SIGN_VERIFY")["KeyMetadata"]["Arn"]
    status, reason, _ = aws.deploy("elsewhere", {
        "Zone": {"Type": "AWS::Route53::HostedZone", "Properties": {"Name": "elsewhere.test"}},
        "Signer": {"Type": "AWS::Route53::KeySigningKey", "Properties": {
            "HostedZoneId": {"Ref": "Zone"}, "KeyManagementServiceArn": key, "Name": "one", "Status": "ACTIVE"}}}, ACCOUNT)
    assert status == "ROLLBACK_COMPLETE" and "us-east-1" in reason
