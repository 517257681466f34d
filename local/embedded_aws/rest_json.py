"""Serves operations of a REST-JSON service by botocore's own model of it: routes, names of parameters and of answers come from there."""
import json
import re
import urllib.parse

import botocore.session

_session = botocore.session.Session()


class Refused(Exception):
    """An error as the service gives it."""

    def __init__(self, code: str, message: str, status: int = 400):
        super().__init__(message)
        self.code, self.status = code, status


class RestJson:
    """The operations that a backend has a method for: `list_members(account, region, **parameters)` gives the answer. All others are not served."""

    def __init__(self, service: str, backend):
        self._backend = backend
        model = _session.get_service_model(service)
        self._routes = [route for route in (self._route(model.operation_model(name)) for name in model.operation_names) if route]
        self._routes.sort(key=lambda route: route[1].count("("))   # a literal path before one with labels

    def _route(self, operation):
        method = getattr(self._backend, "".join(f"_{c.lower()}" if c.isupper() else c for c in operation.name).lstrip("_"), None)
        if method is None:
            return None
        path = operation.http["requestUri"].partition("?")[0].rstrip("/")
        pattern = re.sub(r"\\\{(\w+)(\\\+)?\\\}", lambda found: f"(?P<{found[1]}>{'.+' if found[2] else '[^/]+'})", re.escape(path))
        return operation.http["method"], pattern, operation, method

    def answer(self, scope, body: bytes, account: str, region: str):
        """(status, headers, body), or None for an operation that is not served."""
        path = scope["raw_path"].decode("latin-1").partition("?")[0].rstrip("/")
        for verb, pattern, operation, method in self._routes:
            found = verb == scope["method"] and re.fullmatch(pattern, path)
            if not found:
                continue
            given = self._given(operation.input_shape, found.groupdict(), scope["query_string"].decode("latin-1"), body)
            try:
                answer = method(account, region, **given)
            except Refused as error:
                return error.status, [(b"content-type", b"application/json"), (b"x-amzn-errortype", error.code.encode())], json.dumps(
                    {"__type": error.code, "code": error.code, "message": str(error)}).encode()
            return operation.http.get("responseCode", 200), [(b"content-type", b"application/json")], json.dumps(_out(answer or {}, operation.output_shape)).encode()
        return None

    @staticmethod
    def _given(shape, labels, query, body):
        given = {}
        queried = urllib.parse.parse_qs(query)
        content = json.loads(body) if body else {}
        for name, member in (shape.members if shape else {}).items():
            location, wire = member.serialization.get("location"), member.serialization.get("name", name)
            if location == "uri":
                given[name] = urllib.parse.unquote(labels[wire])
            elif location == "querystring" and wire in queried:
                given[name] = queried[wire][0]
            elif location is None and wire in content:
                given[name] = _in(content[wire], member)
        return given


def _in(value, shape):
    if shape.type_name == "structure" and isinstance(value, dict):
        return {name: _in(value[wire], member) for name, member in shape.members.items()
                if (wire := member.serialization.get("name", name)) in value}
    if shape.type_name == "list" and isinstance(value, list):
        return [_in(item, shape.member) for item in value]
    return value


def _out(value, shape):
    if shape is None:
        return {}
    if shape.type_name == "structure":
        return {shape.members[name].serialization.get("name", name): _out(item, shape.members[name]) for name, item in value.items()
                if item is not None and name in shape.members}
    if shape.type_name == "list":
        return [_out(item, shape.member) for item in value]
    return value
