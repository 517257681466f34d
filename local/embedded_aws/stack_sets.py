"""StackSets: real stacks in every account of the targeted organizational units, made through CloudFormation itself."""
import threading
import traceback
import uuid

from moto.organizations.models import organizations_backends

from . import templates
from .organization import management_account
from .stack_instances import StackInstances

ORGANIZATIONS_ACCESS = "member.org.stacksets.cloudformation.amazonaws.com"


class StackSet:
    """What one AWS::CloudFormation::StackSet asks for, and the instances that it has."""

    def __init__(self, resource):
        self.account, self.region, self.id = resource.account, resource.region, resource.physical_id
        self.name = resource.properties["StackSetName"]
        self.lock = threading.Lock()   # one operation at a time, as on AWS
        self.instances = StackInstances(self.name)
        self.ask(resource.properties)

    def ask(self, properties):
        self.service_managed = properties.get("PermissionModel") == "SERVICE_MANAGED"
        automatic = properties.get("AutoDeployment") or {}
        self.automatic = self.service_managed and bool(automatic.get("Enabled"))
        self.retains = bool(automatic.get("RetainStacksOnAccountRemoval"))
        self.groups = properties.get("StackInstancesGroup") or []
        self.instances.tolerated = int((properties.get("OperationPreferences") or {}).get("FailureTolerancePercentage") or 0)
        body = properties.get("TemplateBody") or templates.fetch(properties["TemplateURL"])
        self.template = {
            "TemplateURL": templates.keep(body), "Tags": properties.get("Tags") or [],
            "Parameters": properties.get("Parameters") or [], "Capabilities": properties.get("Capabilities") or []}

    def bring_about(self, wanted):
        """An operation of its own; an instance that failed keeps its status, see ListStackInstances."""
        with self.lock:
            try:
                self.instances.bring_about(wanted, self.template)
            except Exception:
                traceback.print_exc()

    def wanted(self) -> dict:
        """(account, region) -> parameter overrides of its group."""
        return {(account, region): group.get("ParameterOverrides") or [] for group in self.groups
                for account in self.accounts(group["DeploymentTargets"]) for region in group["Regions"]}

    def accounts(self, targets):
        named = set(targets.get("Accounts") or ())
        if not self.service_managed:
            return named
        members = set()
        for unit in targets.get("OrganizationalUnitIds") or ():
            members |= self._members(unit)
        how = targets.get("AccountFilterType") or "NONE"
        return {"NONE": members, "INTERSECTION": members & named, "DIFFERENCE": members - named,
                "UNION": members | named}[how]

    def _members(self, unit):
        """The active accounts under a unit or the root; never the management account."""
        organization = organizations_backends[management_account(self.account)]["aws"]
        if not any(known.id == unit for known in organization.ou):
            raise ValueError(f"StackSet {self.name}: there is no organizational unit {unit}")
        parents = [unit]
        for parent in parents:
            parents += [child.id for child in organization.ou if child.parent_id == parent]
        return {account.id for account in organization.accounts
                if account.parent_id in parents and account.status == "ACTIVE" and account.id != organization.account_id}


class StackSets:
    """The CloudFormation type, and what happens by itself when an account comes, moves or goes."""
    sent = frozenset({"StackSetName", "PermissionModel", "TemplateBody", "TemplateURL", "Parameters", "Capabilities",
                      "StackInstancesGroup", "AutoDeployment", "OperationPreferences", "Tags", "Description", "CallAs"})

    def __init__(self):
        self.known = {}
        self.activated = set()   # management accounts

    def make(self, resource):
        resource.attributes["StackSetId"] = f"{resource.properties['StackSetName']}:{uuid.uuid4()}"
        resource.identify()
        stack_set = StackSet(resource)
        if any(other.name == stack_set.name and (other.account, other.region) == (stack_set.account, stack_set.region)
               for other in self.known.values()):
            raise ValueError(f"StackSet {stack_set.name} already exists in {stack_set.account} {stack_set.region}.")
        if stack_set.service_managed and not self.has_access(stack_set.account):
            raise ValueError("You must enable organizations access to operate a service managed stack set: call "
                             f"ActivateOrganizationsAccess of CloudFormation, or EnableAWSServiceAccess for {ORGANIZATIONS_ACCESS}.")
        self.known[resource.physical_id] = stack_set
        try:
            with stack_set.lock:
                stack_set.instances.bring_about(stack_set.wanted(), stack_set.template)
        except Exception:
            with stack_set.lock:
                self.known.pop(resource.physical_id)
                stack_set.instances.remove(list(stack_set.instances.live))
            raise

    def change(self, resource, old):
        stack_set = self.known[resource.physical_id]
        with stack_set.lock:
            try:
                stack_set.ask(resource.properties)
                stack_set.instances.bring_about(stack_set.wanted(), stack_set.template)
            except Exception:
                stack_set.ask(old)
                stack_set.instances.bring_about(stack_set.wanted(), stack_set.template)
                raise
            stack_set.instances.remove([key for key in stack_set.instances.live if key not in stack_set.wanted()])

    def destroy(self, resource):
        stack_set = self.known.get(resource.physical_id)
        if stack_set:
            with stack_set.lock:
                stack_set.instances.remove(list(stack_set.instances.live))
                self.known.pop(resource.physical_id)

    def has_access(self, account):
        management = management_account(account)
        services = organizations_backends[management]["aws"].services
        return management in self.activated or any(one["ServicePrincipal"] == ORGANIZATIONS_ACCESS for one in services)

    def membership_changed(self, management):
        """In the background, as on AWS: the call that changed the organization does not wait for stacks."""
        for stack_set in list(self.known.values()):
            if stack_set.automatic and management_account(stack_set.account) == management:
                threading.Thread(target=self._follow, args=(stack_set,), daemon=True, name=f"stack-set-{stack_set.name}").start()

    @staticmethod
    def _follow(stack_set):
        with stack_set.lock:
            try:
                wanted = stack_set.wanted()
                gone = [key for key in stack_set.instances.live if key not in wanted]
                if stack_set.retains:
                    stack_set.instances.forget(gone)
                else:
                    stack_set.instances.remove(gone)
                missing = {key: value for key, value in wanted.items() if key not in stack_set.instances.live}
                stack_set.instances.bring_about(missing, stack_set.template)
            except Exception:   # an instance that failed keeps its status, see ListStackInstances
                traceback.print_exc()
