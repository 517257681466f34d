"""Every public zone of ministack has the same name servers; a delegation to the wrong zone would go unnoticed. AWS gives each zone its own."""
import hashlib
from xml.etree.ElementTree import SubElement

from ministack.core.responses import get_account_id
from ministack.services import route53
from ministack.services.cloudformation import provisioners

_made: dict = {}   # (account, zone name) -> how often a zone of this name was made there


def prepare():
    route53._default_records = _with_own_servers(route53._default_records)
    route53._build_delegation_set_el = _delegation_set
    handler = provisioners._RESOURCE_HANDLERS["AWS::Route53::HostedZone"]
    for op in ("create", "update"):
        handler[op] = _with_attribute(handler[op])


def of(zone_name):
    """Four servers, as Route 53 names them; other ones when the zone is made anew."""
    key = (get_account_id(), zone_name)
    digest = hashlib.sha256(f"{key}{_made.get(key, 1)}".encode()).digest()
    return [f"ns-{digest[i] * 8 + i}.awsdns-{digest[i + 4] % 64:02}.{tld}." for i, tld in enumerate(("com", "net", "org", "co.uk"))]


def _with_own_servers(default_records):
    def own_records(zone_name):
        key = (get_account_id(), zone_name)
        _made[key] = _made.get(key, 0) + 1
        servers = of(zone_name)
        records = default_records(zone_name)
        for record in records:
            if record["Type"] == "NS":
                record["ResourceRecords"] = servers
            else:
                record["ResourceRecords"] = [" ".join([servers[0], *record["ResourceRecords"][0].split(" ")[1:]])]
        return records
    return own_records


def _servers_of(zone_id):
    """A zone keeps its own, also when another one of its name is made."""
    name = route53._zones[zone_id]["name"]
    return next(record["ResourceRecords"] for record in route53._records[zone_id] if record["Type"] == "NS" and record["Name"] == name)


def _delegation_set(parent, zone_name):
    """The answer begins with the zone itself."""
    zone_id = next(element.text for element in parent.iter() if element.tag.endswith("Id")).rpartition("/")[2]
    servers = SubElement(SubElement(parent, "DelegationSet"), "NameServers")
    for server in _servers_of(zone_id):
        SubElement(servers, "NameServer").text = server


def _with_attribute(function):
    def with_attribute(*arguments, **named):
        zone_id, attributes = function(*arguments, **named)
        return zone_id, {**attributes, "NameServers": [server.rstrip(".") for server in _servers_of(zone_id)]}
    return with_attribute
