"""Inspector of a whole organization, as far as moto lacks it."""
from .of_organization import OfOrganization


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
