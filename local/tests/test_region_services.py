"""The platform's table of services that regions lack is what AWS's own list of endpoints says."""
import pathlib
import re

import botocore.session
import pytest

TABLE = pathlib.Path(__file__).resolve().parents[2] / "src/accounts/region-services.ts"
SERVICES = dict(re.findall(r"^  (\w+): \{(.*?regions: \[.*?\]),?", TABLE.read_text(), re.M | re.S))
# endpoints have another name than the service
ENDPOINTS = {"detective": "api.detective"}


def test_there_is_a_table():
    assert {"codeartifact", "email", "macie2"} <= set(SERVICES)


@pytest.mark.parametrize("service", SERVICES)
def test_the_table_says_what_aws_says(service):
    session = botocore.session.Session()
    lacking = re.findall(r"'([a-z]{2}-[a-z]+-\d)'", SERVICES[service])
    everywhere = set(session.get_available_regions("ssm"))
    resolver = session.get_component("endpoint_resolver")
    assert lacking == sorted(everywhere - set(resolver.get_available_endpoints(ENDPOINTS.get(service, service))))
