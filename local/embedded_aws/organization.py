"""The organization in moto, as strict as AWS where moto is lax."""
import functools
import json

from moto.moto_api._internal import mock_random
from moto.organizations import models
from moto.organizations.exceptions import (
    ConstraintViolationException, DuplicateOrganizationalUnitException, OrganizationsClientError, PolicyTypeNotEnabledException)

from . import clients
from .account_creations import AccountCreations
from .policy_documents import fault

# Trusted services and policy types that moto does not know yet.
SERVICES = ("access-analyzer", "account", "cloudtrail", "config", "config-multiaccountsetup", "controltower", "cost-optimization-hub",
            "detective", "fms", "guardduty", "health", "iam", "inspector2", "ipam", "macie", "malware-protection.guardduty",
            "member.org.stacksets.cloudformation", "ram", "securityhub", "securitylake", "servicequotas", "ssm", "sso",
            "stacksets.cloudformation", "storage-lens.s3", "tagpolicies.tag", "user-subscriptions")
POLICY_TYPES = ("DECLARATIVE_POLICY_EC2", "BACKUP_POLICY", "CHATBOT_POLICY", "S3_POLICY", "SECURITYHUB_POLICY",
                "INSPECTOR_POLICY")
LEVELS_OF_UNITS = 5
# What a member may ask; the rest is for the management account and, as far as it reads, for delegated administrators.
OF_MEMBERS = ("DescribeOrganization", "LeaveOrganization")
REFUSAL = (400, [(b"content-type", b"application/x-amz-json-1.1")], json.dumps({
    "__type": "AccessDeniedException", "Message": "You don't have permissions to access this resource."}).encode())


def prepare(account_ids: dict, policies_per_target: int, creation_looks: int, membership_changed):
    """`membership_changed(management account)` is told when an account comes, moves or goes."""
    _know_more(models.FakeServiceAccess.TRUSTED_SERVICES, [f"{name}.amazonaws.com" for name in SERVICES])
    _know_more(models.FakeDelegatedAdministrator.SUPPORTED_SERVICES, [f"{name}.amazonaws.com" for name in SERVICES])
    _know_more(models.FakePolicy.SUPPORTED_POLICY_TYPES, POLICY_TYPES)
    _know_more(models.FakeRoot.SUPPORTED_POLICY_TYPES, POLICY_TYPES)
    _make_policies_of_new_types()
    _fix_account_ids(account_ids)
    _guard_units()
    _guard_accounts(membership_changed, AccountCreations(creation_looks))
    _guard_policies(policies_per_target)


def management_account(account: str) -> str:
    """The account that owns the organization of an account; the account itself where there is none."""
    return models.organizations_backends.master_accounts.get(account, (account, None))[0]


def trusts(management: str, service: str) -> bool:
    """Whether an account manages an organization with trusted access for a service."""
    if management not in models.organizations_backends or management_account(management) != management:
        return False
    return any(one["ServicePrincipal"] == service for one in models.organizations_backends[management]["aws"].services)


def owner_for(account: str, operation: str) -> str | None:
    """The account as which moto answers an operation of AWS Organizations; None if the caller may not ask."""
    owner = management_account(account)
    if owner == account or operation in OF_MEMBERS:
        return account
    delegated = any(one.account.id == account for one in models.organizations_backends[owner]["aws"].admins)
    return owner if delegated and operation.startswith(("List", "Describe")) else None


def _know_more(known: list, more):
    known.extend(name for name in more if name not in known)


def _around(name):
    """Replaces a method of moto's backend by one that gets the original first."""
    original = getattr(models.OrganizationsBackend, name)

    def replace(guard):
        @functools.wraps(original)
        def guarded(self, **given):
            return guard(self, functools.partial(original, self), **given)
        setattr(models.OrganizationsBackend, name, guarded)
        return guarded
    return replace


def _make_policies_of_new_types():
    """moto knows how a type is called where it stands in an ARN, and has no other use for it."""
    original = models.FakePolicy.__init__

    def of_any_type(self, organization, **given):
        new = given.get("Type") in POLICY_TYPES
        original(self, organization, **(given | {"Type": "TAG_POLICY"} if new else given))
        if new:
            self.type = given["Type"]
            self._arn_format = self._arn_format.replace("tag_policy", self.type.lower())
    models.FakePolicy.__init__ = of_any_type


def _fix_account_ids(ids: dict):
    original = models.FakeAccount.__init__

    def with_fixed_id(self, organization, **given):
        original(self, organization, **given)
        self.id = ids.get(self.email) or _free_id(set(ids.values()), self.id)
    models.FakeAccount.__init__ = with_fixed_id


def _free_id(taken, account):
    while account in taken:
        account = str(mock_random.randrange(10 ** 11, 10 ** 12))
    return account


def _guard_units():
    def refuse_taken_name(self, parent, name, own=None):
        if any(unit.parent_id == parent and unit.name == name and unit.id != own for unit in self.ou):
            raise DuplicateOrganizationalUnitException

    @_around("create_organizational_unit")
    def create(self, original, **given):
        self.validate_parent_id(given["ParentId"])
        refuse_taken_name(self, given["ParentId"], given["Name"])
        depth, parent = 1, given["ParentId"]
        while parent != self.org.root_id:
            depth, parent = depth + 1, self.get_organizational_unit_by_id(parent).parent_id
        if depth > LEVELS_OF_UNITS:
            raise ConstraintViolationException(f"You have exceeded the organizational unit depth limit of {LEVELS_OF_UNITS}.")
        return original(**given)

    @_around("update_organizational_unit")
    def update(self, _, **given):   # moto compares the name with every unit of the organization, the unit itself too
        unit = self.get_organizational_unit_by_id(given["OrganizationalUnitId"])
        refuse_taken_name(self, unit.parent_id, given.get("Name", unit.name), unit.id)
        unit.name = given.get("Name", unit.name)
        return unit.describe()

    @_around("delete_organizational_unit")
    def delete(self, original, **given):
        unit = self.get_organizational_unit_by_id(given["OrganizationalUnitId"])
        if any(child.parent_id == unit.id for child in [*self.ou, *self.accounts]):
            raise OrganizationsClientError("OrganizationalUnitNotEmptyException",
                                           "The specified OU is not empty. Move all accounts to another root or to other OUs, "
                                           "remove all child OUs, and try the operation again.")
        for policy in unit.attached_policies:
            policy.attachments.remove(unit)
        return original(**given)


def _guard_accounts(membership_changed, creations):
    @_around("create_account")
    def create(self, original, **given):
        if self.org is None:
            return original(**given)

        def make():
            account = original(**given)["CreateAccountStatus"]["AccountId"]
            _make_access_role(self.account_id, account, given.get("RoleName"))
            membership_changed(self.account_id)
            return account
        return {"CreateAccountStatus": creations.begin(self, given, make)}

    @_around("describe_create_account_status")
    def describe(self, original, **given):
        status = creations.look(self).get(given["CreateAccountRequestId"])
        return {"CreateAccountStatus": status} if status else original(**given)

    @_around("list_create_account_status")
    def list_statuses(self, original, **given):
        states = given.get("States") or ["IN_PROGRESS", "SUCCEEDED", "FAILED"]
        return {"CreateAccountStatuses": [status for status in creations.look(self).values() if status["State"] in states]}

    @_around("move_account")
    def move(self, original, **given):
        account = self.get_account_by_id(given["AccountId"])
        if account.parent_id != given["SourceParentId"]:
            raise OrganizationsClientError("SourceParentNotFoundException",
                                           "We can't find a source root or OU with the ParentId that you specified.")
        if not any(unit.id == given["DestinationParentId"] for unit in self.ou):
            raise OrganizationsClientError("DestinationParentNotFoundException",
                                           "We can't find the destination container (a root or OU) that you specified.")
        if given["DestinationParentId"] == given["SourceParentId"]:
            raise OrganizationsClientError("DuplicateAccountException", "That account is already present in the specified destination.")
        original(**given)
        membership_changed(self.account_id)

    for name in ("close_account", "remove_account_from_organization"):
        @_around(name)
        def leave(self, original, **given):
            if given["AccountId"] == self.account_id:
                raise ConstraintViolationException("You cannot close or remove the management account of the organization.")
            original(**given)
            membership_changed(self.account_id)


def _make_access_role(management: str, account: str, name: str | None):
    """AWS makes this role in every account that it creates; moto makes it in an IAM that nothing here asks."""
    trust = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole",
                                                     "Principal": {"AWS": f"arn:aws:iam::{management}:root"}}]}
    iam = clients.client("iam", account, "us-east-1")
    name = name or "OrganizationAccountAccessRole"
    iam.create_role(RoleName=name, AssumeRolePolicyDocument=json.dumps(trust))
    iam.attach_role_policy(RoleName=name, PolicyArn="arn:aws:iam::aws:policy/AdministratorAccess")


def _guard_policies(per_target: int):
    def check(policy_type, content):
        found = fault(policy_type, content)
        if found and found.too_long:
            raise ConstraintViolationException(found.reason)
        if found:
            raise OrganizationsClientError("MalformedPolicyDocumentException", found.reason)

    @_around("create_policy")
    def create(self, original, **given):
        check(given["Type"], given["Content"])
        return original(**given)

    @_around("update_policy")
    def update(self, original, **given):
        policy = self.get_policy_by_id(given["PolicyId"])
        if given.get("Content") is not None:
            check(policy.type, given["Content"])
        if any(other.name == given.get("Name") and other is not policy for other in self.policies):
            raise models.DuplicatePolicyException
        return original(**given)

    @_around("attach_policy")
    def attach(self, original, **given):
        policy = self.get_policy_by_id(given["PolicyId"])
        target = next((one for one in [*self.ou, *self.accounts] if one.id == given["TargetId"]), None)
        if target and not policy.aws_managed:
            if not any(enabled["Type"] == policy.type for unit in self.ou for enabled in getattr(unit, "policy_types", ())):
                raise PolicyTypeNotEnabledException
            if policy in target.attached_policies:
                raise OrganizationsClientError("DuplicatePolicyAttachmentException",
                                               "The selected policy is already attached to the specified target.")
            attached = sum(one.type == policy.type for one in target.attached_policies)
            if attached >= per_target:
                raise ConstraintViolationException(
                    f"You have attached the maximum number of policies: {given['TargetId']} has {attached} of type "
                    f"{policy.type}, the limit is {per_target}.")
        return original(**given)

    @_around("detach_policy")
    def detach(self, original, **given):
        policy = self.get_policy_by_id(given["PolicyId"])
        target = next((one for one in [*self.ou, *self.accounts] if one.id == given["TargetId"]), None)
        if target and policy not in target.attached_policies:
            raise OrganizationsClientError("PolicyNotAttachedException",
                                           "The policy isn't attached to the specified target in the specified root.")
        of_type = [one for one in target.attached_policies if one.type == policy.type] if target else []
        if policy.type in ("SERVICE_CONTROL_POLICY", "RESOURCE_CONTROL_POLICY") and of_type == [policy]:
            raise ConstraintViolationException(f"You cannot remove the last policy of type {policy.type} from {given['TargetId']}.")
        return original(**given)
