"""Security Hub of a whole organization, with central configuration, as far as moto lacks it."""
import uuid

from .. import organization
from ..rest_json import Refused
from .of_organization import NOW, OfOrganization, token


class SecurityHub(OfOrganization):
    """With central configuration: what is associated with the root holds for every account, in the home region and those that are linked to it."""

    def __init__(self):
        super().__init__()
        self._hubs, self._aggregators, self._policies, self._associations = set(), {}, {}, {}

    def takes_all(self, administrator, region):
        return bool(self._organization.get((administrator, region), {}).get("AutoEnable")) or self._policy_of(administrator, region) is not None

    def enable_organization_admin_account(self, account, region, AdminAccountId, **_):
        self.appoint(account, region, AdminAccountId)
        self._hubs.add((AdminAccountId, region))
        return {"AdminAccountId": AdminAccountId}

    def list_organization_admin_accounts(self, account, region, **_):
        found = self.administrator(account, region)
        return {"AdminAccounts": [{"AccountId": found, "Status": "ENABLED"}] if found else []}

    def enable_security_hub(self, account, region, **_):
        if (account, region) in self._hubs:
            raise Refused("ResourceConflictException", "Account is already subscribed to Security Hub", 409)
        self._hubs.add((account, region))

    def describe_hub(self, account, region, **_):
        if not self._is_on(account, region):
            raise Refused("InvalidAccessException", f"Account {account} is not subscribed to AWS Security Hub", 401)
        return {"HubArn": f"arn:aws:securityhub:{region}:{account}:hub/default", "SubscribedAt": NOW, "AutoEnableControls": True}

    def disable_security_hub(self, account, region):
        self.describe_hub(account, region)
        self._hubs.discard((account, region))

    def get_enabled_standards(self, account, region, **_):
        self.describe_hub(account, region)
        policy = self._policy_of(account, region)
        return {"StandardsSubscriptions": [
            {"StandardsArn": arn, "StandardsInput": {}, "StandardsStatus": "READY",
             "StandardsSubscriptionArn": f"arn:aws:securityhub:{region}:{account}:subscription/{arn.partition('/')[2]}"}
            for arn in (policy or {}).get("EnabledStandardIdentifiers", ())]}

    def list_members(self, account, region, **_):
        self.settings(account, region)
        return {"Members": [{"AccountId": one, "Email": email, "AdministratorId": account, "MasterId": account, "MemberStatus": "Enabled"}
                            for one, email in self.members(account, region).items()]}

    def describe_organization_configuration(self, account, region, **_):
        settings = self.settings(account, region)
        return {"AutoEnable": settings.get("AutoEnable", False), "AutoEnableStandards": settings.get("AutoEnableStandards", "DEFAULT"),
                "MemberAccountLimitReached": False,
                "OrganizationConfiguration": {"ConfigurationType": "LOCAL", **settings.get("OrganizationConfiguration", {}), "Status": "ENABLED"}}

    def update_organization_configuration(self, account, region, AutoEnable, **given):
        settings = self.settings(account, region)
        if given.get("OrganizationConfiguration", {}).get("ConfigurationType") == "CENTRAL" and (account, region) not in self._aggregators:
            raise Refused("ResourceConflictException", "Central configuration asks for a finding aggregator in this region first.", 409)
        settings.update({"AutoEnable": AutoEnable, **given})

    def create_finding_aggregator(self, account, region, RegionLinkingMode, Regions=()):
        self.describe_hub(account, region)
        if any(owner == account for owner, _ in self._aggregators):
            raise Refused("LimitExceededException", "An account has one finding aggregator.", 429)
        made = {"FindingAggregatorArn": f"arn:aws:securityhub:{region}:{account}:finding-aggregator/{token('aggregator', account, region)}",
                "FindingAggregationRegion": region, "RegionLinkingMode": RegionLinkingMode, "Regions": list(Regions)}
        return self._aggregators.setdefault((account, region), made)

    def get_finding_aggregator(self, account, region, FindingAggregatorArn):
        return self._aggregator(account, FindingAggregatorArn)

    def list_finding_aggregators(self, account, region, **_):
        return {"FindingAggregators": [{"FindingAggregatorArn": one["FindingAggregatorArn"]} for (owner, _), one in self._aggregators.items() if owner == account]}

    def update_finding_aggregator(self, account, region, FindingAggregatorArn, RegionLinkingMode, Regions=()):
        found = self._aggregator(account, FindingAggregatorArn)
        found.update(RegionLinkingMode=RegionLinkingMode, Regions=list(Regions))
        return found

    def delete_finding_aggregator(self, account, region, FindingAggregatorArn):
        self._aggregator(account, FindingAggregatorArn)
        self._aggregators = {key: one for key, one in self._aggregators.items() if one["FindingAggregatorArn"] != FindingAggregatorArn}

    def create_configuration_policy(self, account, region, Name, ConfigurationPolicy, Description="", **_):
        if self.settings(account, region).get("OrganizationConfiguration", {}).get("ConfigurationType") != "CENTRAL":
            raise Refused("InvalidAccessException", "Central configuration is not on.", 401)
        identifier = str(uuid.uuid5(uuid.NAMESPACE_OID, f"{account}/{region}/{Name}"))
        made = {"Arn": f"arn:aws:securityhub:{region}:{account}:configuration-policy/{identifier}", "Id": identifier, "Name": Name, "Description": Description,
                "UpdatedAt": NOW, "CreatedAt": NOW, "ConfigurationPolicy": ConfigurationPolicy}
        if identifier in self._policies:
            raise Refused("ResourceConflictException", f"There is a policy {Name}.", 409)
        return self._policies.setdefault(identifier, made)

    def get_configuration_policy(self, account, region, Identifier):
        found = self._policies.get(Identifier.rpartition("/")[2])
        if not found:
            raise Refused("ResourceNotFoundException", f"There is no policy {Identifier}.", 404)
        return found

    def update_configuration_policy(self, account, region, Identifier, **given):
        found = self.get_configuration_policy(account, region, Identifier)
        found.update({name: given[name] for name in ("Name", "Description", "ConfigurationPolicy") if name in given})
        return found

    def delete_configuration_policy(self, account, region, Identifier):
        if self.get_configuration_policy(account, region, Identifier)["Id"] in self._associations.values():
            raise Refused("ResourceInUseException", f"Policy {Identifier} is associated.", 400)
        del self._policies[Identifier.rpartition("/")[2]]

    def start_configuration_policy_association(self, account, region, ConfigurationPolicyIdentifier, Target):
        policy = self.get_configuration_policy(account, region, ConfigurationPolicyIdentifier)["Id"]
        self._associations[account, *_target(Target)] = policy
        return self._association(policy, Target)

    def get_configuration_policy_association(self, account, region, Target):
        policy = self._associations.get((account, *_target(Target)))
        if not policy:
            raise Refused("ResourceNotFoundException", "Nothing is associated with it.", 404)
        return self._association(policy, Target)

    def start_configuration_policy_disassociation(self, account, region, Target=None, **_):
        self._associations.pop((account, *_target(Target)), None)

    def homes(self, account, region):
        """Where else a finding of this account and region is seen: (account, region)."""
        administrator = self.administrator(account, region)
        if administrator is None or not (account == administrator or self.is_member(account, region)):
            return []
        home = next((at for (owner, at), one in self._aggregators.items() if owner == administrator and _links(one, region)), region)
        return [seen for seen in dict.fromkeys([(administrator, region), (administrator, home)]) if seen != (account, region)]

    def _is_on(self, account, region):
        return (account, region) in self._hubs or self._policy_of(account, region) is not None and account != organization.management_account(account)

    def _policy_of(self, account, region):
        """The policy at the root; None where none takes effect."""
        for (owner, home), one in self._aggregators.items():
            if not _links(one, region) or owner != self._administrators.get((organization.management_account(account), home)):
                continue
            at_root = [policy for (administrator, kind, _), policy in self._associations.items() if administrator == owner and kind == "RootId"]
            said = self._policies[at_root[0]]["ConfigurationPolicy"]["SecurityHub"] if at_root else {}
            if said.get("ServiceEnabled"):
                return said
        return None

    def _aggregator(self, account, arn):
        found = next((one for (owner, _), one in self._aggregators.items() if owner == account and one["FindingAggregatorArn"] == arn), None)
        if not found:
            raise Refused("ResourceNotFoundException", f"There is no aggregator {arn}.", 404)
        return found

    @staticmethod
    def _association(policy, target):
        kind, identifier = _target(target)
        return {"ConfigurationPolicyId": policy, "TargetId": identifier, "TargetType": {"RootId": "ROOT", "AccountId": "ACCOUNT"}.get(kind, "ORGANIZATIONAL_UNIT"),
                "AssociationType": "APPLIED", "UpdatedAt": NOW, "AssociationStatus": "SUCCESS"}


def _target(target):
    return next(iter(target.items()))


def _links(aggregator, region) -> bool:
    if region == aggregator["FindingAggregationRegion"]:
        return True
    named = region in aggregator["Regions"]
    return {"SPECIFIED_REGIONS": named, "ALL_REGIONS_EXCEPT_SPECIFIED": not named, "ALL_REGIONS": True}[aggregator["RegionLinkingMode"]]
