"""Events as EventBridge hands them on: what CloudTrail tells, from rules of one account to buses of another, and on to services that ministack has not."""
import json
import logging

from botocore import xform_name
from botocore.exceptions import ClientError
from ministack.core.responses import get_account_id, get_region, request_scope
from ministack.services import eventbridge, iam, stepfunctions

from . import clients

ALL_CALLS = "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS"
CALLED_BY_STATE_MACHINES = frozenset({"securityhub"})
_KINDS = {"AwsConsoleSignIn": "AWS Console Sign In via CloudTrail", "AwsServiceEvent": "AWS Service Event via CloudTrail"}
_log = logging.getLogger("events")


def prepare():
    eventbridge._dispatch_event = _dispatch
    own_account = eventbridge._dispatch_to_event_bus
    eventbridge._dispatch_to_event_bus = lambda spec, event, rule, path, payload=None: (
        own_account if (spec.account_id, spec.region) == (get_account_id(), get_region()) else _to_other_account)(spec, event, rule, path, payload)
    transformed = eventbridge._apply_input_transformer
    eventbridge._apply_input_transformer = lambda transformer, rule, view: transformed(transformer, rule, _ByIndex(view))
    integration = stepfunctions._invoke_aws_sdk_integration
    stepfunctions._invoke_aws_sdk_integration = lambda resource, data: (
        _call if resource.split(":")[6] in CALLED_BY_STATE_MACHINES else integration)(resource, data)


def tell(account, region, source, detail_type, detail, resources=()):
    """A service of AWS puts an event onto the account's own bus."""
    with request_scope(account, region):
        eventbridge._put_events({"Entries": [{"Source": source, "DetailType": detail_type, "Detail": json.dumps(detail), "Resources": list(resources)}]},
                                allow_aws_source=True)


def told_by_cloudtrail(record):
    """A record of CloudTrail, which itself is not emulated: nobody makes records of calls here but whoever asks for this."""
    missing = [name for name in ("recipientAccountId", "awsRegion", "eventSource", "eventName") if not record.get(name)]
    if missing:
        raise ValueError(f"the record has no {', '.join(missing)}")
    kind = _KINDS.get(record.get("eventType"), "AWS API Call via CloudTrail")
    tell(record["recipientAccountId"], record["awsRegion"], f"aws.{record['eventSource'].split('.')[0]}", kind, record)


def _dispatch(event, view=None):
    """As ministack's, but for the state in which a rule hears of reads as well: other rules hear of none that CloudTrail tells."""
    view = view or eventbridge._pattern_event_view(event)
    told = view.event_with_detail()
    reads = "CloudTrail" in told["detail-type"] and isinstance(told["detail"], dict) and told["detail"].get("readOnly") is True
    states = (ALL_CALLS,) if reads else ("ENABLED", ALL_CALLS)
    path = set(event.get("_DispatchPath") or [])
    for key, rule in list(eventbridge._rules.items()):
        if rule.get("EventBusName", "default") != event.get("EventBusName", "default") or key in path or rule.get("State") not in states:
            continue
        if rule.get("EventPattern") and eventbridge._matches_pattern_view(rule["EventPattern"], view, f"rule {key}"):
            for target in list(eventbridge._targets.get(key, [])):
                eventbridge._invoke_target(target, event, rule, view)


def _to_other_account(spec, event, rule, path, payload=None):
    """With the role of the target, which has to be there. Who may put events onto the bus is not checked here. What has been handed on once stays."""
    arn = f"arn:{spec.partition}:events:{spec.region}:{spec.account_id}:{spec.resource}"
    key = eventbridge._rule_key(rule.get("Name"), rule.get("EventBusName", "default"))
    role = next((target.get("RoleArn") for target in eventbridge._targets.get(key, []) if target.get("Arn") == arn), None)
    if not role or not iam._roles.get_scoped(get_account_id(), None, role.rsplit("/", 1)[-1]) or role.split(":")[4] != get_account_id():
        _log.warning("the rule %s has no role with which it reaches %s", rule.get("Name"), arn)
        return
    if event.get("Account") != get_account_id():
        _log.warning("the rule %s hands on what came from another account, which EventBridge does not", rule.get("Name"))
        return
    bus = spec.resource.removeprefix("event-bus/")
    with request_scope(spec.account_id, spec.region):
        if bus != "default" and bus not in eventbridge._event_buses:
            _log.warning("the rule %s reaches no bus: %s", rule.get("Name"), arn)
            return
        _dispatch({**event, "EventBusName": bus, "_DispatchPath": [*path, key], **({"Detail": payload} if payload is not None else {})})


class _ByIndex:
    """An event whose lists are asked by index as well, as `$.detail.findings[0].Title` does."""

    def __init__(self, view):
        self._view = view

    def event_with_detail(self):
        return _Members(self._view.event_with_detail())

    def envelope(self):
        return self._view.envelope()


class _Members(dict):
    def __getitem__(self, name):
        key, *indexes = name.replace("]", "").split("[")
        value = super().__getitem__(key)
        for index in indexes:
            value = value[int(index)]
        return _Members(value) if type(value) is dict else value


def _call(resource, data):
    """A call of a state machine to a service that answers at this very endpoint."""
    _, _, _, _, _, _, service, action = resource.split(":")
    aws = clients.client(service, get_account_id(), get_region())
    try:
        answer = getattr(aws, xform_name(action))(**(data or {}))
    except ClientError as error:
        raise stepfunctions._ExecutionError(stepfunctions._prefix_sdk_error(service, error.response["Error"]["Code"]), str(error)) from error
    return {name: value for name, value in answer.items() if name != "ResponseMetadata"}
