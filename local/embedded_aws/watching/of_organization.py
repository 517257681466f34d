"""What the services that watch an organization have in common: who administers them, and who is a member."""
import hashlib

from moto.organizations import models

from .. import organization
from ..rest_json import Refused

NOW = "2026-01-01T00:00:00.000Z"


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


def token(*parts) -> str:
    """The same parts give the same one."""
    return hashlib.sha256("/".join(parts).encode()).hexdigest()[:32]
