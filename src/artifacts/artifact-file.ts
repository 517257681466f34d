import { Token } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { IBucket } from 'aws-cdk-lib/aws-s3';
import { FILE_NAME } from './lock-file';
import { explained } from '../private/documentation';

/** A file of the artifacts account, in the stack's own region. */
export class ArtifactFile {
  /** The artifacts account's bucket of files in this region. */
  public readonly bucket: IBucket;
  /** The key in it: `Code.fromBucket(file.bucket, file.objectKey)` is the code of a function. */
  public readonly objectKey: string;

  /**
   * `environment.artifacts.file(...)` gives one.
   *
   * @param bucket the one in the stack's own region
   * @param store name of the store, the first part of the key
   * @param fileName path below it
   * @internal
   */
  public constructor(bucket: IBucket, store: string, fileName: string) {
    if (!Token.isUnresolved(fileName) && !FILE_NAME.test(fileName)) {
      throw new Error(explained('the-lock-of-artifacts', `${bucket.node.path}: file of ${store}: got ${JSON.stringify(fileName)}, expected the SHA-256 of what is in it and its ending: `
        + 'what has another name may be overwritten; write lock.fileName(...), or "<64 hexadecimal digits>.zip"'));
    }
    this.bucket = bucket;
    this.objectKey = `${store}/${fileName}`;
  }

  /** As tools of S3 take it. */
  public get s3Url(): string {
    return this.bucket.s3UrlForObject(this.objectKey);
  }

  /**
   * Lets somebody in the stack's account read this file. The bucket lets in accounts of environments already.
   *
   * @param grantee a role of the stack's account, or what has one
   */
  public grantRead(grantee: iam.IGrantable): iam.Grant {
    return iam.Grant.addToPrincipal({ grantee, actions: ['s3:GetObject'], resourceArns: [this.bucket.arnForObjects(this.objectKey)] });
  }
}
