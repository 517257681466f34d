import * as iam from 'aws-cdk-lib/aws-iam';
import type { IPackageRepository } from './consumed-artifacts';
import { READ_PACKAGES } from './package-actions';

/** Where it is. */
export interface SharedPackageRepositoryProps {
  readonly name: string;
  readonly partition: string;
  readonly domain: string;
  readonly accountId: string;
  readonly region: string;
}

/** The consumer's half of a package repository. */
export class SharedPackageRepository implements IPackageRepository {
  public readonly repositoryName: string;
  public readonly domainName: string;
  public readonly domainOwner: string;
  public readonly region: string;

  public constructor(private readonly props: SharedPackageRepositoryProps) {
    this.repositoryName = props.name;
    this.domainName = props.domain;
    this.domainOwner = props.accountId;
    this.region = props.region;
  }

  public grantRead(grantee: iam.IGrantable): iam.Grant {
    const { partition, region, accountId, domain, name } = this.props;
    const arn = (kind: string, resource: string) => `arn:${partition}:codeartifact:${region}:${accountId}:${kind}/${domain}${resource}`;
    iam.Grant.addToPrincipal({ grantee, actions: ['codeartifact:GetAuthorizationToken'], resourceArns: [arn('domain', '')] });
    // the token is one of STS, for this service alone
    iam.Grant.addToPrincipal({
      grantee, actions: ['sts:GetServiceBearerToken'], resourceArns: ['*'], conditions: { StringEquals: { 'sts:AWSServiceName': 'codeartifact.amazonaws.com' } },
    });
    return iam.Grant.addToPrincipal({ grantee, actions: READ_PACKAGES, resourceArns: [arn('repository', `/${name}`), arn('package', `/${name}/*`)] });
  }

  public loginCommand(tool: string): string {
    const { domain, accountId, name, region } = this.props;
    return `aws codeartifact login --tool ${tool} --domain ${domain} --domain-owner ${accountId} --repository ${name} --region ${region}`;
  }
}
