"""How accounts come about: asked for, under way for a while, then made or refused."""
import collections

from moto.organizations import models, utils


class AccountCreations:
    """Of each management account. Whoever looks at one lets the time pass for all of them: nobody has to wait for a clock."""

    def __init__(self, looks: int):
        self._looks = looks
        self._of = collections.defaultdict(dict)   # management account -> request id -> creation

    def begin(self, backend, given: dict, make) -> dict:
        """`make()` makes the account and returns its id."""
        status = {"Id": utils.make_random_create_account_status_id(), "AccountName": given["AccountName"], "State": "IN_PROGRESS",
                  "RequestedTimestamp": models.unix_time()}
        self._of[backend.account_id][status["Id"]] = creation = {"status": status, "left": self._looks, "email": given["Email"], "make": make}
        if not creation["left"]:
            self._end(backend, creation)
        return dict(status)

    def look(self, backend) -> dict:
        """All of them, by the id of their request."""
        creations = self._of[backend.account_id]
        for creation in creations.values():
            if creation["status"]["State"] == "IN_PROGRESS":
                creation["left"] -= 1
                if creation["left"] <= 0:
                    self._end(backend, creation)
        return {request: creation["status"] for request, creation in creations.items()}

    @staticmethod
    def _end(backend, creation):
        if any(account.email.lower() == creation["email"].lower() for account in backend.accounts):
            end = {"State": "FAILED", "FailureReason": "EMAIL_ALREADY_EXISTS"}
        else:
            end = {"State": "SUCCEEDED", "AccountId": creation["make"]()}
        creation["status"].update(end, CompletedTimestamp=models.unix_time())
