"""One program starts and ends everything, says when it is healthy, and leaves nothing behind."""
import json
import os
import signal
import subprocess
import time
import urllib.request

import pytest
from conftest import Aws, start

from embedded_aws import options, self_test


def children(pid):
    """Every process below one, as (pid, command)."""
    listed = subprocess.run(["ps", "-wweo", "pid=,ppid=,args="], capture_output=True, text=True, check=True).stdout
    rows = [line.split(None, 2) for line in listed.splitlines()]
    below, found = {str(pid)}, []
    for row in rows * 3:
        if row[1] in below and row[0] not in below:
            below.add(row[0])
            found.append((int(row[0]), row[2]))
    return found


def alive(pid):
    try:
        return b"\0" in open(f"/proc/{pid}/cmdline", "rb").read()
    except OSError:
        return False


def gone(pids, seconds=8):
    deadline = time.monotonic() + seconds
    while any(alive(pid) for pid in pids) and time.monotonic() < deadline:
        time.sleep(0.05)
    return not [pid for pid in pids if alive(pid)]


@pytest.fixture
def own(tmp_path):
    """An embedded AWS of the test's own, with a function that hangs in a custom resource."""
    started = []

    def make(*arguments):
        process, line = start(*arguments, env={**os.environ, "TMPDIR": str(tmp_path), "AWS_PROFILE": "of-the-caller"})
        started.append(process)
        return process, Aws(json.loads(line)["endpoint"])
    yield make
    for process in started:
        process.kill()
        process.wait()


def test_two_at_once_know_nothing_of_each_other(own, tmp_path):
    (first, one), (second, other) = own(), own()
    assert one.endpoint != other.endpoint
    one.client("s3").create_bucket(Bucket="mine", CreateBucketConfiguration={"LocationConstraint": "eu-west-1"})
    assert other.client("s3").list_buckets()["Buckets"] == []
    for aws in (one, other):
        assert aws.get("health")["status"] == "ok"
        assert aws.endpoint.startswith("http://127.0.0.1:")
    # the port is on the loopback only
    port = f"{int(one.endpoint.rsplit(':', 1)[1]):04X}"
    listening = [line.split()[1] for line in open("/proc/net/tcp").readlines()[1:] if line.split()[3] == "0A"]
    assert [address for address in listening if address.endswith(f":{port}")] == [f"0100007F:{port}"]
    # and nothing else listens below
    for process in (first, second):
        process.terminate()
        assert process.wait(10) == 0
    assert list(tmp_path.iterdir()) == []


HANGING = "exports.handler = () => { process.on('SIGTERM', () => {}); return new Promise(() => setInterval(() => {}, 1000)); };"


@pytest.mark.parametrize("way", ["SIGTERM", "SIGINT", "SIGKILL", "stdin"])
def test_the_end_takes_everything_with_it(own, tmp_path, way):
    # GIVEN a stack that waits for a function that does not end and ignores signals
    process, aws = own("--until-stdin-closes")
    arn = aws.function("hanging", HANGING, timeout=600)
    aws.client("cloudformation").create_stack(StackName="hanging", TemplateBody=json.dumps(
        {"Resources": {"Row": {"Type": "Custom::Row", "Properties": {"ServiceToken": arn}}}}))
    deadline = time.monotonic() + 10
    while not any("_worker" in command for _, command in children(process.pid)) and time.monotonic() < deadline:
        time.sleep(0.05)
    time.sleep(0.3)
    below = children(process.pid)
    assert any("_worker" in command for _, command in below) and any("embedded_aws.server" in command for _, command in below)
    # WHEN it is ended THEN no process of it is left, whichever way it was
    if way == "stdin":
        process.stdin.close()
    else:
        process.send_signal(getattr(signal, way))
    process.wait(12)
    assert gone([pid for pid, _ in below])
    if way != "SIGKILL":   # then nobody is left to clean up
        assert list(tmp_path.iterdir()) == []


def test_functions_do_not_see_the_caller_s_profile(own):
    _, aws = own()
    aws.function("environment", "exports.handler = async () => process.env;")
    seen = json.load(aws.client("lambda").invoke(FunctionName="environment")["Payload"])
    assert "AWS_PROFILE" not in seen
    assert (seen["AWS_ENDPOINT_URL"], seen["AWS_ACCESS_KEY_ID"], seen["AWS_REGION"]) == (aws.endpoint, "999999999999", "eu-west-1")
    assert seen["NODE_PATH"].endswith("node_modules")


def test_an_unknown_page_says_which_there_are(own):
    _, aws = own()
    with pytest.raises(urllib.error.HTTPError) as caught:
        aws.get("nothing")
    assert "/_emulator/summary" in caught.value.read().decode()


def test_a_taken_port_is_said(own):
    _, aws = own()
    process, line = start("--port", aws.endpoint.rsplit(":", 1)[1])
    assert (line, process.wait(10)) == ("", 1)
    assert "cannot listen" in process.stderr.read()


@pytest.mark.parametrize("text, expected", [
    ("{", "expected a JSON object"), ("[]", "expected a JSON object"), ('{"a@b.c": "1"}', "12 digits"),
    ('{"a@b.c": 111111111111}', "12 digits"), ('{"a@b.c": "111111111111", "d@b.c": "111111111111"}', "the same account id")])
def test_bad_account_ids_are_refused(text, expected, capsys):
    with pytest.raises(SystemExit):
        options.parse(["--account-ids", text])
    assert expected in capsys.readouterr().err


def test_the_hooks_are_there():
    assert self_test.faults() == []


def test_hooks_that_moved_are_named(tmp_path):
    # GIVEN a module that is gone, an attribute that is gone, a function that changed, and another version
    requirements = tmp_path / "requirements.txt"
    requirements.write_text(self_test.REQUIREMENTS.read_text().replace("ministack==1.5.33", "ministack==9.9.9"))
    found = self_test.faults([("ministack.nowhere", "x", None), ("ministack.app", "nothing", None), ("ministack.app", "app", ("event",))],
                             requirements)
    assert ["requirements.txt pins 9.9.9" in found[0], "ministack.nowhere.x: is missing" in found[1],
            "ministack.app.nothing: is missing" in found[2], "takes ('scope', 'receive', 'send')" in found[3]] == [True] * 4
