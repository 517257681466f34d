"""Settings that an account has one of, or one in each region, and that ministack lacks: encryption of volumes, defaults of instances, public access to buckets."""
import xml.etree.ElementTree as ElementTree

from ministack.core.responses import get_account_id, get_region
from ministack.services import ec2

PUBLIC_ACCESS = "/v20180820/configuration/publicAccessBlock"
_XMLNS = "http://awss3control.amazonaws.com/doc/2018-08-20/"
_encrypts, _metadata, _public_access = set(), {}, {}
METADATA = {"HttpTokens": "httpTokens", "HttpPutResponseHopLimit": "httpPutResponseHopLimit", "HttpEndpoint": "httpEndpoint",
            "InstanceMetadataTags": "instanceMetadataTags"}


def prepare():
    ec2._ACTION_MAP.update({
        "GetEbsEncryptionByDefault": _encryption("GetEbsEncryptionByDefault"), "EnableEbsEncryptionByDefault": _encryption("EnableEbsEncryptionByDefault", True),
        "DisableEbsEncryptionByDefault": _encryption("DisableEbsEncryptionByDefault", False),
        "GetInstanceMetadataDefaults": _get_metadata, "ModifyInstanceMetadataDefaults": _modify_metadata})


def _here():
    return get_account_id(), get_region()


def _encryption(action, change=None):
    def answer(_):
        if change is not None:
            (_encrypts.add if change else _encrypts.discard)(_here())
        return ec2._xml(200, f"{action}Response", f"<ebsEncryptionByDefault>{'true' if _here() in _encrypts else 'false'}</ebsEncryptionByDefault>")
    return answer


def _get_metadata(_):
    said = "".join(f"<{METADATA[name]}>{value}</{METADATA[name]}>" for name, value in _metadata.get(_here(), {}).items())
    return ec2._xml(200, "GetInstanceMetadataDefaultsResponse", f"<accountLevel>{said}</accountLevel>")


def _modify_metadata(parameters):
    given = {name: values[0] if isinstance(values, list) else values for name, values in parameters.items() if name in METADATA}
    _metadata.setdefault(_here(), {}).update(given)
    return ec2._xml(200, "ModifyInstanceMetadataDefaultsResponse", "<return>true</return>")


def public_access(method: str, body: bytes, account: str):
    """(status, body) of S3's setting of a whole account."""
    if method == "PUT":
        _public_access[account] = {one.tag.rpartition("}")[2]: one.text for one in ElementTree.fromstring(body)}
        return 201, b""
    if method == "DELETE":
        _public_access.pop(account, None)
        return 204, b""
    if account not in _public_access:
        return 404, (b"<?xml version=\"1.0\"?><ErrorResponse><Error><Code>NoSuchPublicAccessBlockConfiguration</Code>"
                     b"<Message>The public access block configuration was not found</Message></Error></ErrorResponse>")
    said = "".join(f"<{name}>{value}</{name}>" for name, value in _public_access[account].items())
    return 200, f'<?xml version="1.0"?><PublicAccessBlockConfiguration xmlns="{_XMLNS}">{said}</PublicAccessBlockConfiguration>'.encode()
