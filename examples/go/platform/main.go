// Everything that Acme's platform team owns.
package main

import (
	"github.com/astradot/cloud-platform-go/cloudplatform"
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awssns"
	"github.com/aws/jsii-runtime-go"
)

func main() {
	defer jsii.Close()

	app := awscdk.NewApp(nil)

	zone := cloudplatform.NewLandingZone(app, jsii.String("Acme"), &cloudplatform.LandingZoneProps{
		Accounts:          cloudplatform.AccountRegistry_FromFile(jsii.String("accounts.json")),
		AccountEmail:      cloudplatform.AccountEmail_PlusAddress(jsii.String("aws@acme.com")), // aws+production@acme.com
		DomainName:        jsii.String("acme.com"),
		HomeRegion:        jsii.String("eu-west-1"),
		AdditionalRegions: jsii.Strings("us-east-1"), // a new region is one line
	})

	production := zone.AddEnvironment(jsii.String("production"), &cloudplatform.EnvironmentOptions{
		EnvironmentType: cloudplatform.EnvironmentType_PRODUCTION(),
	})
	staging := zone.AddEnvironment(jsii.String("staging"), &cloudplatform.EnvironmentOptions{
		EnvironmentType: cloudplatform.EnvironmentType_STAGING(),
	})
	zone.AddSandbox(jsii.String("karpenter"), &cloudplatform.SandboxOptions{
		Expires:       jsii.String("2027-01-15"),
		Owner:         jsii.String("jane@acme.com"),
		MonthlyBudget: jsii.Number(200),
	})

	// Who may enter where.
	engineers := zone.Identity().AddGroup(jsii.String("engineers"), nil)
	engineers.Assign(cloudplatform.PermissionSet_READ_ONLY(), production, nil)
	engineers.Assign(cloudplatform.PermissionSet_POWER_USER(), staging, nil)

	// Built once, and deployed to every environment.
	zone.Artifacts().AddContainerRepository(jsii.String("shop"), &cloudplatform.ContainerRepositoryOptions{
		Lifecycle: &[]cloudplatform.ImageLifecycle{
			cloudplatform.ImageLifecycle_TaggedMoreThan(jsii.String("main-*"), jsii.Number(50)),
		},
	})

	// Of the platform team's own: in the right account, region and wave.
	operations := production.Stack(jsii.String("eu-west-1"), jsii.String("operations"))
	awssns.NewTopic(operations, jsii.String("Alarms"), &awssns.TopicProps{
		DisplayName: jsii.String("Alarms of production"),
	})

	app.Synth(nil)
}
