"""Everything that Acme's platform team owns."""

from astradot_cloud_platform import (
    AccountEmail,
    AccountRegistry,
    EnvironmentType,
    ImageLifecycle,
    LandingZone,
    PermissionSet,
)
from aws_cdk import App
from aws_cdk.aws_sns import Topic

app = App()

zone = LandingZone(
    app,
    "Acme",
    accounts=AccountRegistry.from_file("accounts.json"),
    account_email=AccountEmail.plus_address("aws@acme.com"),  # aws+production@acme.com
    domain_name="acme.com",
    home_region="eu-west-1",
    additional_regions=["us-east-1"],  # a new region is one line
)

production = zone.add_environment(
    "production", environment_type=EnvironmentType.PRODUCTION
)
staging = zone.add_environment("staging", environment_type=EnvironmentType.STAGING)
zone.add_sandbox(
    "karpenter", expires="2027-01-15", owner="jane@acme.com", monthly_budget=200
)

# who may enter where
engineers = zone.identity.add_group("engineers")
engineers.assign(PermissionSet.READ_ONLY, production)
engineers.assign(PermissionSet.POWER_USER, staging)

# built once, and deployed to every environment
zone.artifacts.add_container_repository(
    "shop", lifecycle=[ImageLifecycle.tagged_more_than("main-*", 50)]
)

# of the platform team's own: in the right account, region and wave
operations = production.stack("eu-west-1", "operations")
Topic(operations, "Alarms", display_name="Alarms of production")

app.synth()
