"""Answers a question about a stack that is being worked on once it is done, instead of at once: the CDK CLI asks again
only every five seconds."""
import asyncio
import time
import urllib.parse

from ministack.services import cloudformation

LONGEST_SECONDS = 10
POLL_SECONDS = 0.05


async def until_settled(body: bytes, account: str, region: str):
    query = {name: values[0] for name, values in urllib.parse.parse_qs(body.decode("latin-1")).items()}
    busy = {"DescribeStacks": _stack_is_busy, "DescribeChangeSet": _change_set_is_busy}.get(query.get("Action"))
    if not busy or "StackName" not in query:
        return
    deadline = time.monotonic() + LONGEST_SECONDS
    while busy(query, account, region) and time.monotonic() < deadline:
        await asyncio.sleep(POLL_SECONDS)


def _stack_is_busy(query, account, region):
    name = query["StackName"].split("/")[1] if query["StackName"].startswith("arn:") else query["StackName"]
    stack = cloudformation._stacks.get_scoped(account, region, name) or {}
    return stack.get("StackStatus", "").endswith("_IN_PROGRESS") and stack["StackStatus"] != "REVIEW_IN_PROGRESS"


def _change_set_is_busy(query, account, region):
    name = query.get("ChangeSetName")
    return any(change_set.get("Status") in ("CREATE_PENDING", "CREATE_IN_PROGRESS")
               for (owner, where, _), change_set in list(cloudformation._change_sets._data.items())
               if (owner, where) == (account, region) and name in (change_set.get("ChangeSetId"), change_set.get("ChangeSetName")))
