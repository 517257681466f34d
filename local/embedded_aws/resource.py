"""One resource of a stack during one operation of CloudFormation."""
import hashlib
import json

from . import clients
from .arns import arn_of


def dig(value, path: str):
    """The value at a dotted path, None where there is none."""
    for part in path.split("."):
        value = value.get(part) if isinstance(value, dict) else None
    return value


class Resource:
    def __init__(self, schema, account, region, stack, logical_id, properties, physical_id=None, attributes=None):
        self.schema, self.type = schema, schema.type_name
        self.account, self.region = account, region
        self.stack, self.logical_id = stack, logical_id
        self.properties = properties
        self.attributes = dict(attributes or {})
        self.physical_id = physical_id
        if physical_id:
            self.attributes.update(zip(schema.identifier, physical_id.split("|")))

    def client(self, service, account=None, region=None):
        return clients.client(service, account or self.account, region or self.region)

    def call(self, service, operation, **parameters):
        return clients.call(self.client(service), operation, parameters)

    def identify(self):
        """Settles the physical id; read-only attributes that no call gave get recognisable, stable values."""
        kind = self.type.split("::")[-1].lower()
        # A replacement is another resource under the same logical id.
        fixed = json.dumps([dig(self.properties, path) for path in self.schema.create_only], sort_keys=True)
        seed = f"{self.account}{self.region}{self.stack}{self.logical_id}{fixed}"
        token = hashlib.sha256(seed.encode()).hexdigest()[:12]
        for name in dict.fromkeys(self.schema.read_only + self.schema.identifier):
            if "." not in name and self.attributes.get(name) is None:
                given = self.properties.get(name)
                self.attributes[name] = given if given is not None else (
                    arn_of(self, kind, token) if name.lower().endswith("arn") else
                    self.account if name in ("RegistryId", "OwnerAccountId", "OwningAccountId") else
                    f"{self.stack}-{self.logical_id}-{token}" if name in self.schema.identifier else token)
        self.physical_id = "|".join(str(self._identifier(name)) for name in self.schema.identifier)

    def _identifier(self, name):
        value = self.attributes.get(name)
        return value if value is not None else dig(self.properties, name)

    def changed(self, old: dict) -> set:
        """Names of the top-level properties that differ from the old ones."""
        return {name for name in old.keys() | self.properties.keys() if old.get(name) != self.properties.get(name)}

    def replaces(self, old: dict) -> list:
        """The changed properties that a type's schema lets change by replacement only."""
        return [path for path in self.schema.create_only if dig(old, path) != dig(self.properties, path)]
