"""CloudFormation's own schemas of resource types, as cfn-lint bundles them."""
import functools
import importlib.util
import json
import pathlib
import runpy

import jsonschema
import regex

REGION = "us-east-1"   # the region whose list of types is the longest


@functools.cache
def _folder():
    # Found without importing cfn-lint, which would cost a second.
    return pathlib.Path(importlib.util.find_spec("cfnlint").submodule_search_locations[0]) / "data/schemas"


@functools.cache
def type_names() -> dict:
    listed = runpy.run_path(str(_folder() / f"providers/{REGION.replace('-', '_')}.py"))["types"]
    return {name: file for name, file in listed.items() if name.startswith("AWS::")}


@functools.cache
def schema(type_name: str) -> "Schema":
    return Schema(type_name, json.loads((_folder() / f"resources/{type_names()[type_name]}.json").read_text()))


@functools.cache
def _pattern(text):
    """None for an expression that Python cannot read: then the service is the one to refuse a value."""
    try:
        return regex.compile(text)
    except regex.error:
        return None


def _check_pattern(_, pattern, instance, __):
    expression = _pattern(pattern)
    if expression and isinstance(instance, str):
        try:
            if not expression.search(instance, timeout=1):
                yield jsonschema.ValidationError(f"{instance!r} does not match {pattern!r}")
        except TimeoutError:
            return


Validator = jsonschema.validators.extend(jsonschema.Draft7Validator, {"pattern": _check_pattern})


class Schema:
    def __init__(self, type_name, document):
        self.type_name = type_name
        self._document = {**document, "type": "object"}
        self.properties = frozenset(document.get("properties", ()))
        self.read_only = self._paths("readOnlyProperties")
        self.create_only = self._paths("createOnlyProperties")
        self.identifier = self._paths("primaryIdentifier")

    def _paths(self, key):
        return tuple(path.removeprefix("/properties/").replace("/", ".") for path in self._document.get(key) or ())

    @functools.cached_property
    def _validator(self):
        return Validator(self._document, format_checker=jsonschema.FormatChecker())

    def check(self, properties: dict):
        """Raises what CloudFormation's resource handlers raise for properties that the type does not allow."""
        found = [f"#/{'/'.join(map(str, error.absolute_path))}: {error.message}"
                 for error in self._validator.iter_errors(properties)]
        found += [f"#/{name}: is read-only" for name in self.read_only if name in properties]
        if found:
            raise ValueError(f"Model validation failed ({self.type_name}): " + "; ".join(found[:5]))

    def coerce(self, properties: dict) -> dict:
        """CloudFormation is lax about scalars ("8", 8, "true", true); validation and services are not."""
        return self._coerce(properties, self._document)

    def _coerce(self, value, shape):
        if "$ref" in shape:
            shape = self._resolve(shape["$ref"])
        kinds = shape.get("type")
        kinds = set(kinds if isinstance(kinds, list) else [kinds])
        if isinstance(value, dict):
            members = shape.get("properties", {})
            return {k: self._coerce(v, members.get(k, {})) for k, v in value.items()}
        if isinstance(value, list):
            return [self._coerce(v, shape.get("items", {})) for v in value]
        if isinstance(value, str) and "string" not in kinds:
            if "boolean" in kinds and value.lower() in ("true", "false"):
                return value.lower() == "true"
            if kinds & {"integer", "number"}:
                try:
                    return int(value)
                except ValueError:
                    try:
                        return float(value) if "number" in kinds else value
                    except ValueError:
                        return value
        if isinstance(value, (bool, int, float)) and kinds == {"string"}:
            return str(value).lower() if isinstance(value, bool) else str(value)
        return value

    def _resolve(self, reference):
        target = self._document
        for part in reference.removeprefix("#/").split("/"):
            target = target[part]
        return target
