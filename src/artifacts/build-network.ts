import { Fn } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { acknowledge } from '../private/acknowledge';

/**
 * Where machine images are built: a network of its own with a way out and none in. New accounts may have no default network, and a NAT gateway would cost more than what is built.
 */
export class BuildNetwork extends Construct {
  public readonly subnetId: string;
  public readonly securityGroupId: string;

  public constructor(scope: Construct, id: string) {
    super(scope, id);
    const vpc = new ec2.CfnVPC(this, 'Vpc', { cidrBlock: '10.255.0.0/24', enableDnsHostnames: true, enableDnsSupport: true });
    acknowledge(vpc, 'AwsSolutions-VPC7', 'machines stand in it for the time of a build, nothing can connect to them, and a build is logged');
    const gateway = new ec2.CfnInternetGateway(this, 'Gateway', {});
    const attachment = new ec2.CfnVPCGatewayAttachment(this, 'Attachment', { vpcId: vpc.ref, internetGatewayId: gateway.ref });
    const table = new ec2.CfnRouteTable(this, 'Table', { vpcId: vpc.ref });
    const out = new ec2.CfnRoute(this, 'Out', { routeTableId: table.ref, destinationCidrBlock: '0.0.0.0/0', gatewayId: gateway.ref });
    out.addResourceDependency(attachment);
    const subnet = new ec2.CfnSubnet(this, 'Subnet', {
      vpcId: vpc.ref, cidrBlock: '10.255.0.0/25', availabilityZone: Fn.select(0, Fn.getAzs()), mapPublicIpOnLaunch: true,
    });
    new ec2.CfnSubnetRouteTableAssociation(this, 'Association', { subnetId: subnet.ref, routeTableId: table.ref });
    const group = new ec2.CfnSecurityGroup(this, 'Group', {
      groupDescription: 'Builds of machine images: out by HTTPS and HTTP, nothing in',
      vpcId: vpc.ref,
      securityGroupEgress: [443, 80].map(port => ({ ipProtocol: 'tcp', fromPort: port, toPort: port, cidrIp: '0.0.0.0/0', description: 'Packages and AWS' })),
    });
    this.subnetId = subnet.ref;
    this.securityGroupId = group.attrGroupId;
  }
}
