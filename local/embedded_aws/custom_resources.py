"""Custom resources: runs the function, waits for its answer, and does not wait for ever."""
import json
import time

from ministack.core.responses import get_account_id, get_region, new_uuid
from ministack.services import lambda_svc, sns, stepfunctions
from ministack.services.cloudformation import custom_resource

from .records import DEPLOYED


class CustomResources:
    def __init__(self, endpoint: str, answer_seconds: float, records):
        self._endpoint, self._answer_seconds, self._records = endpoint, answer_seconds, records

    def register(self):
        custom_resource.invoke_custom_resource = self.invoke

    def invoke(self, request_type, logical_id, props, stack_name, stack_id, resource_type, physical_id=None, old_props=None):
        """Called by ministack on a thread of its own. Returns the physical id and the answer's data."""
        token = props.get("ServiceToken", "")
        if not str(token).startswith("arn:") or token.split(":")[3] != get_region():
            raise ValueError(f"{logical_id}: the ServiceToken is {token!r}, expected the ARN of a function or topic in "
                             f"{get_region()}, the region of the stack.")
        function = self._behind(logical_id, token) if token.split(":")[2] == "sns" else token
        record, config, _ = lambda_svc._get_func_record_for_ref(function)
        if record is None or config is None:
            raise ValueError(f"{logical_id}: there is no function {function}. Deploy it before the custom resource.")
        request_id, answer_token = new_uuid(), new_uuid()
        event = {
            "RequestType": request_type, "RequestId": request_id, "StackId": stack_id, "ServiceToken": token,
            "ResponseURL": f"{self._endpoint}/_ministack/cfn-response/{answer_token}",
            "ResourceType": resource_type, "LogicalResourceId": logical_id,
            "ResourceProperties": custom_resource._normalise_resource_properties(props)}
        if physical_id is not None:
            event["PhysicalResourceId"] = physical_id
        if old_props is not None:
            event["OldResourceProperties"] = custom_resource._normalise_resource_properties(old_props)
        answered = custom_resource.register_token(answer_token)
        sent = event if function == token else {"Records": [{"EventSource": "aws:sns", "Sns": {"TopicArn": token, "Message": json.dumps(event)}}]}
        result = lambda_svc._execute_function_with_config_scope(
            lambda_svc._execution_record_for_config(record, config), sent) or {}
        try:
            answer = self._wait(answered, answer_token, result, config["FunctionName"], logical_id, props)
        finally:
            custom_resource._pending.pop(answer_token, None)
        if answer.get("Status") == "FAILED":
            raise RuntimeError(f"Received response status [FAILED] from custom resource. Message returned: "
                               f"{answer.get('Reason', 'none')} (function {config['FunctionName']}, RequestId: {request_id})")
        new_id = answer.get("PhysicalResourceId") or physical_id or request_id
        self._records.add({"Create": "create", "Update": "update", "Delete": "delete"}[request_type], DEPLOYED,
                          resource_type, new_id, get_account_id(), get_region(), logical_id, stack_name)
        return new_id, answer.get("Data") or {}

    @staticmethod
    def _behind(logical_id, topic):
        """The function that a topic calls."""
        subscriptions = (sns._topics.get(topic) or {}).get("subscriptions", [])
        functions = [one["endpoint"] for one in subscriptions if one["protocol"] == "lambda"]
        if len(functions) != 1:
            raise ValueError(f"{logical_id}: the topic {topic} calls {len(functions)} functions, expected one.")
        return functions[0]

    def _wait(self, answered, answer_token, result, function, logical_id, props):
        """The function has ended. Whoever answers later is a state machine that it started (CDK's provider framework)."""
        limit = min(float(props.get("ServiceTimeout") or self._answer_seconds), self._answer_seconds)
        until = time.monotonic() + (1 if result.get("error") else limit)
        while not answered.wait(0.2):
            if time.monotonic() >= until and not self._state_machine_runs():
                body = result.get("body")
                why = (f"with the error {body.get('errorMessage') if isinstance(body, dict) else body!r}"
                       if result.get("error") else f"and {limit:g} s passed")
                raise TimeoutError(
                    f"{logical_id}: the function {function} ended {why}, without an answer to the ResponseURL of the event. "
                    "AWS would wait an hour for it. Answer in every branch, also when something fails.")
        return custom_resource._pending[answer_token]["result"] or {}

    @staticmethod
    def _state_machine_runs():
        return any(execution.get("status") == "RUNNING" for execution in list(stepfunctions._executions.values()))
