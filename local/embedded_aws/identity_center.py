"""Identity Center in moto: the same instance at every start, with ids of AWS's form."""
import functools
import json
import secrets

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
