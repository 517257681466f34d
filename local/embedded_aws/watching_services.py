"""GuardDuty, Inspector, Security Hub and IAM Access Analyzer of a whole organization, as far as moto lacks it: who administers them, and who is a member."""
import hashlib
import uuid

from moto.organizations import models

from . import organization
from .rest_json import Refused, RestJson

NOW = "2026-01-01T00:00:00.000Z"


def _token(*parts) -> str:
    return hashlib.sha256("/".join(parts).encode()).hexdigest()[:32]


class OfOrganization:
    """Administrators and members of one service. Those that it takes by itself are there at once: AWS takes up to a day."""
    not_administrator = "AccessDeniedException"

    def __init__(self):
        self._administrators, self._added, self._organization = {}, {}, {}

    def appoint(self, account, region, administrator):
        management = organization.management_account(account)
        if management != account or management not in models.organizations_backends:
            raise Refused("AccessDeniedException", f"{account} is not the management account of an organization.", 403)
        if administrator not in self.accounts(account):
            raise Refused("InvalidInputException", f"{administrator} is not an account of the organization.")
        known = self._administrators.setdefault((management, region), administrator)
        if known != administrator:
            raise Refused("BadRequestException", f"{known} is the administrator already.")

    def administrator(self, account, region):
        return self._administrators.get((organization.management_account(account), region))

    def settings(self, account, region):
        """What the administrator says of the organization; whoever else asks is refused."""
        if self.administrator(account, region) != account:
            raise Refused(self.not_administrator, f"{account} does not administer the service in {region}.", 403 if "Access" in self.not_administrator else 400)
        return self._organization.setdefault((account, region), {})

    @staticmethod
    def accounts(account):
        """Active accounts of the organization that this one is in, by id."""
        backend = models.organizations_backends[organization.management_account(account)]["aws"]
        return {one.id: one.email for one in backend.accounts if one.status == "ACTIVE"}

    def takes_all(self, administrator, region) -> bool:
        raise NotImplementedError

    def add(self, administrator, region, account):
        self._added.setdefault((administrator, region), set()).add(account)

    def members(self, administrator, region):
        everybody = self.accounts(administrator)
        wanted = everybody if self.takes_all(administrator, region) else self._added.get((administrator, region), ())
        return {one: everybody[one] for one in wanted if one != administrator and one in everybody}

    def is_member(self, account, region) -> bool:
        administrator = self.administrator(account, region)
        return administrator == account or administrator is not None and account in self.members(administrator, region)


class GuardDuty(OfOrganization):
    not_administrator = "BadRequestException"

    def __init__(self):
        super().__init__()
        self._detectors = {}

    def takes_all(self, administrator, region):
        return self._organization.get((administrator, region), {}).get("AutoEnableOrganizationMembers") == "ALL"

    def enable_organization_admin_account(self, account, region, AdminAccountId):
        self.appoint(account, region, AdminAccountId)

    def list_organization_admin_accounts(self, account, region, **_):
        found = self.administrator(account, region)
        return {"AdminAccounts": [{"AdminAccountId": found, "AdminStatus": "ENABLED"}] if found else []}

    def list_detectors(self, account, region, **_):
        found = self._detector(account, region)
        return {"DetectorIds": [found["Id"]] if found else []}

    def create_detector(self, account, region, **given):
        if self._detector(account, region):
            raise Refused("BadRequestException", "The request is rejected because a detector already exists for the current account.")
        return {"DetectorId": self._make(account, region, **given)["Id"]}

    def get_detector(self, account, region, DetectorId):
        found = self._known(account, region, DetectorId)
        features = {**found["features"], **(self._of_all(account, region) if account != self.administrator(account, region) else {})}
        return {"Status": "ENABLED" if found["Enable"] else "DISABLED", "FindingPublishingFrequency": found["FindingPublishingFrequency"], "CreatedAt": NOW,
                "ServiceRole": f"arn:aws:iam::{account}:role/aws-service-role/guardduty.amazonaws.com/AWSServiceRoleForAmazonGuardDuty",
                "Features": [{"Name": name, "Status": status} for name, status in sorted(features.items())]}

    def update_detector(self, account, region, DetectorId, **given):
        self._say(self._known(account, region, DetectorId), given)

    def delete_detector(self, account, region, DetectorId):
        self._known(account, region, DetectorId)
        del self._detectors[account, region]

    def describe_organization_configuration(self, account, region, DetectorId, **_):
        settings = self.settings(account, region)
        return {"AutoEnable": self.takes_all(account, region), "MemberAccountLimitReached": False,
                "AutoEnableOrganizationMembers": settings.get("AutoEnableOrganizationMembers", "NEW"),
                "Features": [{"Name": name, "AutoEnable": auto} for name, auto in sorted(settings.get("features", {}).items())]}

    def update_organization_configuration(self, account, region, DetectorId, AutoEnableOrganizationMembers, Features=()):
        settings = self.settings(account, region)
        settings["AutoEnableOrganizationMembers"] = AutoEnableOrganizationMembers
        settings.setdefault("features", {}).update({one["Name"]: one["AutoEnable"] for one in Features})

    def create_members(self, account, region, DetectorId, AccountDetails):
        self.settings(account, region)
        refused = []
        for one in AccountDetails:
            if one["AccountId"] == organization.management_account(account) and not self._detectors.get((one["AccountId"], region)):
                refused.append({"AccountId": one["AccountId"], "Result": "Operation failed because your organization master must first enable GuardDuty."})
            else:
                self.add(account, region, one["AccountId"])
        return {"UnprocessedAccounts": refused}

    def list_members(self, account, region, DetectorId, **_):
        self._known(account, region, DetectorId)
        return {"Members": [{"AccountId": one, "Email": email, "MasterId": account, "AdministratorId": account, "RelationshipStatus": "Enabled",
                             "UpdatedAt": NOW} for one, email in self.members(account, region).items()]}

    def members(self, administrator, region):
        """The management account comes with GuardDuty that it has switched on itself."""
        management = organization.management_account(administrator)
        return {one: email for one, email in super().members(administrator, region).items() if one != management or (one, region) in self._detectors}

    def _detector(self, account, region):
        if (account, region) not in self._detectors and account != organization.management_account(account) and self.is_member(account, region):
            self._make(account, region)
        return self._detectors.get((account, region))

    def _known(self, account, region, detector):
        found = self._detector(account, region)
        if not found or found["Id"] != detector:
            raise Refused("BadRequestException", "The request is rejected because the input detectorId is not owned by the current account.")
        return found

    def _make(self, account, region, **given):
        made = {"Id": _token("detector", account, region), "Enable": True, "FindingPublishingFrequency": "SIX_HOURS", "features": {}}
        self._say(made, given)
        return self._detectors.setdefault((account, region), made)

    @staticmethod
    def _say(detector, given):
        detector.update({name: given[name] for name in ("Enable", "FindingPublishingFrequency") if name in given})
        detector["features"].update({one["Name"]: one["Status"] for one in given.get("Features", ())})

    def _of_all(self, account, region):
        administrator = self.administrator(account, region)
        said = self._organization.get((administrator, region), {}).get("features", {}) if self.is_member(account, region) else {}
        return {name: "ENABLED" for name, auto in said.items() if auto == "ALL"}


class Inspector(OfOrganization):
    SCANS = {"ec2": "EC2", "ecr": "ECR", "lambda": "LAMBDA", "lambdaCode": "LAMBDA_CODE", "codeRepository": "CODE_REPOSITORY"}

    def __init__(self):
        super().__init__()
        self._enabled, self._known_accounts = {}, {}

    def takes_all(self, administrator, region):
        return False

    def members(self, administrator, region):
        """Those that were named, and those that came since it was told what to do with such."""
        everybody, before = self.accounts(administrator), self._known_accounts.get((administrator, region))
        came = set(everybody) - before if before is not None else set()
        wanted = self._added.get((administrator, region), set()) | came
        return {one: everybody[one] for one in wanted if one != administrator and one in everybody}

    def enable_delegated_admin_account(self, account, region, delegatedAdminAccountId, **_):
        self.appoint(account, region, delegatedAdminAccountId)
        return {"delegatedAdminAccountId": delegatedAdminAccountId}

    def list_delegated_admin_accounts(self, account, region, **_):
        found = self.administrator(account, region)
        return {"delegatedAdminAccounts": [{"accountId": found, "status": "ENABLED"}] if found else []}

    def describe_organization_configuration(self, account, region):
        return {"autoEnable": {"ec2": False, "ecr": False, **self.settings(account, region)}, "maxAccountLimitReached": False}

    def update_organization_configuration(self, account, region, autoEnable):
        self.settings(account, region).update(autoEnable)
        self._known_accounts.setdefault((account, region), set(self.accounts(account)))
        return {"autoEnable": self.settings(account, region)}

    def associate_member(self, account, region, accountId):
        self.settings(account, region)
        self.add(account, region, accountId)
        return {"accountId": accountId}

    def list_members(self, account, region, **_):
        return {"members": [{"accountId": one, "relationshipStatus": "ENABLED", "delegatedAdminAccountId": account} for one in self.members(account, region)]}

    def enable(self, account, region, resourceTypes, accountIds=None, **_):
        failed = []
        for one in accountIds or [account]:
            if one != account and (self.administrator(account, region) != account or one not in self.members(account, region)):
                failed.append({"accountId": one, "errorCode": "ACCESS_DENIED", "errorMessage": f"{one} is no member", "resourceStatus": {}})
            else:
                self._enabled.setdefault((one, region), set()).update(resourceTypes)
        return {"accounts": [], "failedAccounts": failed}

    def batch_get_account_status(self, account, region, accountIds=None):
        return {"accounts": [self._status(one, region) for one in accountIds or [account]], "failedAccounts": []}

    def _status(self, account, region):
        administrator = self.administrator(account, region)
        said = self._organization.get((administrator, region), {}) if administrator and account in self.members(administrator, region) else {}
        new = administrator and account not in self._known_accounts.get((administrator, region), {account})
        on = self._enabled.get((account, region), set()) | {scan for key, scan in self.SCANS.items() if new and said.get(key)}
        states = {key: {"status": "ENABLED" if scan in on else "DISABLED", "errorCode": "", "errorMessage": ""} for key, scan in self.SCANS.items()}
        return {"accountId": account, "resourceState": states, "state": {"status": "ENABLED" if on else "DISABLED", "errorCode": "", "errorMessage": ""}}


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
        made = {"FindingAggregatorArn": f"arn:aws:securityhub:{region}:{account}:finding-aggregator/{_token('aggregator', account, region)}",
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


class AccessAnalyzer:
    def __init__(self):
        self._analyzers = {}

    def create_analyzer(self, account, region, analyzerName, type, **given):
        if (account, region, analyzerName) in self._analyzers:
            raise Refused("ConflictException", f"There is an analyzer {analyzerName}.", 409)
        management = organization.management_account(account)
        backend = models.organizations_backends[management]["aws"] if management in models.organizations_backends else None
        administers = backend and any(one.account.id == account and "access-analyzer.amazonaws.com" in one.services for one in backend.admins)
        if type.startswith("ORGANIZATION") and management != account and not administers:
            raise Refused("ValidationException", f"{account} does not administer IAM Access Analyzer for an organization.")
        arn = f"arn:aws:access-analyzer:{region}:{account}:analyzer/{analyzerName}"
        self._analyzers[account, region, analyzerName] = {"arn": arn, "name": analyzerName, "type": type, "createdAt": NOW, "status": "ACTIVE",
                                                          "configuration": given.get("configuration")}
        return {"arn": arn}

    def get_analyzer(self, account, region, analyzerName):
        if (account, region, analyzerName) not in self._analyzers:
            raise Refused("ResourceNotFoundException", f"There is no analyzer {analyzerName}.", 404)
        return {"analyzer": self._analyzers[account, region, analyzerName]}

    def list_analyzers(self, account, region, **_):
        return {"analyzers": [one for (owner, at, _), one in self._analyzers.items() if (owner, at) == (account, region)]}

    def update_analyzer(self, account, region, analyzerName, configuration=None):
        self.get_analyzer(account, region, analyzerName)["analyzer"]["configuration"] = configuration
        return {"configuration": configuration}

    def delete_analyzer(self, account, region, analyzerName, **_):
        self.get_analyzer(account, region, analyzerName)
        del self._analyzers[account, region, analyzerName]


class WatchingServices:
    """By the name that a request is signed for; what is not served here goes on to moto."""

    def __init__(self):
        self.security_hub = SecurityHub()
        self._services = {"guardduty": RestJson("guardduty", GuardDuty()), "inspector2": RestJson("inspector2", Inspector()),
                          "securityhub": RestJson("securityhub", self.security_hub), "access-analyzer": RestJson("accessanalyzer", AccessAnalyzer())}

    def serves(self, service) -> bool:
        return service in self._services

    def answer(self, service, scope, body, account, region):
        return self._services[service].answer(scope, body, account, region)
