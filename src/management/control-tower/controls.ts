import { Control } from './control';

/**
 * Controls of AWS Control Tower that matter beside the guardrails, by AWS's own names. Most are checks of AWS Config: they find what is wrong and forbid
 * nothing. Mandatory controls are not among them: they are on wherever a unit is registered.
 *
 * @see https://docs.aws.amazon.com/controltower/latest/controlreference/identifiers-for-legacy-controls.html
 */
export class Controls {
  /** Finds volumes of EBS that are not encrypted. */
  public static readonly ENCRYPTED_VOLUMES = Control.of('AWS-GR_ENCRYPTED_VOLUMES');
  /** Finds databases of RDS that are public. */
  public static readonly RDS_INSTANCE_PUBLIC_ACCESS_CHECK = Control.of('AWS-GR_RDS_INSTANCE_PUBLIC_ACCESS_CHECK');
  /** Finds snapshots of RDS that are public. */
  public static readonly RDS_SNAPSHOTS_PUBLIC_PROHIBITED = Control.of('AWS-GR_RDS_SNAPSHOTS_PUBLIC_PROHIBITED');
  /** Finds databases of RDS that are not encrypted. */
  public static readonly RDS_STORAGE_ENCRYPTED = Control.of('AWS-GR_RDS_STORAGE_ENCRYPTED');
  /** Finds security groups that open remote desktop, databases and the like to the world. */
  public static readonly RESTRICTED_COMMON_PORTS = Control.of('AWS-GR_RESTRICTED_COMMON_PORTS');
  /** Finds security groups that open SSH to the world. */
  public static readonly RESTRICTED_SSH = Control.of('AWS-GR_RESTRICTED_SSH');
  /** Forbids actions of root users. */
  public static readonly RESTRICT_ROOT_USER = Control.of('AWS-GR_RESTRICT_ROOT_USER');
  /** Forbids access keys of root users. */
  public static readonly RESTRICT_ROOT_USER_ACCESS_KEYS = Control.of('AWS-GR_RESTRICT_ROOT_USER_ACCESS_KEYS');
  /** Finds root users without a second factor. */
  public static readonly ROOT_ACCOUNT_MFA_ENABLED = Control.of('AWS-GR_ROOT_ACCOUNT_MFA_ENABLED');
  /** Finds buckets that the world reads. */
  public static readonly S3_BUCKET_PUBLIC_READ_PROHIBITED = Control.of('AWS-GR_S3_BUCKET_PUBLIC_READ_PROHIBITED');
  /** Finds buckets that the world writes. */
  public static readonly S3_BUCKET_PUBLIC_WRITE_PROHIBITED = Control.of('AWS-GR_S3_BUCKET_PUBLIC_WRITE_PROHIBITED');
  /** Finds accounts whose public access block of S3 is not on. */
  public static readonly S3_ACCOUNT_LEVEL_PUBLIC_ACCESS_BLOCKS_PERIODIC = Control.of('AWS-GR_S3_ACCOUNT_LEVEL_PUBLIC_ACCESS_BLOCKS_PERIODIC');
  /** Finds buckets without versions. */
  public static readonly S3_VERSIONING_ENABLED = Control.of('AWS-GR_S3_VERSIONING_ENABLED');
  /** Finds accounts without a trail. */
  public static readonly DETECT_CLOUDTRAIL_ENABLED_ON_MEMBER_ACCOUNTS = Control.of('AWS-GR_DETECT_CLOUDTRAIL_ENABLED_ON_MEMBER_ACCOUNTS');
  /** Finds snapshots of EBS that anybody can restore. */
  public static readonly EBS_SNAPSHOT_PUBLIC_RESTORABLE_CHECK = Control.of('AWS-GR_EBS_SNAPSHOT_PUBLIC_RESTORABLE_CHECK');
  /** Finds instances with a public address. */
  public static readonly EC2_INSTANCE_NO_PUBLIC_IP = Control.of('AWS-GR_EC2_INSTANCE_NO_PUBLIC_IP');
  /** Finds clusters of EKS whose endpoint is public. */
  public static readonly EKS_ENDPOINT_NO_PUBLIC_ACCESS = Control.of('AWS-GR_EKS_ENDPOINT_NO_PUBLIC_ACCESS');
  /** Finds functions that anybody can invoke. */
  public static readonly LAMBDA_FUNCTION_PUBLIC_ACCESS_PROHIBITED = Control.of('AWS-GR_LAMBDA_FUNCTION_PUBLIC_ACCESS_PROHIBITED');
  /** Finds clusters of Redshift that are public. */
  public static readonly REDSHIFT_CLUSTER_PUBLIC_ACCESS_CHECK = Control.of('AWS-GR_REDSHIFT_CLUSTER_PUBLIC_ACCESS_CHECK');
  /** Finds documents of Systems Manager that are public. */
  public static readonly SSM_DOCUMENT_NOT_PUBLIC = Control.of('AWS-GR_SSM_DOCUMENT_NOT_PUBLIC');
  /** Finds subnets that give out public addresses by themselves. */
  public static readonly SUBNET_AUTO_ASSIGN_PUBLIC_IP_DISABLED = Control.of('AWS-GR_SUBNET_AUTO_ASSIGN_PUBLIC_IP_DISABLED');
  /** Forbids ways from a network to the internet. */
  public static readonly DISALLOW_VPC_INTERNET_ACCESS = Control.of('AWS-GR_DISALLOW_VPC_INTERNET_ACCESS');
  /** Forbids networks that reach other regions. */
  public static readonly DISALLOW_CROSS_REGION_NETWORKING = Control.of('AWS-GR_DISALLOW_CROSS_REGION_NETWORKING');
  /** Forbids VPN connections. */
  public static readonly DISALLOW_VPN_CONNECTIONS = Control.of('AWS-GR_DISALLOW_VPN_CONNECTIONS');

  /** @internal Names as AWS has them. */
  public static get _names(): string[] {
    return Object.values(Controls).filter((value): value is Control => value instanceof Control).map(({ identifier }) => identifier);
  }

  private constructor() {}
}
