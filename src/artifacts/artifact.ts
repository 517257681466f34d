import type { ArtifactKind } from './artifacts-host';
import type { Statement } from '../private/policy';

/** Something that is built once and deployed in any environment: a repository of images or packages, a store of files, a machine image. Made by `CentralArtifacts`. */
export abstract class Artifact {
  /** Its name: what consumers ask for. */
  public readonly artifactName: string;

  /** @param artifactName what consumers ask for */
  protected constructor(artifactName: string) {
    this.artifactName = artifactName;
  }

  /** @internal */
  public abstract get _kind(): ArtifactKind;

  /** @internal In the region where it is published. */
  public abstract get _arn(): string;

  /** @internal What whoever publishes it may do, in the artifacts account, and nothing else. Empty for what nobody publishes from outside. */
  public abstract _publishStatements(): Statement[];
}
