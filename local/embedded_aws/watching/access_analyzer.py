"""IAM Access Analyzer of a whole organization, as far as moto lacks it."""
from moto.organizations import models

from .. import organization
from ..rest_json import Refused
from .of_organization import NOW


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
