import { Stack } from 'aws-cdk-lib';
import { IRepository, Repository } from 'aws-cdk-lib/aws-ecr';
import { Bucket, IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { ArtifactFile } from './artifact-file';
import type { IArtifacts, IPackageRepository, ISharedMachineImage } from './consumed-artifacts';
import { SharedMachineImage } from './shared-machine-image';
import { SharedPackageRepository } from './shared-package-repository';
import { artifactNames } from '../private/names';

/** Whose artifacts they are. */
export interface SharedArtifactsProps {
  readonly prefix: string;
  /** Asked when somebody needs it: nothing is read that is not used. */
  readonly accountId: () => string;
  readonly packagesRegion: () => string;
}

/** The consumer's half: names that both sides know, in the account that the contract says. */
export class SharedArtifacts extends Construct implements IArtifacts {
  public constructor(scope: Construct, id: string, private readonly props: SharedArtifactsProps) {
    super(scope, id);
  }

  public containerRepository(name: string): IRepository {
    const id = `Repository-${name.replaceAll('/', '--')}`;
    return this.node.tryFindChild(id) as IRepository | undefined
      ?? Repository.fromRepositoryAttributes(this, id, { repositoryName: name, repositoryArn: this.names.repositoryArn(name) });
  }

  public file(store: string, fileName: string): ArtifactFile {
    return new ArtifactFile(this.bucket, store, fileName);
  }

  public machineImage(name: string): ISharedMachineImage {
    return new SharedMachineImage(this.names.machineImageParameterArn(name), this.names.machineImageKeyParameterArn);
  }

  public packageRepository(name: string): IPackageRepository {
    const { partition } = Stack.of(this);
    const { accountId, packagesRegion } = this.props;
    return new SharedPackageRepository({ name, partition, domain: this.names.packageDomain, accountId: accountId(), region: packagesRegion() });
  }

  private get bucket(): IBucket {
    return this.node.tryFindChild('Files') as IBucket | undefined ?? Bucket.fromBucketName(this, 'Files', this.names.fileBucket);
  }

  private get names() {
    const { partition, region } = Stack.of(this);
    return artifactNames(this.props.prefix, { partition, region, account: this.props.accountId() });
  }
}
