"""What AWS Organizations accepts as the document of a policy."""
import json
from dataclasses import dataclass

# Characters. Service control policies since May 2026, see the AWS Organizations quotas.
LIMITS = {"SERVICE_CONTROL_POLICY": 10240, "RESOURCE_CONTROL_POLICY": 5120}
OTHER_LIMITS = {"AISERVICES_OPT_OUT_POLICY": 2500}
OTHER_LIMIT = 10000
# Types whose documents hold settings, by the one key at their top.
_ROOTS = {"DECLARATIVE_POLICY_EC2": "ec2_attributes", "S3_POLICY": "s3_attributes", "TAG_POLICY": "tags", "AISERVICES_OPT_OUT_POLICY": "services"}
_ELEMENTS = {"Sid", "Effect", "Action", "NotAction", "Resource", "NotResource", "Condition"}


@dataclass(frozen=True)
class Fault:
    reason: str
    too_long: bool = False


def fault(policy_type: str, content: str) -> Fault | None:
    limit = LIMITS.get(policy_type, OTHER_LIMITS.get(policy_type, OTHER_LIMIT))
    if len(content) > limit:
        return Fault(f"You have exceeded the number of characters allowed in a policy document: "
                     f"{len(content)}, the limit of a {policy_type} is {limit}.", too_long=True)
    try:
        document = json.loads(content)
    except ValueError as error:
        return _malformed(f"it is not JSON ({error})")
    if not isinstance(document, dict) or not document:
        return _malformed("it is not a JSON object")
    if policy_type in _ROOTS:
        return _settings(_ROOTS[policy_type], document)
    if policy_type not in LIMITS:
        return None
    statements = document.get("Statement")
    statements = [statements] if isinstance(statements, dict) else statements
    if document.get("Version") != "2012-10-17":
        return _malformed(f'"Version" is {document.get("Version")!r}, expected "2012-10-17"')
    if not isinstance(statements, list) or not statements:
        return _malformed('"Statement" is missing or empty')
    for index, statement in enumerate(statements):
        problem = _statement(policy_type == "RESOURCE_CONTROL_POLICY", statement)
        if problem:
            return _malformed(f"Statement[{index}] {problem}")
    return None


def _settings(root, document):
    if list(document) != [root] or not isinstance(document[root], dict):
        return _malformed(f'its keys are {", ".join(document)}, expected "{root}"')
    bare = _bare(document[root], [root])
    return _malformed(f"{bare} has a value without an operator such as @@assign") if bare else None


def _bare(value, path):
    """Where a value stands that no operator assigns."""
    for key, item in value.items():
        if key.startswith("@@"):
            continue
        found = _bare(item, [*path, key]) if isinstance(item, dict) else ".".join([*path, key])
        if found:
            return found
    return None


def _statement(of_resources: bool, statement):
    if not isinstance(statement, dict):
        return "is not an object"
    unknown = statement.keys() - _ELEMENTS - ({"Principal"} if of_resources else set())
    if unknown:
        return f"has {', '.join(sorted(unknown))}, which this type of policy does not allow"
    if statement.get("Effect") not in (("Deny",) if of_resources else ("Allow", "Deny")):
        return f'has the Effect {statement.get("Effect")!r}'
    if ("Action" in statement) == ("NotAction" in statement):
        return "has to have either Action or NotAction"
    if ("Resource" in statement) == ("NotResource" in statement):
        return "has to have either Resource or NotResource"
    if of_resources and (statement.get("Principal") != "*" or "NotAction" in statement):
        return 'has to have "Principal": "*" and Action'
    return None


def _malformed(detail):
    return Fault(f"The provided policy document does not meet the requirements of the specified policy type: {detail}.")
