"""Findings of Security Hub are seen by the administrator as well, in their own region and where its findings come together."""
import functools

from moto.securityhub import models


def prepare(security_hub):
    original = models.SecurityHubBackend.batch_import_findings

    @functools.wraps(original)
    def bring(self, findings):
        answer = original(self, findings)
        for account, region in security_hub.homes(self.account_id, self.region_name):
            original(models.securityhub_backends[account][region], findings)
        return answer
    models.SecurityHubBackend.batch_import_findings = bring
