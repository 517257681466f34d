"""Private zones between accounts: ministack associates VPCs of the zone's own account alone, and authorises none of others."""
import re
import urllib.parse
import xml.etree.ElementTree as ElementTree
from xml.sax.saxutils import escape

from ministack.services import ec2, route53
from ministack.services.cloudformation import provisioners

_NAMESPACE = "https://route53.amazonaws.com/doc/2013-04-01/"
_ASKED = re.compile(r"^/2013-04-01/hostedzone/([^/]+)/(authorizevpcassociation|deauthorizevpcassociation|associatevpc|disassociatevpc)$")
_BY_VPC = "/2013-04-01/hostedzonesbyvpc"
_authorized: set = set()  # (zone id, region, VPC)


def prepare():
    """ministack's stacks make a public zone of one that has VPCs."""
    handler = provisioners._RESOURCE_HANDLERS["AWS::Route53::HostedZone"]
    create, update = handler["create"], handler["update"]

    def private(made, properties, earlier=()):
        zone, own = route53._zones[made[0]], [{name: str(vpc[name]) for name in ("VPCId", "VPCRegion")} for vpc in properties.get("VPCs", [])]
        # what others have associated stays
        zone["vpcs"] = own + [vpc for vpc in zone.get("vpcs", []) if vpc not in own and vpc not in earlier]
        zone["private"] = bool(own)
        return made

    def created(logical_id, properties, *arguments, **named):
        return private(create(logical_id, properties, *arguments, **named), properties)

    def updated(physical_id, old, new, *arguments, **named):
        return private(update(physical_id, old, new, *arguments, **named), new, old.get("VPCs", []))

    handler["create"], handler["update"] = created, updated


def answer(path, query, body, account):
    """(account that ministack shall take for the caller, None), or (None, what is answered), or (None, None) for what is no matter of this."""
    if path == _BY_VPC:
        return None, _zones_of(query)
    asked = _ASKED.match(path)
    if not asked:
        return None, None
    zone_id, what = asked.groups()
    zone, owner = _zone(zone_id)
    vpc = {element.tag.rpartition("}")[2]: element.text for element in ElementTree.fromstring(body).iter()}
    authorization = (zone_id, vpc.get("VPCRegion"), vpc.get("VPCId"))
    if what in ("associatevpc", "disassociatevpc"):
        if not ec2._vpcs.contains_scoped(account, *authorization[1:]):
            return None, _error(400, "InvalidVPCId", f"The VPC {authorization[2]} is none of {account} in {authorization[1]}.")
        if zone is not None and owner != account and what == "associatevpc" and authorization not in _authorized:
            return None, _error(401, "NotAuthorizedException", f"{account} is not authorized to associate {authorization[2]} with {zone_id}.")
        return owner, None
    if zone is None or owner != account:
        return None, _error(404, "NoSuchHostedZone", f"No hosted zone found with ID: {zone_id}")
    if what == "deauthorizevpcassociation":
        if authorization not in _authorized:
            return None, _error(404, "VPCAssociationAuthorizationNotFound", f"{authorization[2]} is not authorized for {zone_id}.")
        _authorized.discard(authorization)
        return None, (200, f'<DeleteVPCAssociationAuthorizationResponse xmlns="{_NAMESPACE}"/>'.encode())
    _authorized.add(authorization)
    return None, (200, (f'<CreateVPCAssociationAuthorizationResponse xmlns="{_NAMESPACE}"><HostedZoneId>{escape(zone_id)}</HostedZoneId><VPC>'
                        f"<VPCRegion>{escape(authorization[1])}</VPCRegion><VPCId>{escape(authorization[2])}</VPCId></VPC>"
                        "</CreateVPCAssociationAuthorizationResponse>").encode())


def _zones_of(query):
    asked = {name: values[0] for name, values in urllib.parse.parse_qs(query).items()}
    vpc = {"VPCId": asked.get("vpcid"), "VPCRegion": asked.get("vpcregion")}
    zones = "".join(
        f"<HostedZoneSummary><HostedZoneId>{zone['id']}</HostedZoneId><Name>{escape(zone['name'])}</Name><Owner><OwningAccount>{owner}"
        "</OwningAccount></Owner></HostedZoneSummary>"
        for (owner, _), zone in sorted(route53._zones._data.items()) if vpc in zone.get("vpcs", []))
    return 200, (f'<ListHostedZonesByVPCResponse xmlns="{_NAMESPACE}"><HostedZoneSummaries>{zones}</HostedZoneSummaries><MaxItems>100</MaxItems>'
                 "</ListHostedZonesByVPCResponse>").encode()


def _zone(zone_id):
    """The zone and its account, whoever asks."""
    return next(((zone, owner) for (owner, known), zone in list(route53._zones._data.items()) if known == zone_id), (None, None))


def _error(status, code, message):
    return status, (f'<ErrorResponse xmlns="{_NAMESPACE}"><Error><Type>Sender</Type><Code>{code}</Code><Message>{escape(message)}</Message>'
                    "</Error></ErrorResponse>").encode()
