import { Stack, Token } from 'aws-cdk-lib';
import type { IIpAddresses, IVpc } from 'aws-cdk-lib/aws-ec2';
import { ManagedPolicy, PermissionsBoundary } from 'aws-cdk-lib/aws-iam';
import { HostedZone, IHostedZone } from 'aws-cdk-lib/aws-route53';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { Construct } from 'constructs';
import {
  ARTIFACTS_ACCOUNT_ID, CERTIFICATE_ARN, ContractParameter, contractPath, ENVIRONMENT_NAME, ENVIRONMENT_TYPE, HOSTED_ZONE_ID, HOSTED_ZONE_NAME,
  LOG_RETENTION_DAYS, NETWORK_CIDR, NETWORK_SUBNET_BITS, PACKAGES_REGION,
} from './contract';
import type { IEnvironmentAccount } from './environment';
import { EnvironmentIpAddresses } from './environment-ip-addresses';
import { PrivateZoneAssociation } from './private-zone-association';
import type { IArtifacts } from '../artifacts/consumed-artifacts';
import { SharedArtifacts } from '../artifacts/shared-artifacts';
import { CurrentMail } from '../email/current-mail';
import type { IEnvironmentEmail } from '../email/environment-email';
import { applicationBoundary } from '../private/names';

/** The environment of the account that a stack is deployed to, read from the contract when it is deployed. Nothing is read that is not asked for. */
export class CurrentEnvironment extends Construct implements IEnvironmentAccount {
  private zone?: IHostedZone;
  private mail?: CurrentMail;
  private shared?: IArtifacts;

  public constructor(scope: Construct, id: string, private readonly prefix: string) {
    super(scope, id);
    // without it the application's bootstrap may make no role
    const { path, name } = applicationBoundary(prefix, Stack.of(this).region);
    PermissionsBoundary.of(Stack.of(this)).apply(ManagedPolicy.fromManagedPolicyName(this, 'Boundary', `${path.slice(1)}${name}`));
  }

  public get environmentName(): string {
    return this.read(ENVIRONMENT_NAME);
  }

  public get environmentTypeName(): string {
    return this.read(ENVIRONMENT_TYPE);
  }

  public get hostedZone(): IHostedZone {
    return this.zone ??= HostedZone.fromHostedZoneAttributes(this, 'HostedZone', {
      hostedZoneId: this.read(HOSTED_ZONE_ID), zoneName: this.read(HOSTED_ZONE_NAME),
    });
  }

  public get email(): IEnvironmentEmail {
    return this.mail ??= new CurrentMail(this, 'Mail', this.prefix);
  }

  public get artifacts(): IArtifacts {
    return this.shared ??= new SharedArtifacts(this, 'Artifacts', {
      prefix: this.prefix, accountId: () => this.read(ARTIFACTS_ACCOUNT_ID), packagesRegion: () => this.read(PACKAGES_REGION),
    });
  }

  public certificateArnIn(scope: Construct): string {
    return StringParameter.valueForStringParameter(scope, contractPath(this.prefix) + CERTIFICATE_ARN.name);
  }

  public ipAddressesIn(scope: Construct): IIpAddresses {
    const read = ({ name }: ContractParameter) => StringParameter.valueForStringParameter(scope, contractPath(this.prefix) + name);
    return new EnvironmentIpAddresses(scope.node.path, read(NETWORK_CIDR), read(NETWORK_SUBNET_BITS));
  }

  public logRetentionIn(scope: Construct): number {
    return Token.asNumber(StringParameter.valueForStringParameter(scope, contractPath(this.prefix) + LOG_RETENTION_DAYS.name));
  }

  public associatePrivateZone(zoneName: string, vpc: IVpc): PrivateZoneAssociation {
    return new PrivateZoneAssociation(vpc, `PrivateZone-${zoneName}`, { zoneName, vpc, prefix: this.prefix });
  }

  private read(parameter: ContractParameter): string {
    return StringParameter.valueForStringParameter(this, contractPath(this.prefix) + parameter.name);
  }
}
