package com.acme.platform;

import com.astradot.cloudplatform.AccountEmail;
import com.astradot.cloudplatform.AccountRegistry;
import com.astradot.cloudplatform.ContainerRepositoryOptions;
import com.astradot.cloudplatform.DirectoryGroup;
import com.astradot.cloudplatform.EnvironmentAccount;
import com.astradot.cloudplatform.EnvironmentOptions;
import com.astradot.cloudplatform.EnvironmentType;
import com.astradot.cloudplatform.ImageLifecycle;
import com.astradot.cloudplatform.LandingZone;
import com.astradot.cloudplatform.PermissionSet;
import com.astradot.cloudplatform.SandboxOptions;
import java.util.List;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.sns.Topic;

/** Everything that Acme's platform team owns. */
public final class PlatformApp {
    public static void main(final String[] args) {
        App app = new App();

        LandingZone zone = LandingZone.Builder.create(app, "Acme")
            .accounts(AccountRegistry.fromFile("accounts.json"))
            .accountEmail(AccountEmail.plusAddress("aws@acme.com")) // aws+production@acme.com
            .domainName("acme.com")
            .homeRegion("eu-west-1")
            .additionalRegions(List.of("us-east-1")) // a new region is one line
            .build();

        EnvironmentAccount production = zone.addEnvironment("production", EnvironmentOptions.builder()
            .environmentType(EnvironmentType.PRODUCTION)
            .build());
        EnvironmentAccount staging = zone.addEnvironment("staging", EnvironmentOptions.builder()
            .environmentType(EnvironmentType.STAGING)
            .build());
        zone.addSandbox("karpenter", SandboxOptions.builder()
            .expires("2027-01-15")
            .owner("jane@acme.com")
            .monthlyBudget(200)
            .build());

        // who may enter where
        DirectoryGroup engineers = zone.getIdentity().addGroup("engineers");
        engineers.assign(PermissionSet.READ_ONLY, production);
        engineers.assign(PermissionSet.POWER_USER, staging);

        // built once, and deployed to every environment
        zone.getArtifacts().addContainerRepository("shop", ContainerRepositoryOptions.builder()
            .lifecycle(List.of(ImageLifecycle.taggedMoreThan("main-*", 50)))
            .build());

        // of the platform team's own: in the right account, region and wave
        Stack operations = production.stack("eu-west-1", "operations");
        Topic.Builder.create(operations, "Alarms")
            .displayName("Alarms of production")
            .build();

        app.synth();
    }

    private PlatformApp() {
    }
}
