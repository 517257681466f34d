"""The StackSets operations of CloudFormation's API that a handler or the tool asks: the switch, what is there, and one more try."""
import threading
import uuid
from xml.sax.saxutils import escape

from ministack.core.responses import get_account_id, get_region
from ministack.services.cloudformation import handlers
from ministack.services.cloudformation.helpers import _error, _extract_string_members, _p, _xml


class StackSetOperations:
    def __init__(self, stack_sets):
        self._stack_sets = stack_sets

    def register(self):
        own = ("ActivateOrganizationsAccess", "DeactivateOrganizationsAccess", "DescribeOrganizationsAccess", "ListStackSets",
               "DescribeStackSet", "ListStackInstances", "DescribeStackInstance", "CreateStackInstances", "UpdateStackInstances")
        for name in own:
            handlers._ACTION_HANDLERS[name] = self._operation(name)

    def _operation(self, name):
        function = getattr(self, "".join(f"_{c.lower()}" if c.isupper() else c for c in name))

        def answer(params):
            try:
                result = function(params)
            except LookupError as error:
                return _error("StackSetNotFoundException", str(error.args[0]), 404)
            except ValueError as error:
                return _error("StackInstanceNotFoundException", str(error), 404)
            return _xml(200, f"{name}Response", f"<{name}Result>{_members(result)}</{name}Result>")
        return answer

    def _activate_organizations_access(self, _):
        self._stack_sets.activated.add(get_account_id())
        return {}

    def _deactivate_organizations_access(self, _):
        self._stack_sets.activated.discard(get_account_id())
        return {}

    def _describe_organizations_access(self, _):
        return {"Status": "ENABLED" if self._stack_sets.has_access(get_account_id()) else "DISABLED"}

    def _list_stack_sets(self, _):
        return {"Summaries": [self._summary(one) for one in self._here()]}

    def _describe_stack_set(self, params):
        one = self._find(params)
        return {"StackSet": {**self._summary(one), "Capabilities": one.template["Capabilities"], "Tags": one.template["Tags"],
                             "Parameters": one.template["Parameters"]}}

    def _list_stack_instances(self, params):
        one = self._find(params)
        wanted = {"account": _p(params, "StackInstanceAccount"), "region": _p(params, "StackInstanceRegion")}
        return {"Summaries": [self._instance(one, instance) for instance in list(one.instances.live.values())
                              if all(not value or getattr(instance, name) == value for name, value in wanted.items())]}

    def _describe_stack_instance(self, params):
        one = self._find(params)
        key = (_p(params, "StackInstanceAccount"), _p(params, "StackInstanceRegion"))
        if key not in one.instances.live:
            raise ValueError(f"StackSet {one.name} has no instance in account {key[0]}, region {key[1]}.")
        return {"StackInstance": self._instance(one, one.instances.live[key])}

    def _create_stack_instances(self, params):
        return self._deploy(params)

    def _update_stack_instances(self, params):
        return self._deploy(params, must_exist=True)

    def _deploy(self, params, must_exist=False):
        """In the background, as on AWS: those of the targeted accounts and regions that the StackSet wants."""
        one = self._find(params)
        accounts = _extract_string_members(params, "DeploymentTargets.Accounts")
        regions = _extract_string_members(params, "Regions")
        keys = [(account, region) for account in accounts for region in regions]
        for account, region in keys:
            if must_exist and (account, region) not in one.instances.live:
                raise ValueError(f"StackSet {one.name} has no instance in account {account}, region {region}.")
        wanted = {key: value for key, value in one.wanted().items() if key in keys}
        threading.Thread(target=one.bring_about, args=(wanted,), daemon=True, name=f"stack-set-{one.name}").start()
        return {"OperationId": str(uuid.uuid4())}

    def _here(self):
        return [one for one in list(self._stack_sets.known.values()) if (one.account, one.region) == (get_account_id(), get_region())]

    def _find(self, params):
        name = _p(params, "StackSetName")
        for one in self._here():
            if name in (one.name, one.id):
                return one
        raise LookupError(f"StackSet {name} not found in {get_account_id()} {get_region()}.")

    @staticmethod
    def _summary(one):
        return {"StackSetName": one.name, "StackSetId": one.id, "Status": "ACTIVE",
                "PermissionModel": "SERVICE_MANAGED" if one.service_managed else "SELF_MANAGED",
                "AutoDeployment": {"Enabled": one.automatic, "RetainStacksOnAccountRemoval": one.retains}}

    @staticmethod
    def _instance(one, instance):
        status = {"CURRENT": "SUCCEEDED"}.get(instance.status, "FAILED" if instance.reason else "RUNNING")
        return {"StackSetId": one.id, "Account": instance.account, "Region": instance.region, "StackId": instance.stack_id,
                "Status": instance.status, "StatusReason": instance.reason, "StackInstanceStatus": {"DetailedStatus": status}}


def _members(value) -> str:
    if isinstance(value, dict):
        return "".join(f"<{name}>{_members(item)}</{name}>" for name, item in value.items())
    if isinstance(value, list):
        return "".join(f"<member>{_members(item)}</member>" for item in value)
    return str(value).lower() if isinstance(value, bool) else escape(str(value))
