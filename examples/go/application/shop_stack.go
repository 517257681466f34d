package main

import (
	"github.com/astradot/cloud-platform-go/cloudplatform"
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsroute53"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
)

// NewShopStack makes the same template for every environment: what the platform gives an account is read
// when the stack is deployed to it.
func NewShopStack(scope constructs.Construct, id string) awscdk.Stack {
	stack := awscdk.NewStack(scope, &id, nil)
	environment := cloudplatform.EnvironmentAccount_Current(stack, nil)

	// shop.production.acme.com in production, shop.staging.acme.com in staging
	awsroute53.NewARecord(stack, jsii.String("Shop"), &awsroute53.ARecordProps{
		Zone:       environment.HostedZone(),
		RecordName: jsii.String("shop"),
		Target:     awsroute53.RecordTarget_FromIpAddresses(jsii.String("192.0.2.10")),
	})

	orders := awsiam.NewRole(stack, jsii.String("Orders"), &awsiam.RoleProps{
		AssumedBy: awsiam.NewServicePrincipal(jsii.String("ecs-tasks.amazonaws.com"), nil),
	})
	environment.Artifacts().ContainerRepository(jsii.String("shop")).GrantPull(orders)
	environment.Email().GrantSend(orders, &cloudplatform.GrantSendOptions{FromAddresses: jsii.Strings("orders")})

	return stack
}
