"""Settings that an account has one of, or one in each region, and that ministack lacks: encryption of volumes, defaults of instances."""
from ministack.core.responses import get_account_id, get_region
from ministack.services import ec2

_encrypts, _metadata = set(), {}
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

