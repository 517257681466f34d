"""Parameters of a stack that CloudFormation fetches from SSM: it names all that are missing at once, and says nothing else of them."""
from ministack.services import ssm
from ministack.services.cloudformation import changesets, handlers

_FETCHED = "AWS::SSM::Parameter::Value<"


def register():
    for module in (changesets, handlers):
        module._resolve_parameters = _naming_missing(module._resolve_parameters)


def _naming_missing(original):
    def resolve(template, provided_params, previous_params=None):
        names = _names(template.get("Parameters", {}), {one["Key"]: one for one in provided_params if "Key" in one}, previous_params or {})
        missing = [name for name in names if ssm.resolve_parameter_value(name) is None]
        if missing:
            raise ValueError(f"Unable to fetch parameters [{','.join(missing)}] from parameter store for this account.")
        return original(template, provided_params, previous_params)
    return resolve


def _names(definitions, provided, previous):
    for key, definition in definitions.items():
        given = provided.get(key)
        if not str(definition.get("Type", "")).startswith(_FETCHED):
            continue
        if given is None:
            name = definition.get("Default")
        elif given.get("UsePreviousValue"):
            name = previous.get(key, {}).get("SsmName", definition.get("Default"))
        else:
            name = given.get("Value")
        if name:
            yield str(name)
