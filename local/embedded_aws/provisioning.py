"""Permission sets in accounts: moto keeps one list for all of them. A role there follows its permission set only when it is provisioned."""
import json
from uuid import uuid4

from moto.ssoadmin import models, responses

CHANGES = ("attach_managed_policy_to_permission_set", "detach_managed_policy_from_permission_set",
           "attach_customer_managed_policy_reference_to_permission_set", "detach_customer_managed_policy_reference_from_permission_set",
           "put_inline_policy_to_permission_set", "delete_inline_policy_from_permission_set", "update_permission_set")
OUTDATED, PROVISIONED = "LATEST_PERMISSION_SET_NOT_PROVISIONED", "LATEST_PERMISSION_SET_PROVISIONED"
# Accounts whose role is older than the permission set, by its ARN; and what was asked for, by the request.
_outdated, _requests = {}, {}


def prepare():
    backend, response = models.SSOAdminBackend, responses.SSOAdminResponse
    for name in CHANGES:
        _outdate_after(backend, name)
    _provision_with_assignment(backend)
    backend.list_accounts_for_provisioned_permission_set = _accounts
    response.list_permission_sets_provisioned_to_account = _list
    response.provision_permission_set = _provision
    response.describe_permission_set_provisioning_status = _status


def _accounts(backend, instance_arn, permission_set_arn):
    """It stands in the accounts that it is assigned to."""
    backend._find_permission_set(instance_arn, permission_set_arn)
    return sorted({one.target_id for one in backend.account_assignments if one.permission_set_arn == permission_set_arn})


def _outdate_after(backend, name):
    original = getattr(backend, name)

    def changed(self, instance_arn, permission_set_arn, **given):
        answer = original(self, instance_arn=instance_arn, permission_set_arn=permission_set_arn, **given)
        _outdated.setdefault(permission_set_arn, set()).update(_accounts(self, instance_arn, permission_set_arn))
        return answer
    setattr(backend, name, changed)


def _provision_with_assignment(backend):
    original = backend.create_account_assignment

    def create_account_assignment(self, **given):
        answer = original(self, **given)
        _outdated.get(given["permission_set_arn"], set()).discard(given["target_id"])
        return answer
    backend.create_account_assignment = create_account_assignment


def _list(self):
    instance, account, wanted = (self._get_param(name) for name in ("InstanceArn", "AccountId", "ProvisioningStatus"))
    backend = self.ssoadmin_backend
    arns = [one.permission_set_arn for one in backend.permission_sets if account in _accounts(backend, instance, one.permission_set_arn)]
    state = {arn: OUTDATED if account in _outdated.get(arn, ()) else PROVISIONED for arn in arns}
    return json.dumps({"PermissionSets": [arn for arn in arns if wanted in (None, state[arn])]})


def _provision(self):
    instance, arn, kind, account = (self._get_param(name) for name in ("InstanceArn", "PermissionSetArn", "TargetType", "TargetId"))
    accounts = _accounts(self.ssoadmin_backend, instance, arn)
    if kind == "AWS_ACCOUNT" and account not in accounts:
        raise models.ResourceNotFoundException(f"The permission set is not provisioned in the account {account}")
    _outdated.get(arn, set()).difference_update([account] if kind == "AWS_ACCOUNT" else accounts)
    request = str(uuid4())
    _requests[request] = {"PermissionSetArn": arn, "RequestId": request, "Status": "SUCCEEDED", **({"AccountId": account} if account else {})}
    return json.dumps({"PermissionSetProvisioningStatus": _requests[request]})


def _status(self):
    request = self._get_param("ProvisionPermissionSetRequestId")
    if request not in _requests:
        raise models.ResourceNotFoundException(f"Request not found: {request}")
    return json.dumps({"PermissionSetProvisioningStatus": _requests[request]})
