import { Annotations, Stack, Token } from 'aws-cdk-lib';
import type { IIpAddresses, IVpc } from 'aws-cdk-lib/aws-ec2';
import { ManagedPolicy, PermissionsBoundary } from 'aws-cdk-lib/aws-iam';
import { HostedZone, IHostedZone } from 'aws-cdk-lib/aws-route53';
import { Construct } from 'constructs';
import {
  ARTIFACTS_ACCOUNT_ID, CERTIFICATE_ARN, ContractParameter, ENVIRONMENT_NAME, ENVIRONMENT_TYPE, HOSTED_ZONE_ID, HOSTED_ZONE_NAME, LOG_RETENTION_DAYS,
  NETWORK_CIDR, NETWORK_SUBNET_BITS, PACKAGES_REGION,
} from './contract';
import { contractOf, ContractReader, Expectation } from './contract-reader';
import type { CurrentEnvironmentOptions, IEnvironmentAccount } from './environment';
import { EnvironmentIpAddresses } from './environment-ip-addresses';
import { fakeAbove } from './fake-contract';
import { PrivateZoneAssociation } from './private-zone-association';
import type { IArtifacts } from '../artifacts/consumed-artifacts';
import { SharedArtifacts } from '../artifacts/shared-artifacts';
import { CurrentMail } from '../email/current-mail';
import type { IEnvironmentEmail } from '../email/environment-email';
import { checkAccountName } from '../private/name-rules';
import { applicationBoundary, DEFAULT_PREFIX } from '../private/names';
import { Problems } from '../private/problems';
import { parseVersion } from '../private/version';

/** The environment of the account that a stack is deployed to, read from the contract when it is deployed. Nothing is read that is not asked for. */
export class CurrentEnvironment extends Construct implements IEnvironmentAccount {
  /** One for each stack. */
  public static in(stack: Stack, options: CurrentEnvironmentOptions): CurrentEnvironment {
    const prefix = options.prefix ?? DEFAULT_PREFIX;
    const id = `EnvironmentAccount-${prefix}`;
    const environment = stack.node.tryFindChild(id) as CurrentEnvironment | undefined ?? new CurrentEnvironment(stack, id, prefix);
    environment.mayMeet(options.platformVersion);
    return environment;
  }

  private readonly problems = new Problems();
  private readonly expectation: Expectation = {};
  private readonly contract: ContractReader;
  private zone?: IHostedZone;
  private mail?: CurrentMail;
  private shared?: IArtifacts;

  private constructor(scope: Stack, id: string, private readonly prefix: string) {
    super(scope, id);
    this.node.addValidation({ validate: () => this.problems.validate() });
    this.contract = contractOf(scope, prefix, this.expectation, this.problems);
    if (fakeAbove(scope)) Annotations.of(this).addError('EnvironmentAccount.fake is for tests: what it says is true of no account, and must not be deployed');
    // without it the application's bootstrap may make no role
    const { path, name } = applicationBoundary(prefix, Stack.of(this).region);
    PermissionsBoundary.of(Stack.of(this)).apply(ManagedPolicy.fromManagedPolicyName(this, 'Boundary', `${path.slice(1)}${name}`));
  }

  /** From here on the stack is this environment's and no other's. */
  public expect(environmentName: string): this {
    const { environmentName: known } = this.expectation;
    const path = Stack.of(this).node.path;
    if (known !== undefined && known !== environmentName) {
      this.problems.add(path, 'EnvironmentAccount.named', environmentName, `"${known}", whose this stack is already`, 'a stack for each environment');
    } else if (checkAccountName(this.problems, path, environmentName)) {
      this.expectation.environmentName = environmentName;
      this.contract.checkEnvironment(Stack.of(this));
    }
    return this;
  }

  public get environmentName(): string {
    return this.expectation.environmentName ?? this.read(ENVIRONMENT_NAME);
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
    return this.mail ??= new CurrentMail(this, 'Mail', this.prefix, this.contract);
  }

  public get artifacts(): IArtifacts {
    return this.shared ??= new SharedArtifacts(this, 'Artifacts', {
      prefix: this.prefix, accountId: () => this.read(ARTIFACTS_ACCOUNT_ID), packagesRegion: () => this.read(PACKAGES_REGION),
    });
  }

  public certificateArnIn(scope: Construct): string {
    return this.read(CERTIFICATE_ARN, scope);
  }

  public ipAddressesIn(scope: Construct): IIpAddresses {
    return new EnvironmentIpAddresses(scope.node.path, this.read(NETWORK_CIDR, scope), this.read(NETWORK_SUBNET_BITS, scope));
  }

  public logRetentionIn(scope: Construct): number {
    const days = this.read(LOG_RETENTION_DAYS, scope);
    return Token.isUnresolved(days) ? Token.asNumber(days) : Number(days);
  }

  public associatePrivateZone(zoneName: string, vpc: IVpc): PrivateZoneAssociation {
    return new PrivateZoneAssociation(vpc, `PrivateZone-${zoneName}`, { zoneName, vpc, prefix: this.prefix });
  }

  private read(parameter: ContractParameter, scope: Construct = this): string {
    return this.contract.read(parameter, scope);
  }

  private mayMeet(platformVersion?: string): void {
    if (platformVersion === undefined) return;
    if (parseVersion(platformVersion)) this.expectation.platformVersion = platformVersion;
    else this.problems.add(Stack.of(this).node.path, 'platformVersion', platformVersion, 'a version in three numbers', '"1.2.0"');
  }
}
