"""Regions that an account has to opt in to: asked for, under way for a while, then open. Until then they know nobody of that account."""
import json
import threading

from ministack.core.responses import error_response_json
from ministack.services import account as ministack_account

from . import organization

SERVICE = "account.amazonaws.com"
OPT_IN = frozenset(ministack_account._OPT_IN_REQUIRED)
REGIONS = frozenset(ministack_account._REGIONS_LIST)
# https://docs.aws.amazon.com/accounts/latest/reference/quotas.html
AT_ONCE_IN_ORGANIZATION, AT_ONCE_IN_ACCOUNT = 50, 6


class Refusal(Exception):
    def __init__(self, code, message, status):
        super().__init__(message)
        self.answer = error_response_json(code, message, status)


class OptIns:
    """Each look at an account's regions lets the time pass for this account: nobody has to wait for a clock."""

    def __init__(self, looks: int):
        self._looks = looks
        self._lock = threading.Lock()
        self._left = {}   # (account, region) -> looks until it is open; 0 when it is
        self._operations = {"/enableRegion": self._enable, "/getRegionOptStatus": self._status, "/listRegions": self._list}

    def serves(self, service, path):
        return service == "account" and path in self._operations

    def answer(self, path, body, caller):
        given = json.loads(body or b"{}")
        with self._lock:
            try:
                answer = self._operations[path](self._account(given, caller), given)
            except Refusal as refusal:
                status, headers, content = refusal.answer
                return status, [(name.lower().encode(), value.encode()) for name, value in headers.items()], content
        return 200, [(b"content-type", b"application/json")], json.dumps(answer).encode()

    def is_closed(self, account, region):
        return region in OPT_IN and self._left.get((account, region)) != 0

    @staticmethod
    def refuse(headers):
        """What a region says to credentials of an account that has not opted in to it."""
        message = "The security token included in the request is invalid."
        if "json" in headers.get("content-type", ""):
            return 400, [(b"content-type", b"application/x-amz-json-1.1")], json.dumps(
                {"__type": "UnrecognizedClientException", "message": message}).encode()
        return 403, [(b"content-type", b"text/xml")], (
            "<ErrorResponse><Error><Type>Sender</Type><Code>InvalidClientTokenId</Code>"
            f"<Message>{message}</Message></Error></ErrorResponse>").encode()

    @staticmethod
    def _account(given, caller):
        account = given.get("AccountId")
        if account is None:
            return caller
        if account == caller:
            raise Refusal("AccessDeniedException", "The management account can only be managed using the standalone context.", 403)
        if not organization.trusts(caller, SERVICE) or organization.management_account(account) != caller:
            raise Refusal("AccessDeniedException", f"{caller} may not call for {account}: it is no member of an organization that "
                          f"{caller} manages with trusted access for {SERVICE}.", 403)
        return account

    def _enable(self, account, given):
        region = given["RegionName"]
        if region not in OPT_IN:
            raise Refusal("ValidationException", f"{region} is no region that can be enabled.", 400)
        if (account, region) in self._left:
            if self._left[account, region]:
                raise Refusal("ConflictException", f"{region} is being enabled.", 409)
            return {}
        mine = organization.management_account(account)
        under_way = [one for (one, _), left in self._left.items() if left and organization.management_account(one) == mine]
        if len(under_way) >= AT_ONCE_IN_ORGANIZATION or under_way.count(account) >= AT_ONCE_IN_ACCOUNT:
            raise Refusal("TooManyRequestsException", "Too many region-opt requests are under way.", 429)
        self._left[account, region] = self._looks
        return {}

    def _status(self, account, given):
        region = given["RegionName"]
        if region not in REGIONS:
            raise Refusal("ValidationException", f"There is no region {region}.", 400)
        if self._left.get((account, region), 0):
            self._left[account, region] -= 1
        return {"RegionName": region, "RegionOptStatus": self._said(account, region)}

    def _list(self, account, given):
        wanted = given.get("RegionOptStatusContains")
        said = {region: self._said(account, region) for region in sorted(REGIONS)}
        return {"Regions": [{"RegionName": region, "RegionOptStatus": status} for region, status in said.items()
                            if not wanted or status in wanted]}

    def _said(self, account, region):
        if region not in OPT_IN:
            return "ENABLED_BY_DEFAULT"
        left = self._left.get((account, region))
        return "DISABLED" if left is None else "ENABLING" if left else "ENABLED"
