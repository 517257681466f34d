import { readFileSync } from 'fs';
import { LockFile, parseLock } from './lock-file';
import { explained } from '../private/documentation';
import { nearest } from '../private/nearest';

/**
 * Which bytes a version is. A tag is a name that somebody gave; what a deploy pins is the digest, so that staging and production run the same bytes, and a rollback the old ones. The file is
 * committed beside the code: no synth asks a registry.
 */
export class ArtifactLock {
  /**
   * Reads the file that `cloud-platform artifacts lock` writes. Commit it.
   *
   * @param path relative to the working directory, which for the CDK CLI is where `cdk.json` lies
   */
  public static fromFile(path: string): ArtifactLock {
    let text: string;
    try {
      text = readFileSync(path, 'utf8');
    } catch {
      throw new Error(explained('the-lock-of-artifacts', `${path}: got no such file, expected a lock of artifacts; run "cloud-platform artifacts lock image <name>:<tag> <digest>"`));
    }
    return new ArtifactLock(parseLock(text, path), path);
  }

  private constructor(private readonly file: LockFile, private readonly path: string) {}

  /**
   * Digest of an image, `sha256:...`: where CDK takes a tag it takes this as well.
   *
   * @param name of the repository
   * @param tag of the version
   */
  public imageDigest(name: string, tag: string): string {
    return this.find('image', this.file.images, name, tag, '<digest>');
  }

  /**
   * Name of a file in its store.
   *
   * @param store of the file
   * @param version as it was locked
   */
  public fileName(store: string, version: string): string {
    return this.find('file', this.file.files, store, version, '<file>');
  }

  private find(kind: string, entries: Readonly<Record<string, string>>, name: string, tag: string, value: string): string {
    const key = `${name}:${tag}`;
    if (Object.hasOwn(entries, key)) return entries[key];
    const known = Object.keys(entries);
    const guess = nearest(key, known);
    throw new Error(explained('the-lock-of-artifacts', `${this.path}: ${kind}: got ${JSON.stringify(key)}, expected one of ${known.join(', ') || 'those that are locked, of which there are none'}; `
      + (guess ? `write "${guess}", or run "cloud-platform artifacts lock ${kind} ${key} ${value}"` : `run "cloud-platform artifacts lock ${kind} ${key} ${value}"`)));
  }
}
