import { Token } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { IBucket } from 'aws-cdk-lib/aws-s3';
import { FILE_NAME } from './lock-file';
import { explained } from '../private/documentation';

/** A file of the artifacts account, in the stack's own region. */
export class ArtifactFile {
  /** The bucket. */
  public readonly bucket: IBucket;
  /** The key in it: `Code.fromBucket(file.bucket, file.objectKey)` is the code of a function. */
  public readonly objectKey: string;

  /** @internal */
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

  /** Lets somebody in the stack's account read this file. The bucket lets in accounts of environments already. */
  public grantRead(grantee: iam.IGrantable): iam.Grant {
    return iam.Grant.addToPrincipal({ grantee, actions: ['s3:GetObject'], resourceArns: [this.bucket.arnForObjects(this.objectKey)] });
  }
}
