import { CHANGES_BY_HAND } from './catalogue/by-hand';
import { MAIL } from './catalogue/email';
import { ACCESS_FROM_MANAGEMENT } from './catalogue/management';
import { LEAVING_THE_ORGANIZATION, ROOT_USER } from './catalogue/organization';
import { CONFUSED_DEPUTY, OUTSIDERS } from './catalogue/perimeter';
import { PLATFORM_RESOURCES, PLATFORM_ROLES } from './catalogue/platform';
import { INSTANCE_METADATA, PUBLIC_ACCESS } from './catalogue/public-access';
import { REGIONS } from './catalogue/regions';
import { QUARANTINE, SANDBOXES } from './catalogue/sandboxes';
import { SECURITY_SERVICES } from './catalogue/security-services';
import { AI_TRAINING, METADATA_DEFAULTS, PUBLIC_BUCKETS, PUBLIC_IMAGES, SERIAL_CONSOLE } from './catalogue/settings';
import { tags } from './catalogue/tags';
import { USERS } from './catalogue/users';
import type { Guardrail } from './guardrail';
import { TagRule } from './tag-rule';

/** The catalogue: what high security needs. All of them bind unless the landing zone is told otherwise. */
export class Guardrails {
  /** No account leaves the organization. */
  public static readonly LEAVING_THE_ORGANIZATION = LEAVING_THE_ORGANIZATION;
  /** Root users do nothing. Central root access of the management account is let through. */
  public static readonly ROOT_USER = ROOT_USER;
  /** Nobody changes the platform's roles, stacks, contract and handlers but the platform. */
  public static readonly PLATFORM_RESOURCES = PLATFORM_RESOURCES;
  /** Nobody assumes the roles of the platform's bootstrap but the platform. */
  public static readonly PLATFORM_ROLES = PLATFORM_ROLES;
  /** Nobody switches off CloudTrail, Config, GuardDuty, Security Hub or Access Analyzer. */
  public static readonly SECURITY_SERVICES = SECURITY_SERVICES;
  /** Nothing happens outside the landing zone's regions. */
  public static readonly REGIONS = REGIONS;
  /** No IAM users, passwords or access keys, and no users, groups or instances of Identity Center, but in identity. */
  public static readonly USERS = USERS;
  /** Nothing becomes public: buckets by ACL, images, snapshots, functions. */
  public static readonly PUBLIC_ACCESS = PUBLIC_ACCESS;
  /** No instance gives out its metadata without a token. */
  public static readonly INSTANCE_METADATA = INSTANCE_METADATA;
  /** No mail but from the email account. */
  public static readonly MAIL = MAIL;
  /** Nobody changes production and staging by hand; break-glass is let through. */
  public static readonly CHANGES_BY_HAND = CHANGES_BY_HAND;
  /** No sandbox reaches another account, and none buys what outlives it. */
  public static readonly SANDBOXES = SANDBOXES;
  /** Nothing happens in an account that is in quarantine. */
  public static readonly QUARANTINE = QUARANTINE;
  /** Nobody outside the organization uses its buckets, queues, keys, secrets and roles. */
  public static readonly OUTSIDERS = OUTSIDERS;
  /** No AWS service acts in it for somebody outside the organization. */
  public static readonly CONFUSED_DEPUTY = CONFUSED_DEPUTY;
  /** No machine image and no snapshot is shared with everybody: a setting of each account. */
  public static readonly PUBLIC_IMAGES = PUBLIC_IMAGES;
  /** Instances have the second version of the metadata service unless they say otherwise: a setting of each account. */
  public static readonly METADATA_DEFAULTS = METADATA_DEFAULTS;
  /** Nobody enters an instance by its serial console: a setting of each account. */
  public static readonly SERIAL_CONSOLE = SERIAL_CONSOLE;
  /** No bucket is public: a setting of each account. */
  public static readonly PUBLIC_BUCKETS = PUBLIC_BUCKETS;
  /** AWS does not learn from what its AI services are given. */
  public static readonly AI_TRAINING = AI_TRAINING;
  /** Nobody in the management account enters another account by OrganizationAccountAccessRole; binds where the landing zone has a `deployIdentity`. */
  public static readonly ACCESS_FROM_MANAGEMENT = ACCESS_FROM_MANAGEMENT;

  /** All of the catalogue. Their order decides in which policy each stands: new ones come last. */
  public static all(): Guardrail[] {
    return [
      LEAVING_THE_ORGANIZATION, ROOT_USER, PLATFORM_RESOURCES, PLATFORM_ROLES, SECURITY_SERVICES, REGIONS, USERS, PUBLIC_ACCESS, INSTANCE_METADATA,
      MAIL,
      PUBLIC_IMAGES, METADATA_DEFAULTS, SERIAL_CONSOLE, PUBLIC_BUCKETS, AI_TRAINING,
      CHANGES_BY_HAND, SANDBOXES, QUARANTINE, OUTSIDERS, CONFUSED_DEPUTY, ACCESS_FROM_MANAGEMENT,
    ];
  }

  /**
   * All of the catalogue but these.
   *
   * @param left guardrails of the catalogue that are not to bind
   */
  public static allExcept(...left: Guardrail[]): Guardrail[] {
    return Guardrails.all().filter(guardrail => !left.some(({ guardrailId }) => guardrailId === guardrail.guardrailId));
  }

  /**
   * How tags are written, beside the catalogue: `[...Guardrails.all(), Guardrails.tags({ key: 'Team', enforcedFor: ['ec2:instance'] })]`.
   */
  public static tags(...rules: TagRule[]): Guardrail {
    return tags(rules);
  }
}
