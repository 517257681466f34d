"""DNSSEC of Route 53, which ministack lacks: the keys of a zone, held by its KMS, whether the zone is signed, and what GetDNSSEC says of both."""
import base64
import datetime
import hashlib
import re
import threading
from xml.sax.saxutils import escape

from ministack.services import kms, route53

_GET_DNSSEC = re.compile(r"^/2013-04-01/hostedzone/([^/]+)/dnssec$")
_ALGORITHM, _SHA256 = 13, 2   # ECDSA P-256 with SHA-256
_lock = threading.Lock()
_keys: dict = {}      # (account, zone id) -> {name: Key}
_signed: set = set()  # (account, zone id)


class Key:
    """A key-signing key: of its zone's name, with the key of KMS behind it."""

    def __init__(self, zone_name, status, secret):
        self.zone_name, self.status, self.secret = zone_name, status, secret
        self.created = datetime.datetime.now(datetime.timezone.utc)
        numbers = secret.public_key().public_numbers()
        self.public = numbers.x.to_bytes(32, "big") + numbers.y.to_bytes(32, "big")

    @property
    def _rdata(self):
        return (257).to_bytes(2, "big") + bytes([3, _ALGORITHM]) + self.public

    @property
    def tag(self):
        """RFC 4034, appendix B."""
        total = sum(byte << 8 if index % 2 == 0 else byte for index, byte in enumerate(self._rdata))
        return (total + (total >> 16)) & 0xFFFF

    @property
    def ds(self):
        owner = b"".join(bytes([len(label)]) + label.encode() for label in self.zone_name.rstrip(".").split(".")) + b"\0"
        return f"{self.tag} {_ALGORITHM} {_SHA256} {hashlib.sha256(owner + self._rdata).hexdigest().upper()}"

    def shown(self):
        """What a signer needs. The keys are made here and worth nothing elsewhere."""
        return {"zone": self.zone_name, "tag": self.tag, "ds": self.ds, "public": base64.b64encode(self.public).decode(),
                "private": base64.b64encode(self.secret.private_numbers().private_value.to_bytes(32, "big")).decode()}


class KeySigningKeys:
    """AWS::Route53::KeySigningKey."""
    sent = frozenset({"HostedZoneId", "KeyManagementServiceArn", "Name", "Status"})

    def make(self, resource):
        properties = resource.properties
        arn, zone = properties["KeyManagementServiceArn"], _zone(resource)
        found = next((rec for rec in list(kms._keys._data.values()) if rec["Arn"] == arn), None)
        if found is None or arn.split(":")[3] != "us-east-1" or found.get("KeySpec") != "ECC_NIST_P256":
            raise ValueError(f"{arn} is no customer managed ECC_NIST_P256 key in us-east-1 (InvalidKMSArn).")
        with _lock:
            _keys.setdefault((resource.account, zone["id"]), {})[properties["Name"]] = Key(zone["name"], properties["Status"], found["_private_key"])
        resource.identify()

    def change(self, resource, old):
        with _lock:
            _keys[resource.account, resource.properties["HostedZoneId"]][resource.properties["Name"]].status = resource.properties["Status"]
        resource.identify()

    def destroy(self, resource):
        place, name = (resource.account, resource.properties["HostedZoneId"]), resource.properties["Name"]
        key = _keys.get(place, {}).get(name)
        if key:
            _refuse_if_chained([key])
            with _lock:
                del _keys[place][name]


class Signing:
    """AWS::Route53::DNSSEC."""
    sent = frozenset({"HostedZoneId"})

    def make(self, resource):
        place = (resource.account, _zone(resource)["id"])
        if not any(key.status == "ACTIVE" for key in _keys.get(place, {}).values()):
            raise ValueError(f"Hosted zone {place[1]} has no active key-signing key (KeySigningKeyWithActiveStatusNotFound).")
        _signed.add(place)
        resource.identify()

    def change(self, resource, old):
        resource.identify()

    def destroy(self, resource):
        place = (resource.account, resource.properties["HostedZoneId"])
        _refuse_if_chained(_keys.get(place, {}).values())
        _signed.discard(place)


def get_dnssec(method, path, account):
    """The answer to GetDNSSEC; None if something else was asked."""
    asked = _GET_DNSSEC.match(path)
    if method != "GET" or not asked:
        return None
    place = (account, asked[1])
    if place not in route53._zones._data:
        return 404, ('<ErrorResponse xmlns="https://route53.amazonaws.com/doc/2013-04-01/"><Error><Type>Sender</Type><Code>NoSuchHostedZone</Code>'
                     f"<Message>No hosted zone found with ID: {escape(asked[1])}</Message></Error></ErrorResponse>").encode()
    keys = "".join(
        f"<member><Name>{name}</Name><Status>{key.status}</Status><DSRecord>{key.ds}</DSRecord><KeyTag>{key.tag}</KeyTag>"
        f"<CreatedDate>{key.created.isoformat(timespec='milliseconds').replace('+00:00', 'Z')}</CreatedDate></member>"
        for name, key in _keys.get(place, {}).items())
    return 200, ('<GetDNSSECResponse xmlns="https://route53.amazonaws.com/doc/2013-04-01/"><Status><ServeSignature>'
                 f"{'SIGNING' if place in _signed else 'NOT_SIGNING'}</ServeSignature></Status><KeySigningKeys>{keys}</KeySigningKeys></GetDNSSECResponse>").encode()


def signing_keys():
    """Of the zones that are signed now."""
    return [key.shown() for place, keys in _keys.items() if place in _signed for key in keys.values() if key.status == "ACTIVE"]


def _zone(resource):
    zone = route53._zones._data.get((resource.account, resource.properties["HostedZoneId"]))
    if zone is None:
        raise ValueError(f"No hosted zone found with ID: {resource.properties['HostedZoneId']} (NoSuchHostedZone).")
    return zone


def _refuse_if_chained(keys):
    """Route 53 looks into the parent before it lets a key go that is named there; so does this, as long as the parent is here."""
    told = {value for records in list(route53._records._data.values()) for record in records if record["Type"] == "DS"
            for value in record["ResourceRecords"]}
    for key in keys:
        if key.ds in told:
            raise ValueError(f"The parent of {key.zone_name} has a DS record of key {key.tag} (KeySigningKeyInParentDSRecord).")


TYPES = {"AWS::Route53::KeySigningKey": KeySigningKeys(), "AWS::Route53::DNSSEC": Signing()}
