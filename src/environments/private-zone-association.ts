import { CfnResource } from 'aws-cdk-lib';
import type { IVpc } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { PRIVATE_ZONES_TOPIC_ARN } from './contract';
import { contractOf } from './contract-reader';
import { PRIVATE_ZONE_ASSOCIATION_TYPE, PrivateZoneAssociationProperties } from '../aws-api/private-zones/constants';
import { asciiName, domainNameFault } from '../private/domain-names';
import { DEFAULT_PREFIX } from '../private/names';
import { Problems } from '../private/problems';

/** Props of a `PrivateZoneAssociation`. */
export interface PrivateZoneAssociationProps {
  /** The private zone, which the platform shares with the environment. */
  readonly zoneName: string;
  /** A VPC of the stack's own account and region, with DNS support and host names, as `ec2.Vpc` has them. */
  readonly vpc: IVpc;
  /**
   * The landing zone's `prefix`.
   *
   * @default cloud-platform
   */
  readonly prefix?: string;
}

/**
 * A VPC that resolves a private zone of the platform. What it needs in the environment stands there if the platform shares a private zone with it; else the stack is refused
 * for want of the parameter `private-zones-topic-arn`.
 *
 * ```ts
 * declare const vpc: ec2.Vpc;
 *
 * new PrivateZoneAssociation(this, 'InternalNames', { zoneName: 'internal.acme.com', vpc });
 * ```
 */
export class PrivateZoneAssociation extends Construct {
  public constructor(scope: Construct, id: string, props: PrivateZoneAssociationProps) {
    super(scope, id);
    const name = asciiName(props.zoneName);
    const fault = domainNameFault(name);
    const problems = new Problems();
    if (fault) problems.add(this.node.path, 'zoneName', props.zoneName, fault, '"internal.example.com"');
    this.node.addValidation({ validate: () => problems.validate() });
    const topicArn = contractOf(this, props.prefix ?? DEFAULT_PREFIX, {}, problems).read(PRIVATE_ZONES_TOPIC_ARN, this);
    new CfnResource(this, 'Resource', {
      type: PRIVATE_ZONE_ASSOCIATION_TYPE,
      properties: {
        ServiceToken: topicArn, ServiceTimeout: 900, ...{ ZoneName: name, VpcId: props.vpc.vpcId } satisfies PrivateZoneAssociationProperties,
      },
    });
  }
}
