from astradot_cloud_platform import EnvironmentAccount
from aws_cdk import Stack
from aws_cdk.aws_iam import Role, ServicePrincipal
from aws_cdk.aws_route53 import ARecord, RecordTarget
from constructs import Construct


class ShopStack(Stack):
    """The same template for every environment.

    What the platform gives an account is read when the stack is deployed to it.
    """

    def __init__(self, scope: Construct, construct_id: str) -> None:
        super().__init__(scope, construct_id)
        environment = EnvironmentAccount.current(self)

        # shop.production.acme.com in production, shop.staging.acme.com in staging
        ARecord(
            self,
            "Shop",
            zone=environment.hosted_zone,
            record_name="shop",
            target=RecordTarget.from_ip_addresses("192.0.2.10"),
        )

        orders = Role(
            self, "Orders", assumed_by=ServicePrincipal("ecs-tasks.amazonaws.com")
        )
        environment.artifacts.container_repository("shop").grant_pull(orders)
        environment.email.grant_send(orders, from_addresses=["orders"])
