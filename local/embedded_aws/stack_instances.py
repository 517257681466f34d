"""The stacks of one StackSet, up to eight side by side."""
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from botocore.exceptions import ClientError

from . import clients

SIDE_BY_SIDE = 8
POLL_SECONDS = 0.1
PATIENCE_SECONDS = 600


@dataclass
class StackInstance:
    account: str
    region: str
    stack: str
    stack_id: str = ""
    status: str = "OUTDATED"
    reason: str = ""


class StackInstances:
    def __init__(self, name: str):
        self._stack = f"StackSet-{name}"
        self.live = {}   # (account, region) -> StackInstance
        self.tolerated = 0   # percentage of instances that may fail

    def bring_about(self, wanted: dict, template: dict):
        """Creates or updates the stack of each (account, region); raises with every failure by name."""
        failures = self._each(sorted(wanted), lambda key: self._deploy(key, template, wanted[key]))
        if len(failures) * 100 > self.tolerated * len(wanted):
            raise ValueError(f"{self._stack} failed in {len(failures)} of {len(wanted)}: " + "; ".join(failures[:3]))

    def remove(self, keys):
        failures = self._each(keys, self._delete)
        if failures:
            raise ValueError(f"{self._stack} could not be deleted: " + "; ".join(failures[:3]))

    def forget(self, keys):
        """The stacks stay, without their StackSet."""
        for key in keys:
            self.live.pop(key, None)

    def _each(self, keys, work):
        def careful(key):
            try:
                work(key)
            except Exception as error:
                if key in self.live:
                    self.live[key].reason = str(error)
                return f"{key[0]} {key[1]}: {error}"
        with ThreadPoolExecutor(SIDE_BY_SIDE) as pool:
            return [failure for failure in pool.map(careful, keys) if failure]

    def _deploy(self, key, template, overrides):
        instance = self.live.setdefault(key, StackInstance(*key, self._stack))
        instance.status = "OUTDATED"
        cloudformation = clients.client("cloudformation", *key)
        parameters = {one["ParameterKey"]: one for one in [*template["Parameters"], *overrides]}
        asked = {**template, "StackName": self._stack, "Parameters": list(parameters.values())}
        stack = self._describe(cloudformation)
        if stack and stack["StackStatus"] in ("ROLLBACK_COMPLETE", "ROLLBACK_FAILED", "DELETE_FAILED", "CREATE_FAILED"):
            self._delete(key, keep=True)
            stack = None
        try:
            verb = cloudformation.update_stack if stack else cloudformation.create_stack
            instance.stack_id = verb(**asked)["StackId"]
        except ClientError as error:
            if "No updates are to be performed" not in str(error):
                raise
        stack = self._settled(cloudformation)
        if stack["StackStatus"] not in ("CREATE_COMPLETE", "UPDATE_COMPLETE"):
            raise ValueError(self._why(cloudformation, stack))
        instance.stack_id, instance.status, instance.reason = stack["StackId"], "CURRENT", ""

    def _delete(self, key, keep=False):
        cloudformation = clients.client("cloudformation", *key)
        if self._describe(cloudformation):
            cloudformation.delete_stack(StackName=self._stack)
            stack = self._settled(cloudformation)
            if stack:
                raise ValueError(self._why(cloudformation, stack))
        if not keep:
            self.live.pop(key, None)

    def _settled(self, cloudformation):
        deadline = time.monotonic() + PATIENCE_SECONDS
        while True:
            stack = self._describe(cloudformation)
            if not stack or not stack["StackStatus"].endswith("_IN_PROGRESS"):
                return stack
            if time.monotonic() > deadline:
                raise TimeoutError(f"is still {stack['StackStatus']} after {PATIENCE_SECONDS} s")
            time.sleep(POLL_SECONDS)

    def _describe(self, cloudformation):
        try:
            stack = cloudformation.describe_stacks(StackName=self._stack)["Stacks"][0]
        except ClientError as error:
            if "does not exist" in str(error):
                return None
            raise
        return None if stack["StackStatus"] == "DELETE_COMPLETE" else stack

    def _why(self, cloudformation, stack):
        events = cloudformation.describe_stack_events(StackName=stack["StackId"])["StackEvents"]
        failed = [event for event in reversed(events) if event["ResourceStatus"].endswith("_FAILED")
                  and event.get("ResourceStatusReason") and event["LogicalResourceId"] != stack["StackName"]]
        return (f"{stack['StackStatus']}, {failed[-1]['LogicalResourceId']}: {failed[-1]['ResourceStatusReason']}" if failed
                else stack["StackStatus"])
