import { Fn } from 'aws-cdk-lib';
import type { AllocateCidrRequest, IIpAddresses, SubnetIpamOptions, VpcIpamOptions } from 'aws-cdk-lib/aws-ec2';
import { explained } from '../private/documentation';

/** Subnets that a network has room for, all of one size. */
const SUBNETS = 16;

/** How many bits of a subnet's addresses tell hosts apart, for a network of this prefix length. */
export function subnetBits(networkPrefixLength: number): string {
  return String(32 - networkPrefixLength - Math.log2(SUBNETS));
}

/** An environment's network for a VPC: known only at deploy, so that CloudFormation divides it and not CDK. */
export class EnvironmentIpAddresses implements IIpAddresses {
  public constructor(private readonly path: string, private readonly network: string, private readonly bits: string) {
  }

  public allocateVpcCidr(): VpcIpamOptions {
    return { cidrBlock: this.network };
  }

  public allocateSubnetsCidr({ requestedSubnets }: AllocateCidrRequest): SubnetIpamOptions {
    const wants = (expected: string, got: string, instead: string) => new Error(explained('networks', `${this.path}: got ${got}, expected ${expected}; write ${instead}`));
    if (requestedSubnets.length > SUBNETS) {
      throw wants(`at most ${SUBNETS} subnets, sixteenths of the environment's network`, `${requestedSubnets.length} subnets`, 'fewer subnets in subnetConfiguration, or a smaller maxAzs');
    }
    const masked = requestedSubnets.find(({ configuration }) => configuration.cidrMask !== undefined);
    if (masked) {
      throw wants('subnets without one, sixteenths of the environment\'s network', `cidrMask ${masked.configuration.cidrMask} of ${masked.configuration.name}`, 'subnetConfiguration without cidrMask');
    }
    const blocks = Fn.cidr(this.network, SUBNETS, this.bits);
    return { allocatedSubnets: requestedSubnets.map((_, index) => ({ cidr: Fn.select(index, blocks) })) };
  }
}
