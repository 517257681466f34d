module acme.com/infrastructure

go 1.25

require (
	github.com/astradot/cloud-platform-go/cloudplatform v0.0.0
	github.com/aws/aws-cdk-go/awscdk/v2 v2.263.0
	github.com/aws/constructs-go/constructs/v10 v10.6.0
	github.com/aws/jsii-runtime-go v1.140.0
)
