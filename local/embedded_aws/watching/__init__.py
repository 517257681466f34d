"""GuardDuty, Inspector, Security Hub and IAM Access Analyzer of a whole organization."""
from ..rest_json import RestJson
from .access_analyzer import AccessAnalyzer
from .guard_duty import GuardDuty
from .inspector import Inspector
from .security_hub import SecurityHub


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
