"""Identity Center in moto: the same instance at every start, with ids of AWS's form."""
import functools
import json
import secrets

from moto.identitystore.models import identitystore_backends
from moto.ssoadmin import models

from . import identity_store, provisioning

INSTANCE_ARN = "arn:aws:sso:::instance/ssoins-1234567890abcdef"
IDENTITY_STORE_ID = "d-1234567890"


def prepare():
    original = models.Instance.__init__

    def with_fixed_ids(self, *arguments, **named):
        original(self, *arguments, **named)
        self.instance_arn, self.identity_store_id = INSTANCE_ARN, IDENTITY_STORE_ID
    models.Instance.__init__ = with_fixed_ids
    models.PermissionSet.generate_id = staticmethod(_permission_set_arn)
    models.SSOAdminBackend._find_managed_policy = _managed_policy
    _guard_assignments(models.SSOAdminBackend)
    _tell_by_groups(models.SSOAdminBackend)
    provisioning.prepare()
    identity_store.prepare()


def _guard_assignments(backend):
    """A permission set that somebody has is not deleted."""
    delete = backend.delete_permission_set

    def delete_permission_set(self, instance_arn, permission_set_arn):
        if any(one.permission_set_arn == permission_set_arn for one in self.account_assignments):
            raise models.ConflictException("PermissionSet is being used in account assignments")
        return delete(self, instance_arn, permission_set_arn)
    backend.delete_permission_set = delete_permission_set


def _tell_by_groups(backend):
    """Asked for a user, AWS tells what comes by the user's groups as well."""
    own = backend.list_account_assignments_for_principal.__wrapped__

    @models.paginate(models.PAGINATION_MODEL)
    def list_account_assignments_for_principal(self, filter_, instance_arn, principal_id, principal_type, **_):
        principals = [(principal_id, principal_type)]
        if principal_type == "USER":
            store = identitystore_backends[self.account_id][self.region_name].identity_stores.get(IDENTITY_STORE_ID)
            memberships = store.group_memberships.values() if store else ()
            principals += [(one["GroupId"], "GROUP") for one in memberships if one["MemberId"]["UserId"] == principal_id]
        return [one for id_, kind in principals for one in own(self, filter_, instance_arn, id_, kind)]
    backend.list_account_assignments_for_principal = list_account_assignments_for_principal


def _permission_set_arn(instance_arn: str) -> str:
    """moto's form of it is not AWS's, and CloudFormation's schemas refuse it."""
    return f"arn:aws:sso:::permissionSet/{instance_arn.rpartition('/')[2]}/ps-{secrets.token_hex(8)}"


def _managed_policy(_, arn: str):
    """moto does not find the policies of AWS that have a path, such as job-function/ViewOnlyAccess."""
    name = arn.rpartition("/")[2]
    known = _managed_policies().get(name)
    if not known or arn != f"arn:aws:iam::aws:policy{known['Path']}{name}":
        raise models.ResourceNotFoundException(f"Policy does not exist with ARN: {arn}")
    return models.ManagedPolicy(arn, name)


@functools.cache
def _managed_policies():
    return json.loads(models.aws_managed_policies_data)
