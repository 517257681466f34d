"""AWS clients that call this very endpoint, as any account in any region."""
import threading

import botocore.session
from botocore.config import Config

_session = botocore.session.Session()
_lock = threading.Lock()
_clients = {}
_endpoint = None


def use_endpoint(endpoint: str):
    global _endpoint
    _endpoint = endpoint


def client(service: str, account: str, region: str):
    """A 12-digit access key is the account."""
    key = (service, account, region)
    with _lock:   # botocore's sessions are not made for several threads
        if key not in _clients:
            _clients[key] = _session.create_client(
                service, region_name=region, endpoint_url=_endpoint,
                aws_access_key_id=account, aws_secret_access_key="embedded",
                config=Config(retries={"max_attempts": 1}, max_pool_connections=20, read_timeout=120,
                              parameter_validation=True, s3={"addressing_style": "path"}))
        return _clients[key]


def call(aws, operation: str, parameters: dict) -> dict:
    """Calls an operation by its Python name; scalars become what the API's model wants, absent values stay out."""
    model = aws.meta.service_model.operation_model(aws.meta.method_to_api_mapping[operation])
    given = {name: value for name, value in parameters.items() if value is not None}
    return getattr(aws, operation)(**_coerce(given, model.input_shape))


def _coerce(value, shape):
    if shape is None:
        return value
    if isinstance(value, dict):
        if shape.type_name == "map":
            return {name: _coerce(item, shape.value) for name, item in value.items()}
        return {name: _coerce(item, getattr(shape, "members", {}).get(name)) for name, item in value.items()}
    if isinstance(value, list):
        return [_coerce(item, getattr(shape, "member", None)) for item in value]
    if shape.type_name == "string" and not isinstance(value, str):
        return str(value).lower() if isinstance(value, bool) else str(value)
    if isinstance(value, str) and shape.type_name == "boolean":
        return value.lower() == "true"
    if isinstance(value, str) and shape.type_name in ("integer", "long"):
        return int(value)
    return value
