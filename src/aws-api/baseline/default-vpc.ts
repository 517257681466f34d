import {
  DeleteInternetGatewayCommand, DeleteSubnetCommand, DeleteVpcCommand, DescribeInternetGatewaysCommand, DescribeNetworkInterfacesCommand,
  DescribeRouteTablesCommand, DescribeSecurityGroupsCommand, DescribeSubnetsCommand, DescribeVpcsCommand, DetachInternetGatewayCommand, EC2Client,
} from '@aws-sdk/client-ec2';
import { unless } from '../runtime/unless';

/** How it stands: there was none, it went, or why it stays. */
export type DefaultVpc = 'none' | 'removed' | `kept: ${string}`;

/**
 * Takes the default VPC of this region away if nobody has ever put anything into it: no network interface, no security group, subnet or route table but those that it came
 * with. What is used, or was changed, stays as it is.
 */
export async function removeDefaultVpc(ec2: EC2Client): Promise<DefaultVpc> {
  const { Vpcs } = await ec2.send(new DescribeVpcsCommand({ Filters: [{ Name: 'is-default', Values: ['true'] }] }));
  const VpcId = Vpcs?.[0]?.VpcId;
  if (!VpcId) return 'none';
  const own = { Filters: [{ Name: 'vpc-id', Values: [VpcId] }] };
  const { NetworkInterfaces = [] } = await ec2.send(new DescribeNetworkInterfacesCommand(own));
  if (NetworkInterfaces.length) return 'kept: something runs in it';
  const { SecurityGroups = [] } = await ec2.send(new DescribeSecurityGroupsCommand(own));
  if (SecurityGroups.some(({ GroupName }) => GroupName !== 'default')) return 'kept: it has security groups of its own';
  const { RouteTables = [] } = await ec2.send(new DescribeRouteTablesCommand(own));
  if (RouteTables.length > 1) return 'kept: it has route tables of its own';
  const { Subnets = [] } = await ec2.send(new DescribeSubnetsCommand(own));
  if (Subnets.some(({ DefaultForAz }) => !DefaultForAz)) return 'kept: it has subnets of its own';

  // a call that was cut off may have done it
  for (const { SubnetId } of Subnets) await unless(['InvalidSubnetID.NotFound'], () => ec2.send(new DeleteSubnetCommand({ SubnetId })));
  const { InternetGateways = [] } = await ec2.send(new DescribeInternetGatewaysCommand({ Filters: [{ Name: 'attachment.vpc-id', Values: [VpcId] }] }));
  for (const { InternetGatewayId } of InternetGateways) {
    await unless(['Gateway.NotAttached'], () => ec2.send(new DetachInternetGatewayCommand({ InternetGatewayId, VpcId })));
    await unless(['InvalidInternetGatewayID.NotFound'], () => ec2.send(new DeleteInternetGatewayCommand({ InternetGatewayId })));
  }
  await unless(['InvalidVpcID.NotFound'], () => ec2.send(new DeleteVpcCommand({ VpcId })));
  return 'removed';
}
