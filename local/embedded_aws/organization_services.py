"""What services may do in the organization, as strict as AWS where moto is lax: who administers them, sharing, root users, contacts."""
import collections
import functools
import json

from ministack.core.responses import get_account_id
from ministack.services import iam
from moto.account.responses import AccountResponse
from moto.core.exceptions import JsonRESTError
from moto.organizations import models
from moto.organizations.exceptions import ConstraintViolationException
from moto.ram.models import ResourceAccessManagerBackend

from . import clients

# Identity Center is switched on from the beginning here, and is trusted by that.
IDENTITY_CENTER = "sso.amazonaws.com"
SHARING, ROOT_USERS, CONTACTS = "ram.amazonaws.com", "iam.amazonaws.com", "account.amazonaws.com"
SHARING_ROLE = "AWSServiceRoleForResourceAccessManager"
FEATURES = {"RootCredentialsManagement": "EnableOrganizationsRootCredentialsManagement", "RootSessions": "EnableOrganizationsRootSessions"}
_features = collections.defaultdict(list)   # management account -> features of IAM that are on


class NoTrustedAccess(ConstraintViolationException):
    def __init__(self, service: str):
        super().__init__(f"You attempted to register a delegated administrator before you enabled service access: {service}.")
        self.Reason = "SERVICE_ACCESS_NOT_ENABLED"


def prepare():
    _guard_administrators()
    _share()
    _manage_root_users()
    _guard_contacts()


def _trusts(account: str, service: str) -> bool:
    organization = models.organizations_backends[account]["aws"]
    return organization.org is not None and any(one["ServicePrincipal"] == service for one in organization.services)


def _guard_administrators():
    """One account a service, as it is for most of them."""
    original = models.OrganizationsBackend.register_delegated_administrator

    @functools.wraps(original)
    def register(self, **given):
        service = given["ServicePrincipal"]
        if service != IDENTITY_CENTER and not _trusts(self.account_id, service):
            raise NoTrustedAccess(service)
        others = [admin.account.id for admin in self.admins if service in admin.services and admin.account.id != given["AccountId"]]
        if others:
            raise ConstraintViolationException(f"You have reached the limit of delegated administrators for {service}: {others[0]} is one.")
        return original(self, **given)
    models.OrganizationsBackend.register_delegated_administrator = register


def _share():
    original = ResourceAccessManagerBackend.enable_sharing_with_aws_organization

    @functools.wraps(original)
    def enable(self):
        answer = original(self)
        if not _trusts(self.account_id, SHARING):
            self.organizations_backend.enable_aws_service_access(ServicePrincipal=SHARING)
        client = clients.client("iam", self.account_id, "us-east-1")
        try:
            client.create_role(RoleName=SHARING_ROLE, Path=f"/aws-service-role/{SHARING}/", AssumeRolePolicyDocument=json.dumps({
                "Version": "2012-10-17",
                "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": SHARING}}]}))
        except client.exceptions.EntityAlreadyExistsException:
            pass
        return answer
    ResourceAccessManagerBackend.enable_sharing_with_aws_organization = enable


def _manage_root_users():
    def answer(action, feature=None):
        def handle(_):
            account = get_account_id()
            if not _trusts(account, ROOT_USERS):
                return iam._error(409, "ServiceAccessNotEnabledException", f"Trusted access is not enabled for {ROOT_USERS}.", ns="iam")
            if feature and feature not in _features[account]:
                _features[account].append(feature)
            members = "".join(f"<member>{one}</member>" for one in _features[account])
            organization = models.organizations_backends[account]["aws"].org.id
            return iam._xml(200, f"{action}Response", f"<{action}Result><OrganizationId>{organization}</OrganizationId>"
                            f"<EnabledFeatures>{members}</EnabledFeatures></{action}Result>", ns="iam")
        return handle
    iam._IAM_HANDLERS["ListOrganizationsFeatures"] = answer("ListOrganizationsFeatures")
    for feature, action in FEATURES.items():
        iam._IAM_HANDLERS[action] = answer(action, feature)


def _guard_contacts():
    """An account asks for its own without an id, the management account with the id of a member."""
    def account_id(self):
        asked, caller = self._get_param("AccountId"), self.current_account
        if asked is None:
            return caller
        organization = models.organizations_backends[caller]["aws"]
        if asked == caller or not _trusts(caller, CONTACTS) or all(account.id != asked for account in organization.accounts):
            raise JsonRESTError("AccessDeniedException", f"{caller} may not ask for the contacts of {asked}.")
        return asked
    AccountResponse._get_account_id = account_id
