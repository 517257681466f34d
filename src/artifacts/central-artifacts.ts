import { Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { Artifact } from './artifact';
import { AccountHost, ArtifactKind, ArtifactsHost, StacksHost } from './artifacts-host';
import { Publisher } from './publisher';
import { PublisherRoles } from './publisher-roles';
import { PlatformAccount } from '../accounts/platform-account';
import { checkedPrefix } from '../private/name-rules';
import { DEFAULT_PREFIX } from '../private/names';

/** Props of `CentralArtifacts` in somebody's own stack. */
export interface CentralArtifactsProps {
  /**
   * Whose accounts may read: paths in the organization, `o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/*`.
   *
   * @default - nobody outside the account
   */
  readonly organizationPaths?: string[];
  /**
   * A stack in each further region in which artifacts are used, in the same account.
   *
   * @default - none
   */
  readonly additionalStacks?: Stack[];
  /**
   * First part of names.
   *
   * @default cloud-platform
   */
  readonly prefix?: string;
  /**
   * URLs, without `https://`, of identity providers that the account has already: it has one of each URL.
   *
   * @default - they are made for publishers
   */
  readonly existingIdentityProviders?: string[];
}

/**
 * What is built once, belongs to no environment, and may be deployed in any. A landing zone has it as `landingZone.artifacts`; alone it stands in
 * somebody's own stack.
 */
export class CentralArtifacts extends Construct {
  /** @internal */
  public readonly _host: ArtifactsHost;
  private readonly names = new Set<string>();
  private readonly publishers: PublisherRoles;

  public constructor(scope: Construct, id: string, props: CentralArtifactsProps = {}) {
    super(scope, id);
    const { prefix = DEFAULT_PREFIX, organizationPaths = [], additionalStacks = [], existingIdentityProviders = [] } = props;
    this._host = scope instanceof PlatformAccount ? new AccountHost(scope)
      : new StacksHost(this, prefix, organizationPaths, additionalStacks, existingIdentityProviders);
    checkedPrefix(this._host.problems, this._host.path, this._host.prefix);
    this.publishers = new PublisherRoles(this._host);
  }

  /**
   * Lets the jobs of a repository publish some artifacts, and nothing else: they show a token of their CI, and nobody keeps a key.
   *
   * @returns ARN of the role that they take
   */
  public addPublisher(publisher: Publisher, artifacts: Artifact[]): string {
    return this.publishers.add(publisher, artifacts);
  }

  /**
   * @internal Keeps names of one kind apart.
   * @param pattern what AWS takes, and `expected` in words
   * @returns whether the name can be used
   */
  public _claim(kind: ArtifactKind, name: string, pattern: RegExp, expected: string): boolean {
    const { problems, path } = this._host;
    if (typeof name !== 'string' || !pattern.test(name)) {
      problems.add(path, kind, name, expected, `"${String(name).toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^[^a-z]+|-+$/g, '') || 'api'}"`);
      return false;
    }
    if (this.names.has(`${kind}/${name}`)) {
      problems.add(path, kind, name, `a name that no other ${kind} has`, `"${name}-2"`);
      return false;
    }
    this.names.add(`${kind}/${name}`);
    return true;
  }
}
