"""The one call of Control Tower that a handler makes, answered from what is recorded: nothing here sets up a landing zone."""
import hashlib
import json

LANDING_ZONE, ENABLED_BASELINE = "AWS::ControlTower::LandingZone", "AWS::ControlTower::EnabledBaseline"
IDENTITY_CENTER_BASELINE = "LN25R72TTG6IGPTQ"


class ControlTower:
    def __init__(self, live):
        """`live(account, region, type)` gives (properties, attributes) of each recorded resource."""
        self._live = live

    def answer(self, path, body, account, region):
        if path != "/list-enabled-baselines":
            return self._refuse(400, "UnknownOperationException", f"embedded AWS: controltower has no {path}, only /list-enabled-baselines")
        wanted = json.loads(body or b"{}").get("filter", {}).get("baselineIdentifiers")
        found = [one for one in self._baselines(account, region) if wanted is None or one["baselineIdentifier"] in wanted]
        return 200, [(b"content-type", b"application/json")], json.dumps({"enabledBaselines": found}).encode()

    def _baselines(self, account, region):
        for properties, _ in self._live(account, region, LANDING_ZONE):
            if properties.get("Manifest", {}).get("accessManagement", {}).get("enabled"):
                token = hashlib.sha256(f"{account}{region}".encode()).hexdigest()[:15].upper()
                yield self._enabled(f"arn:aws:controltower:{region}:{account}:enabledbaseline/XA{token}",
                                    f"arn:aws:controltower:{region}::baseline/{IDENTITY_CENTER_BASELINE}")
        for properties, attributes in self._live(account, region, ENABLED_BASELINE):
            yield self._enabled(attributes["EnabledBaselineIdentifier"], properties["BaselineIdentifier"])

    @staticmethod
    def _enabled(arn, baseline):
        return {"arn": arn, "baselineIdentifier": baseline, "statusSummary": {"status": "SUCCEEDED"}}

    @staticmethod
    def _refuse(status, name, message):
        return status, [(b"content-type", b"application/json"), (b"x-amzn-errortype", name.encode())], json.dumps({"message": message}).encode()
