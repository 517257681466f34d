"""Findings of Security Hub are seen by the administrator as well, in their own region and where its findings come together. Each is told to EventBridge there."""
import functools

from moto.securityhub import models

from . import event_buses


def prepare(security_hub):
    original = models.SecurityHubBackend.batch_import_findings

    @functools.wraps(original)
    def bring(self, findings):
        answer = original(self, findings)
        _tell(self.account_id, self.region_name, findings)
        for account, region in security_hub.homes(self.account_id, self.region_name):
            original(models.securityhub_backends[account][region], findings)
            _tell(account, region, findings)
        return answer
    models.SecurityHubBackend.batch_import_findings = bring


def _tell(account, region, findings):
    for finding in findings:
        told = {**finding, "RecordState": finding.get("RecordState", "ACTIVE"), "Workflow": finding.get("Workflow") or {"Status": "NEW"}}
        event_buses.tell(account, region, "aws.securityhub", "Security Hub Findings - Imported", {"findings": [told]}, [finding["Id"]])
