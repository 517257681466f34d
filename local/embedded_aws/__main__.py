"""Starts the embedded AWS, prints one JSON line when it is healthy, and leaves no process behind."""
import dataclasses
import json
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request

from .options import parse

START_SECONDS = 60
END_SECONDS = 2
LOCAL = pathlib.Path(__file__).resolve().parent.parent
# Only these reach the server and the functions it runs: a profile or key of the caller's must not.
INHERITED = ("PATH", "LANG", "LC_ALL", "TZ", "SYSTEMROOT")


class Server:
    """The server process, in a process group of its own together with the functions it runs."""

    def __init__(self, options):
        self.folder = tempfile.mkdtemp(prefix="embedded-aws-")
        self.log = pathlib.Path(options.log or f"{self.folder}/server.log").resolve()
        listener = socket.create_server(("127.0.0.1", options.port), backlog=512)
        self.endpoint = f"http://127.0.0.1:{listener.getsockname()[1]}"
        settings = dataclasses.asdict(options) | {
            "endpoint": self.endpoint, "folder": self.folder, "listener": listener.fileno(),
            "node_modules": options.node_modules or str(LOCAL.parent / "node_modules")}
        environment = {name: os.environ[name] for name in INHERITED if name in os.environ}
        environment |= {"HOME": self.folder, "TMPDIR": self.folder, "EMBEDDED_AWS": json.dumps(settings)}
        with open(self.log, "wb") as log:
            # Its standard input is the life line: it closes when this process is killed outright.
            self.process = subprocess.Popen(
                [sys.executable, "-m", "embedded_aws.server"], cwd=LOCAL, env=environment, stdin=subprocess.PIPE,
                stdout=log, stderr=log, pass_fds=[listener.fileno()], start_new_session=True)
        listener.close()

    def wait_until_healthy(self, ending: threading.Event):
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline and not ending.is_set():
            if self.process.poll() is not None:
                return False
            try:
                with urllib.request.urlopen(f"{self.endpoint}/_emulator/health", timeout=5) as answer:
                    return answer.status == 200
            except OSError:
                time.sleep(0.1)
        return False

    def tail(self):
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-25:]) if self.log.exists() else ""

    def end(self):
        """The whole group, asked first and killed last."""
        for number, patience in ((signal.SIGTERM, END_SECONDS), (signal.SIGKILL, END_SECONDS)):
            try:
                os.killpg(self.process.pid, number)
            except (ProcessLookupError, PermissionError):
                break
            deadline = time.monotonic() + patience
            while time.monotonic() < deadline and self._group_lives():
                time.sleep(0.02)
        self.process.poll()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _group_lives(self):
        self.process.poll()   # collects the leader, which would otherwise stay in the group as a zombie
        try:
            os.killpg(self.process.pid, 0)
            return True
        except (ProcessLookupError, PermissionError):
            return False


def _until_stdin_closes(ending):
    while os.read(0, 1024):
        pass
    ending.set()


def main():
    options = parse()
    ending = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, lambda *_: ending.set())
    try:
        server = Server(options)
    except OSError as error:
        sys.exit(f"embedded AWS: cannot listen on 127.0.0.1:{options.port} ({error}). "
                 "Leave --port out to take a free one.")
    try:
        if not server.wait_until_healthy(ending):
            if ending.is_set():
                return
            sys.exit(f"embedded AWS: the server did not start. The end of its log:\n{server.tail()}")
        print(json.dumps({"endpoint": server.endpoint, "pid": os.getpid()}), flush=True)
        if options.until_stdin_closes:
            threading.Thread(target=_until_stdin_closes, args=(ending,), daemon=True).start()
        while not ending.wait(0.5):
            if server.process.poll() is not None:
                sys.exit(f"embedded AWS: the server ended by itself. The end of its log:\n{server.tail()}")
    finally:
        server.end()


if __name__ == "__main__":
    main()
