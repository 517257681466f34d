"""What really happened to each resource: deployed, translated or only recorded."""
import datetime
import threading
from collections import Counter

DEPLOYED, TRANSLATED, RECORDED = MODES = ("deployed", "translated", "recorded")


class Records:
    """Every operation in order, and the resources that live now."""

    def __init__(self):
        self._lock = threading.Lock()
        self._operations = []
        self._live = {}

    def add(self, op, mode, type, physical_id, account, region, logical_id=None, stack=None, unsent=()):
        """`unsent` names properties that were validated but that no call carries to the service."""
        key = (account, region, type, physical_id)
        with self._lock:
            known = self._live.get(key, {})
            record = {
                "time": datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="milliseconds"), "op": op, "type": type,
                "logicalId": logical_id or known.get("logicalId"), "physicalId": physical_id,
                "stack": stack or known.get("stack"), "account": account, "region": region, "mode": mode}
            if unsent:
                record["unsent"] = sorted(unsent)
            self._operations.append(record)
            if op == "delete":
                self._live.pop(key, None)
            else:
                self._live[key] = record
            return record

    def lives(self, account, region, type, physical_id):
        with self._lock:
            return (account, region, type, physical_id) in self._live

    def operations(self):
        with self._lock:
            return list(self._operations)

    def summary(self):
        with self._lock:
            live = list(self._live.values())
        stacks = {}
        for record in live:
            stacks.setdefault(f"{record['account']}/{record['region']}/{record['stack']}", []).append(record)
        return {**self._count(live), "stacks": {name: self._count(stacks[name]) for name in sorted(stacks, key=str)}}

    @staticmethod
    def _count(live):
        counts = Counter(record["mode"] for record in live)
        return {**{mode: counts[mode] for mode in MODES},
                "recordedTypes": sorted({record["type"] for record in live if record["mode"] == RECORDED})}
