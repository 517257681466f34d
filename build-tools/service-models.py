"""Checks recorded calls against the services' own models, as botocore ships them: a line of JSON in, a line of JSON out.

In: {"service", "operation", "side": "input" | "output" | "error", "value"}. Out: a list of what is wrong.
"""
import json
import sys
from functools import lru_cache
from xml.etree import ElementTree

import botocore
import botocore.session
from botocore.validate import ParamValidator

SESSION = botocore.session.get_session()

# what any service may answer, and what a client meets on the way
COMMON_ERRORS = {
    "AccessDenied", "AccessDeniedException", "ExpiredToken", "ExpiredTokenException", "InvalidClientTokenId", "UnrecognizedClientException",
    "SignatureDoesNotMatch", "Throttling", "ThrottlingException", "TooManyRequestsException", "InternalFailure", "ServiceUnavailable", "TimeoutError",
    "ValidationError",
}
# the SDK for JavaScript takes these as numbers, botocore as text; on the wire they are the same
NUMBERS_AS_TEXT = {"PageMaxItems"}


@lru_cache(None)
def model(service):
    """The SDK for JavaScript names its packages by the service id: `route-53`. Folders of botocore are older."""
    for folder in (service, service.replace("-", "")):
        if folder in SESSION.get_available_services():
            found = SESSION.get_service_model(folder)
            if found.service_id.lower().replace(" ", "-") == service:
                return found
    for folder in SESSION.get_available_services():
        found = SESSION.get_service_model(folder)
        if found.service_id.lower().replace(" ", "-") == service:
            return found
    raise LookupError(f"there is no service {service}")


def problems(call):
    try:
        service = model(call["service"])
    except LookupError as error:
        return [str(error)]
    if call["operation"] not in service.operation_names:
        return [f"{call['service']} has no operation {call['operation']}"]
    operation = service.operation_model(call["operation"])
    value = call["value"]
    if call["side"] == "error":
        # EC2's model names no error of any operation, and can judge none
        if not service.error_shapes:
            return []
        declared = {shape.metadata.get("error", {}).get("code", shape.name) for shape in operation.error_shapes}
        declared |= {shape.name for shape in operation.error_shapes}
        return [] if value in declared | COMMON_ERRORS else [f"it cannot answer with the error {value}, only with {', '.join(sorted(declared))}"]
    shape = operation.input_shape if call["side"] == "input" else operation.output_shape
    found = []
    if call["side"] == "output" and list(value) == ["xml"]:
        element = ElementTree.fromstring(value["xml"])
        value = from_xml(element, shape, found) if shape else {}
    if shape is None:
        return found + ([f"it takes nothing, got {json.dumps(value)}"] if value else [])
    value = as_botocore(value, shape)
    report = ParamValidator().validate(value, shape)
    if report.has_errors():
        found += report.generate_report().split("\n")
    check_words(value, shape, call["operation"], found)
    return found


def as_botocore(value, shape):
    """Where botocore and the SDK for JavaScript differ by history and not by what is sent."""
    if shape.type_name == "structure" and isinstance(value, dict):
        return {name: as_botocore(item, shape.members[name]) if name in shape.members else item for name, item in value.items()}
    if shape.type_name == "list" and isinstance(value, list):
        return [as_botocore(item, shape.member) for item in value]
    return str(value) if shape.name in NUMBERS_AS_TEXT and type(value) is int else value


def check_words(value, shape, where, found):
    """botocore's validator does not look at enumerations."""
    if shape.type_name == "structure" and isinstance(value, dict):
        for name, item in value.items():
            if name in shape.members:
                check_words(item, shape.members[name], f"{where}.{name}", found)
    elif shape.type_name == "list" and isinstance(value, list):
        for index, item in enumerate(value):
            check_words(item, shape.member, f"{where}[{index}]", found)
    elif shape.type_name == "map" and isinstance(value, dict):
        for name, item in value.items():
            check_words(item, shape.value, f"{where}.{name}", found)
    elif shape.type_name == "string" and shape.enum and isinstance(value, str) and value not in shape.enum:
        found.append(f"Invalid value for parameter {where}: {value}, expected one of {', '.join(shape.enum)}")


def from_xml(element, shape, found):
    """What the query protocol wraps and flattens, by the shape; an element that the shape does not know is a problem."""
    if shape.type_name == "structure":
        names = {member.serialization.get("name", name): name for name, member in shape.members.items()}
        value = {}
        for child in element:
            name = names.get(child.tag)
            if name is None:
                found.append(f'Unknown element in {element.tag}: "{child.tag}", must be one of: {", ".join(names)}')
            elif shape.members[name].serialization.get("flattened"):
                value.setdefault(name, []).append(from_xml(child, shape.members[name].member, found))
            else:
                value[name] = from_xml(child, shape.members[name], found)
        return value
    if shape.type_name == "list":
        return [from_xml(child, shape.member, found) for child in element]
    if shape.type_name == "map":
        return {entry[0].text: from_xml(entry[1], shape.value, found) for entry in element}
    text = element.text or ""
    if shape.type_name in ("integer", "long"):
        return int(text)
    if shape.type_name == "boolean":
        return text == "true"
    return text


if __name__ == "__main__":
    print(botocore.__version__)
    for line in sys.stdin:
        print(json.dumps(problems(json.loads(line))))
