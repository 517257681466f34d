package com.acme.shop;

import com.astradot.cloudplatform.EnvironmentAccount;
import com.astradot.cloudplatform.GrantSendOptions;
import com.astradot.cloudplatform.IEnvironmentAccount;
import java.util.List;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.route53.ARecord;
import software.amazon.awscdk.services.route53.RecordTarget;
import software.constructs.Construct;

/**
 * The same template for every environment: what the platform gives an account is read when the stack is
 * deployed to it.
 */
public class ShopStack extends Stack {
    public ShopStack(final Construct scope, final String id) {
        super(scope, id);
        IEnvironmentAccount environment = EnvironmentAccount.current(this);

        // shop.production.acme.com in production, shop.staging.acme.com in staging
        ARecord.Builder.create(this, "Shop")
            .zone(environment.getHostedZone())
            .recordName("shop")
            .target(RecordTarget.fromIpAddresses("192.0.2.10"))
            .build();

        Role orders = Role.Builder.create(this, "Orders")
            .assumedBy(new ServicePrincipal("ecs-tasks.amazonaws.com"))
            .build();
        environment.getArtifacts().containerRepository("shop").grantPull(orders);
        environment.getEmail().grantSend(orders, GrantSendOptions.builder()
            .fromAddresses(List.of("orders"))
            .build());
    }
}
