"""Shares with units of the organization, from whatever member account: moto knows those below the root alone, and asks the sharing account for them."""
import functools

from moto.organizations import models
from moto.ram.exceptions import UnknownResourceException
from moto.ram.models import ResourceShare


def prepare():
    ResourceShare.SHAREABLE_RESOURCES = [*ResourceShare.SHAREABLE_RESOURCES, "parameter"]
    original = ResourceShare.add_principals

    @functools.wraps(original)
    def add(self, principals):
        of_organizations = [one for one in principals if ":organizations:" in one]
        unknown = set(of_organizations) - _known()
        if unknown:
            raise UnknownResourceException(f"{', '.join(sorted(unknown))} could not be found.")
        original(self, [one for one in principals if one not in of_organizations])
        self.principals.extend(of_organizations)
    ResourceShare.add_principals = add


def _known():
    backends = [backend["aws"] for backend in models.organizations_backends.values() if backend["aws"].org]
    return {backend.org.arn for backend in backends} | {unit.arn for backend in backends for unit in backend.ou}
