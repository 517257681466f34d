"""GuardDuty of a whole organization, as far as moto lacks it."""
from .. import organization
from ..rest_json import Refused
from .of_organization import NOW, OfOrganization, token


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
        made = {"Id": token("detector", account, region), "Enable": True, "FindingPublishingFrequency": "SIX_HOURS", "features": {}}
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
