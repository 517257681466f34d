"""Tests the private parts of ministack and moto that the adapter holds on to: they move without notice."""
import importlib
import inspect
import pathlib
import re
from importlib.metadata import PackageNotFoundError, version

# module, attribute, parameters (None: it is not a function)
HOOKS = (
    ("ministack.app", "app", ("scope", "receive", "send")),
    ("ministack.core.responses", "_account_from_sts_session", ("access_key_id",)),
    ("ministack.core.responses", "get_account_id", ()),
    ("ministack.core.responses", "get_region", ()),
    ("ministack.core.lambda_runtime", "_workers", None),
    ("ministack.core.lambda_runtime", "_lock", None),
    ("ministack.core.lambda_runtime", "kill_workers", ("workers",)),
    ("ministack.core.lambda_runtime", "execution_credentials", ("config",)),
    ("ministack.services.iam", "_roles.get_scoped", None),
    ("ministack.services.iam", "_IAM_HANDLERS", None),
    ("ministack.services.iam", "_error", ("status", "code", "message", "ns")),
    ("ministack.services.iam", "_xml", ("status", "root_tag", "inner", "ns")),
    ("ministack.services.lambda_svc", "invalidate_worker", ("func_name", "qualifier", "account", "region")),
    ("ministack.services.lambda_svc", "_get_func_record_for_ref", None),
    ("ministack.services.lambda_svc", "_execution_record_for_config", ("func", "config")),
    ("ministack.services.lambda_svc", "_execute_function_with_config_scope", ("func", "event")),
    ("ministack.services.kms", "_keys._data", None),
    ("ministack.services.route53", "_zones._data", None),
    ("ministack.services.route53", "_records._data", None),
    ("ministack.services.route53", "_default_records", ("zone_name",)),
    ("ministack.services.route53", "_build_delegation_set_el", ("parent", "zone_name")),
    ("ministack.core.responses", "request_scope", ("account_id", "region")),
    ("ministack.services.eventbridge", "_apply_input_transformer", ("transformer", "rule", "view")),
    ("ministack.services.eventbridge", "_dispatch_event", ("event", "view")),
    ("ministack.services.eventbridge", "_dispatch_to_event_bus", ("spec", "event", "rule", "event_path", "target_input_payload")),
    ("ministack.services.eventbridge", "_event_buses", None),
    ("ministack.services.eventbridge", "_invoke_target", ("target", "event", "rule", "view")),
    ("ministack.services.eventbridge", "_matches_pattern_view", ("pattern_str", "view", "owner")),
    ("ministack.services.eventbridge", "_pattern_event_view", ("event",)),
    ("ministack.services.eventbridge", "_put_events", ("data", "allow_aws_source")),
    ("ministack.services.eventbridge", "_rule_key", ("rule_name", "bus_name")),
    ("ministack.services.eventbridge", "_rules", None),
    ("ministack.services.eventbridge", "_targets", None),
    ("ministack.services.stepfunctions", "_ExecutionError", ("error", "cause")),
    ("ministack.services.stepfunctions", "_invoke_aws_sdk_integration", ("resource", "input_data")),
    ("ministack.services.stepfunctions", "_prefix_sdk_error", ("service_name", "error_code")),
    ("ministack.services.ec2", "_ACTION_MAP", None),
    ("ministack.services.ec2", "_xml", ("status", "root_tag", "inner")),
    ("ministack.services.s3", "_get_object_data", ("bucket_name", "key", "version_id")),
    ("ministack.services.stepfunctions", "_executions", None),
    ("ministack.services.cloudformation", "_stacks.get_scoped", None),
    ("ministack.services.cloudformation", "_change_sets._data", None),
    ("ministack.services.cloudformation.custom_resource", "invoke_custom_resource",
     ("request_type", "logical_id", "props", "stack_name", "stack_id", "resource_type", "physical_id", "old_props")),
    ("ministack.services.cloudformation.custom_resource", "register_token", ("token",)),
    ("ministack.services.cloudformation.custom_resource", "_normalise_resource_properties", ("value",)),
    ("ministack.services.cloudformation.custom_resource", "_pending", None),
    ("ministack.services.cloudformation.handlers", "_ACTION_HANDLERS", None),
    *((f"ministack.services.cloudformation.{name}", "_resolve_parameters", ("template", "provided_params", "previous_params"))
      for name in ("changesets", "handlers")),
    ("ministack.services.ssm", "resolve_parameter_value", ("name_or_arn", "version", "decrypt")),
    ("ministack.services.cloudformation.helpers", "_resolve_document", ("params", "body_key", "url_key", "label")),
    ("ministack.services.cloudformation.helpers", "_p", None),
    ("ministack.services.cloudformation.helpers", "_error", ("code", "message", "status")),
    ("ministack.services.cloudformation.helpers", "_xml", ("status", "root_tag", "inner")),
    ("ministack.services.cloudformation.provisioners", "_RESOURCE_HANDLERS", None),
    ("ministack.services.cloudformation.provisioners", "_REPLACING_PROPERTIES", None),
    ("ministack.services.cloudformation.provisioners", "_CUSTOM_NAME_REPLACEMENT", None),
    ("ministack.services.cloudformation.stacks", "_runs_on_worker_thread", ("resource_type",)),
    ("moto.ecr.models", "ECRBackend._validate_registry_policy_action", ("self", "policy_text")),
    ("moto.moto_server.werkzeug_app", "DomainDispatcherApplication", ("create_app",)),
    ("moto.moto_server.werkzeug_app", "create_backend_app", ("service",)),
    ("moto.organizations.models", "organizations_backends.master_accounts", None),
    ("moto.organizations.models", "FakeAccount.__init__", ("self", "organization", "kwargs")),
    ("moto.organizations.models", "FakeServiceAccess.TRUSTED_SERVICES", None),
    ("moto.organizations.models", "FakeDelegatedAdministrator.SUPPORTED_SERVICES", None),
    ("moto.organizations.models", "FakePolicy.SUPPORTED_POLICY_TYPES", None),
    ("moto.organizations.models", "FakeRoot.SUPPORTED_POLICY_TYPES", None),
    *(("moto.organizations.models", f"OrganizationsBackend.{name}", ("self", "kwargs")) for name in (
        "create_organizational_unit", "update_organizational_unit", "delete_organizational_unit", "create_account",
        "describe_create_account_status", "move_account", "close_account", "remove_account_from_organization",
        "create_policy", "update_policy", "attach_policy", "detach_policy", "register_delegated_administrator")),
    ("moto.ram.models", "ResourceAccessManagerBackend.enable_sharing_with_aws_organization", ("self",)),
    ("moto.account.responses", "AccountResponse._get_account_id", ("self",)),
    ("moto.securityhub.models", "SecurityHubBackend.batch_import_findings", ("self", "findings")),
    ("moto.ssoadmin.models", "Instance.__init__", ("self", "account_id", "region")),
    ("moto.ssoadmin.models", "PermissionSet.generate_id", ("instance_arn",)),
    ("moto.ssoadmin.models", "SSOAdminBackend._find_managed_policy", ("self", "managed_policy_arn")),
    ("moto.ssoadmin.models", "aws_managed_policies_data", None),
)
PINNED = ("ministack", "moto", "cfn-lint")
REQUIREMENTS = pathlib.Path(__file__).resolve().parent.parent / "requirements.txt"


def faults(hooks=HOOKS, requirements=REQUIREMENTS) -> list:
    found = []
    pins = dict(re.findall(r"^([\w-]+)(?:\[\w+\])?==(\S+)", requirements.read_text(), re.M))
    for name in PINNED:
        try:
            installed = version(name)
        except PackageNotFoundError:
            installed = "nothing"
        if installed != pins.get(name):
            found.append(f"{name}: {installed} is installed, requirements.txt pins {pins.get(name)}")
    for module, path, parameters in hooks:
        try:
            target = importlib.import_module(module)
            for part in path.split("."):
                target = getattr(target, part)
        except (ImportError, AttributeError) as error:
            found.append(f"{module}.{path}: is missing ({error})")
            continue
        if parameters is not None and tuple(inspect.signature(target).parameters) != parameters:
            found.append(f"{module}.{path}: takes {tuple(inspect.signature(target).parameters)}, expected {parameters}")
    return found


def run():
    found = faults()
    if found:
        raise SystemExit("the emulators are not the ones this adapter is made for:\n  " + "\n  ".join(found)
                         + "\nDelete local/.venv to rebuild it from requirements.txt, or adapt embedded_aws to the new versions.")
