"""What services may do in the organization."""
import pytest
from botocore.exceptions import ClientError

SHARING_ROLE = "AWSServiceRoleForResourceAccessManager"
CONTACT = {"Name": "Security", "Title": "Security team", "EmailAddress": "security@example.com", "PhoneNumber": "+49 30 1"}


@pytest.fixture
def distrust(aws, organization):
    """Takes a service's trusted access away, which another test may have given."""
    return lambda service: aws.client("organizations").disable_aws_service_access(ServicePrincipal=service)


def test_an_administrator_wants_trusted_access_and_is_the_only_one(aws, member, distrust):
    organizations, service = aws.client("organizations"), "detective.amazonaws.com"
    distrust(service)
    with pytest.raises(ClientError) as refused:
        organizations.register_delegated_administrator(AccountId=member, ServicePrincipal=service)
    assert refused.value.response["Error"]["Code"] == "ConstraintViolationException"
    assert refused.value.response["Reason"] == "SERVICE_ACCESS_NOT_ENABLED"
    organizations.enable_aws_service_access(ServicePrincipal=service)
    organizations.register_delegated_administrator(AccountId=member, ServicePrincipal=service)
    with pytest.raises(ClientError, match="AccountAlreadyRegisteredException"):
        organizations.register_delegated_administrator(AccountId=member, ServicePrincipal=service)
    status = organizations.create_account(AccountName="second", Email="second-administrator@example.com")["CreateAccountStatus"]
    with pytest.raises(ClientError, match="limit of delegated administrators"):
        organizations.register_delegated_administrator(AccountId=status["AccountId"], ServicePrincipal=service)
    admins = organizations.list_delegated_administrators(ServicePrincipal=service)["DelegatedAdministrators"]
    assert [admin["Id"] for admin in admins] == [member]


def test_sharing_is_trusted_and_has_its_role(aws, organization):
    assert aws.client("ram").enable_sharing_with_aws_organization()["returnValue"]
    assert aws.client("ram").enable_sharing_with_aws_organization()["returnValue"]
    trusted = aws.client("organizations").list_aws_service_access_for_organization()["EnabledServicePrincipals"]
    assert [one["ServicePrincipal"] for one in trusted].count("ram.amazonaws.com") == 1
    assert aws.client("iam").get_role(RoleName=SHARING_ROLE)["Role"]["Path"] == "/aws-service-role/ram.amazonaws.com/"


def test_root_users_are_managed_once_iam_is_trusted(aws, distrust):
    iam = aws.client("iam")
    distrust("iam.amazonaws.com")
    with pytest.raises(ClientError, match="ServiceAccessNotEnabledException"):
        iam.list_organizations_features()
    aws.client("organizations").enable_aws_service_access(ServicePrincipal="iam.amazonaws.com")
    assert iam.list_organizations_features()["EnabledFeatures"] == []
    iam.enable_organizations_root_sessions()
    iam.enable_organizations_root_sessions()
    assert iam.enable_organizations_root_credentials_management()["EnabledFeatures"] == ["RootSessions", "RootCredentialsManagement"]
    assert iam.list_organizations_features()["EnabledFeatures"] == ["RootSessions", "RootCredentialsManagement"]


def test_contacts_of_a_member_are_the_management_accounts_to_set(aws, member, distrust):
    distrust("account.amazonaws.com")
    management, which = aws.client("account"), {"AlternateContactType": "SECURITY"}
    with pytest.raises(ClientError, match="AccessDeniedException"):
        management.put_alternate_contact(AccountId=member, **which, **CONTACT)
    aws.client("organizations").enable_aws_service_access(ServicePrincipal="account.amazonaws.com")
    management.put_alternate_contact(AccountId=member, **which, **CONTACT)
    own = aws.client("account", member)
    assert own.get_alternate_contact(**which)["AlternateContact"] == {**which, **CONTACT}
    with pytest.raises(ClientError, match="ResourceNotFoundException"):
        management.get_alternate_contact(**which)
    for asker, account in ((management, "999999999999"), (own, "999999999999"), (management, "123123123123")):
        with pytest.raises(ClientError, match="AccessDeniedException"):
            asker.get_alternate_contact(AccountId=account, **which)
