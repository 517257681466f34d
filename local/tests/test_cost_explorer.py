"""Anomalies and cost allocation tags are kept as AWS keeps them."""
import pytest
from botocore.exceptions import ClientError

OF_SERVICES = {"MonitorName": "all", "MonitorType": "DIMENSIONAL", "MonitorDimension": "SERVICE"}


def test_there_is_one_monitor_of_services(aws):
    # GIVEN
    explorer = aws.client("ce", "666666666661")
    arn = explorer.create_anomaly_monitor(AnomalyMonitor=OF_SERVICES)["MonitorArn"]
    # WHEN another one is asked for THEN AWS refuses it
    with pytest.raises(ClientError, match="LimitExceededException"):
        explorer.create_anomaly_monitor(AnomalyMonitor=OF_SERVICES)
    assert [one["MonitorArn"] for one in explorer.get_anomaly_monitors()["AnomalyMonitors"]] == [arn]
    # and another account has none
    assert aws.client("ce", "666666666662").get_anomaly_monitors()["AnomalyMonitors"] == []


def test_a_subscription_comes_changes_and_goes(aws):
    explorer = aws.client("ce", "666666666663")
    monitor = explorer.create_anomaly_monitor(AnomalyMonitor=OF_SERVICES)["MonitorArn"]
    wanted = {"SubscriptionName": "a", "MonitorArnList": [monitor], "Frequency": "DAILY", "Subscribers": [{"Type": "EMAIL", "Address": "a@acme.com"}]}
    arn = explorer.create_anomaly_subscription(AnomalySubscription=wanted)["SubscriptionArn"]
    explorer.update_anomaly_subscription(SubscriptionArn=arn, Frequency="WEEKLY")
    assert [one["Frequency"] for one in explorer.get_anomaly_subscriptions()["AnomalySubscriptions"]] == ["WEEKLY"]
    explorer.delete_anomaly_subscription(SubscriptionArn=arn)
    for gone in (lambda: explorer.delete_anomaly_subscription(SubscriptionArn=arn),
                 lambda: explorer.create_anomaly_subscription(AnomalySubscription=wanted | {"MonitorArnList": ["arn:aws:ce::666666666663:anomalymonitor/none"]})):
        with pytest.raises(ClientError, match="Unknown"):
            gone()


def test_a_tag_that_was_never_seen_is_not_switched_on(aws):
    explorer = aws.client("ce", "666666666664")
    errors = explorer.update_cost_allocation_tags_status(CostAllocationTagsStatus=[
        {"TagKey": "aws:createdBy", "Status": "Active"}, {"TagKey": "Team", "Status": "Active"}])["Errors"]
    assert [one["TagKey"] for one in errors] == ["Team"]
    assert [(one["TagKey"], one["Status"]) for one in explorer.list_cost_allocation_tags()["CostAllocationTags"]] == [("aws:createdBy", "Active")]
