"""The services that moto answers, called inside this process: no second port."""
import io
import threading

from moto.ecr.models import ECRBackend
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
from werkzeug.test import run_wsgi_app

from . import organization

# By the name a request is signed for. ministack has some of them too, but without an organization behind them.
SERVICES = frozenset({"organizations", "sso", "identitystore", "securityhub", "guardduty", "ram", "ce", "inspector2", "macie2"})
# Services that ministack answers, except for these operations, which it lacks.
OPERATIONS = {
    "account": frozenset({"PutAlternateContact", "GetAlternateContact", "DeleteAlternateContact"}),
    "ecr": frozenset({"PutRegistryPolicy", "GetRegistryPolicy", "DeleteRegistryPolicy", "PutReplicationConfiguration", "DescribeRegistry",
                      "PutRegistryScanningConfiguration", "GetRegistryScanningConfiguration"}),
    "config": frozenset({"PutConfigurationAggregator", "DescribeConfigurationAggregators", "DeleteConfigurationAggregator"})}
# One Identity Center for the whole organization, whoever looks at it from wherever.
IDENTITY_CENTER = frozenset({"sso", "identitystore"})
IDENTITY_CENTER_REGION = "us-east-1"


def _let_registries_fill_caches():
    """moto takes two of the three actions that the policy of a registry may have."""
    original = ECRBackend._validate_registry_policy_action
    ECRBackend._validate_registry_policy_action = lambda self, policy_text: original(
        self, policy_text.replace('"ecr:BatchImportUpstreamImage"', '"ecr:ReplicateImage"'))


class MotoServices:
    def __init__(self):
        _let_registries_fill_caches()
        self._application = DomainDispatcherApplication(create_backend_app)
        # moto keeps plain lists and dictionaries: look-then-write must not interleave.
        self._lock = threading.RLock()

    def serves(self, service, target, path):
        """The operation is in the header of a JSON call, and the path of account's."""
        return service in SERVICES or (target.rpartition(".")[2] or path[1:2].upper() + path[2:]) in OPERATIONS.get(service, ())

    def answer(self, scope, headers, body, account, region, service):
        if service == "organizations":
            operation = headers.get("x-amz-target", "").rpartition(".")[2]
            owner = organization.owner_for(account, operation)
            if owner is None:
                return organization.REFUSAL
            account = owner
        if service in IDENTITY_CENTER:
            headers = {**headers, "authorization": headers["authorization"].replace(f"/{region}/{service}/",
                                                                                    f"/{IDENTITY_CENTER_REGION}/{service}/")}
            account = organization.management_account(account)
        environ = {
            "REQUEST_METHOD": scope["method"], "SCRIPT_NAME": "", "PATH_INFO": scope["path"],
            "RAW_URI": scope["raw_path"].decode("latin-1"), "REQUEST_URI": scope["raw_path"].decode("latin-1"),
            "QUERY_STRING": scope["query_string"].decode("latin-1"), "SERVER_NAME": "127.0.0.1", "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1", "wsgi.url_scheme": "http", "wsgi.version": (1, 0),
            "wsgi.input": io.BytesIO(body), "wsgi.errors": io.StringIO(),
            "CONTENT_TYPE": headers.get("content-type", ""), "CONTENT_LENGTH": str(len(body)),
            **{f"HTTP_{name.upper().replace('-', '_')}": value for name, value in headers.items()},
            "HTTP_X_MOTO_ACCOUNT_ID": account}
        with self._lock:
            chunks, status, answer_headers = run_wsgi_app(self._application, environ)
            content = b"".join(chunks)
        kept = [(name.lower().encode(), value.encode()) for name, value in answer_headers
                if name.lower() not in ("connection", "transfer-encoding", "content-length")]
        return int(status.split()[0]), kept, content
