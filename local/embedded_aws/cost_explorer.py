"""Anomalies and cost allocation tags of Cost Explorer, which moto lacks: as much as AWS keeps of them, and no costs."""
import json

from moto.ce.responses import CostExplorerResponse
from moto.core.exceptions import JsonRESTError
from moto.moto_api._internal import mock_random

# What AWS knows of without anybody's doing; other keys it would see on resources that cost something, and nothing costs here.
SEEN = "aws:createdBy"


class CostExplorer:
    """Of one account."""

    def __init__(self, account):
        self.monitors, self.subscriptions, self.tags = {}, {}, {SEEN: "Inactive"}
        self._account = account

    def arn(self, kind):
        return f"arn:aws:ce::{self._account}:{kind}/{mock_random.uuid4()}"

    def create_anomaly_monitor(self, given):
        monitor = given["AnomalyMonitor"]
        dimension = monitor.get("MonitorDimension")
        if dimension and any(one.get("MonitorDimension") == dimension for one in self.monitors.values()):
            raise JsonRESTError("LimitExceededException", "Limit exceeded on dimensional spend monitor creation")
        arn = self.arn("anomalymonitor")
        self.monitors[arn] = {**monitor, "MonitorArn": arn}
        return {"MonitorArn": arn}

    def get_anomaly_monitors(self, _):
        return {"AnomalyMonitors": list(self.monitors.values())}

    def create_anomaly_subscription(self, given):
        unknown = [arn for arn in given["AnomalySubscription"]["MonitorArnList"] if arn not in self.monitors]
        if unknown:
            raise JsonRESTError("UnknownMonitorException", f"there is no monitor {unknown[0]}")
        arn = self.arn("anomalysubscription")
        self.subscriptions[arn] = {**given["AnomalySubscription"], "SubscriptionArn": arn, "AccountId": self._account}
        return {"SubscriptionArn": arn}

    def get_anomaly_subscriptions(self, _):
        return {"AnomalySubscriptions": list(self.subscriptions.values())}

    def update_anomaly_subscription(self, given):
        self._subscription(given["SubscriptionArn"]).update(given)
        return {"SubscriptionArn": given["SubscriptionArn"]}

    def delete_anomaly_subscription(self, given):
        self._subscription(given["SubscriptionArn"])
        del self.subscriptions[given["SubscriptionArn"]]
        return {}

    def list_cost_allocation_tags(self, _):
        return {"CostAllocationTags": [{"TagKey": key, "Type": "AWSGenerated" if key.startswith("aws:") else "UserDefined", "Status": status}
                                       for key, status in self.tags.items()]}

    def update_cost_allocation_tags_status(self, given):
        wanted = {one["TagKey"]: one["Status"] for one in given["CostAllocationTagsStatus"]}
        self.tags.update({key: status for key, status in wanted.items() if key in self.tags})
        return {"Errors": [{"TagKey": key, "Code": "TagKeysNotFoundException", "Message": "Tag keys not found"}
                           for key in wanted if key not in self.tags]}

    def _subscription(self, arn):
        if arn not in self.subscriptions:
            raise JsonRESTError("UnknownSubscriptionException", f"there is no subscription {arn}")
        return self.subscriptions[arn]


_of_accounts = {}


def prepare():
    for name in (name for name in vars(CostExplorer) if name.partition("_")[0] in ("create", "get", "update", "delete", "list")):
        setattr(CostExplorerResponse, name, _answer(name))


def _answer(name):
    def answer(self):
        account = self.current_account
        explorer = _of_accounts.setdefault(account, CostExplorer(account))
        return json.dumps(getattr(explorer, name)(json.loads(self.body)))
    return answer
