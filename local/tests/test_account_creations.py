"""The creation of an account takes a while, and ends whether or not somebody waits for it."""
import json

import pytest
from conftest import Aws, start


@pytest.fixture(scope="module")
def organizations():
    process, line = start("--creation-looks", "2")
    client = Aws(json.loads(line)["endpoint"]).client("organizations")
    client.create_organization(FeatureSet="ALL")
    yield client
    process.terminate()
    process.wait(10)


def test_an_account_is_there_when_its_creation_has_ended(organizations):
    # GIVEN
    asked = organizations.create_account(AccountName="one", Email="one@example.com")["CreateAccountStatus"]
    assert (asked["State"], asked.get("AccountId")) == ("IN_PROGRESS", None)
    assert [one["Name"] for one in organizations.list_accounts()["Accounts"]] == ["master"]
    # WHEN it is looked at twice
    under_way = organizations.list_create_account_status(States=["IN_PROGRESS"])["CreateAccountStatuses"]
    ended = organizations.describe_create_account_status(CreateAccountRequestId=asked["Id"])["CreateAccountStatus"]
    # THEN
    assert [one["Id"] for one in under_way] == [asked["Id"]]
    assert ended["State"] == "SUCCEEDED"
    assert organizations.describe_account(AccountId=ended["AccountId"])["Account"]["Email"] == "one@example.com"
    assert organizations.list_create_account_status(States=["IN_PROGRESS"])["CreateAccountStatuses"] == []


def test_of_two_that_want_one_address_the_first_gets_it(organizations):
    # GIVEN
    first, second = (organizations.create_account(AccountName=name, Email="both@example.com")["CreateAccountStatus"]["Id"]
                     for name in ("first", "second"))
    # WHEN only the second is watched
    for _ in range(2):
        watched = organizations.describe_create_account_status(CreateAccountRequestId=second)["CreateAccountStatus"]
    # THEN
    assert (watched["State"], watched["FailureReason"]) == ("FAILED", "EMAIL_ALREADY_EXISTS")
    assert organizations.describe_create_account_status(CreateAccountRequestId=first)["CreateAccountStatus"]["State"] == "SUCCEEDED"
    assert "second" in [one["AccountName"] for one in organizations.list_create_account_status(States=["FAILED"])["CreateAccountStatuses"]]
