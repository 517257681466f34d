import { Stack, Token } from 'aws-cdk-lib';
import type { IIpAddresses, IVpc } from 'aws-cdk-lib/aws-ec2';
import type { IHostedZone } from 'aws-cdk-lib/aws-route53';
import { Construct } from 'constructs';
import { ApplicationDeployRoles } from './application-deploy-roles';
import { addCertificate } from './certificate';
import {
  ARTIFACTS_ACCOUNT_ID, CERTIFICATE_ARN, contractName, ContractParameter, LOG_RETENTION_DAYS, NETWORK_CIDR, NETWORK_SUBNET_BITS, PACKAGES_REGION,
} from './contract';
import { CurrentEnvironment } from './current-environment';
import type { CurrentEnvironmentOptions, IEnvironmentAccount } from './environment';
import type { EnvironmentAccountProps } from './environment-account-props';
import { publishContract } from './environment-contract';
import { EnvironmentIpAddresses } from './environment-ip-addresses';
import { EnvironmentType } from './environment-type';
import { checkEnvironmentType } from './environment-type-checks';
import { EnvironmentZone } from './environment-zone';
import { placeFake } from './fake-contract';
import type { FakeEnvironmentOptions } from './fake-environment-options';
import { PrivateZoneAssociation } from './private-zone-association';
import { SharedPrivateZones } from './shared-private-zones';
import { AccountPurpose } from '../accounts/account-purpose';
import { DeployIdentity } from '../accounts/deploy-identity';
import { PlatformAccount } from '../accounts/platform-account';
import type { IArtifacts } from '../artifacts/consumed-artifacts';
import { SharedArtifacts } from '../artifacts/shared-artifacts';
import { Dnssec } from '../dns/dnssec';
import { RootDomain } from '../dns/root-domain';
import type { IEnvironmentEmail } from '../email/environment-email';
import { EnvironmentMail } from '../email/environment-mail';
import { MailSender, mailSenderOf } from '../email/mail-sender';
import { domainNameFault } from '../private/domain-names';
import { nearest } from '../private/nearest';
import { parameterValue } from '../private/parameter-value';
import { Platform } from '../private/platform';

/** Part of the stacks with certificates: each waits for its validation, and holds up nothing else. */
const CERTIFICATE = 'certificate';

/** An environment account: production, staging, a sandbox. Made by `LandingZone.addEnvironment` and `LandingZone.addSandbox`. */
export class EnvironmentAccount extends PlatformAccount implements IEnvironmentAccount {
  /**
   * For applications: the environment of the account that the scope's stack is deployed to. It resolves at deploy, so that one
   * template fits every environment and nobody types an id. The stack's roles get the boundary that the platform wants them to have: roles of other stacks
   * of the application get it by `"@aws-cdk/core:permissionsBoundary"` in its `cdk.json`.
   *
   * ```ts
   * const environment = EnvironmentAccount.current(this);
   * new route53.ARecord(this, 'Api', {
   *   zone: environment.hostedZone,
   *   recordName: 'api',
   *   target: route53.RecordTarget.fromIpAddresses('192.0.2.1'),
   * });
   * ```
   *
   * @param scope a stack or something in one
   */
  public static current(scope: Construct, options: CurrentEnvironmentOptions = {}): IEnvironmentAccount {
    return CurrentEnvironment.in(Stack.of(scope), options);
  }

  /**
   * For applications with a stack for each of several environments in one app: the environment of this name. It is read like `current`, in whatever account the stack is deployed to; but if that is
   * not the account of this environment, CloudFormation refuses the stack before it makes anything, and says so. No id is needed: each stack is deployed with the identity of its own environment.
   * And the name is known at synth, so that code can ask for it.
   *
   * ```ts
   * declare const app: App;
   *
   * for (const name of ['staging', 'production']) {
   *   const stack = new Stack(app, `Shop-${name}`);
   *   const environment = EnvironmentAccount.named(stack, name);
   * }
   * ```
   *
   * @param scope a stack or something in one: all of the stack is then of this environment, also for who asks for the current one
   * @param environmentName as the platform team gave it
   */
  public static named(scope: Construct, environmentName: string, options: CurrentEnvironmentOptions = {}): IEnvironmentAccount {
    return CurrentEnvironment.in(Stack.of(scope), options).expect(environmentName);
  }

  /**
   * For unit tests of applications: below this scope `current` and `named` answer with values that can be read, such as `production.example.com`, and no account is needed. What the environment is said not
   * to have throws where it is asked for, as a deploy would fail. A stack with such values is refused by `cdk synth` and `cdk deploy`.
   *
   * ```ts
   * const app = new App();
   * EnvironmentAccount.fake(app, { environmentName: 'staging' });
   * const stack = new Stack(app, 'Shop'); // your own
   * EnvironmentAccount.current(stack).hostedZone.zoneName; // staging.example.com
   * ```
   *
   * @param scope an app, or a stack before it asks for its environment
   */
  public static fake(scope: Construct, options: FakeEnvironmentOptions = {}): void {
    placeFake(scope, options);
  }

  /** What kind of environment it is. */
  public readonly environmentType: EnvironmentType;
  /** Domain name of the environment. */
  public readonly zoneName: string;
  /** @internal */
  public readonly _rootDomain: RootDomain;
  /** @internal The environment whose zone delegates its own. */
  public readonly _below?: EnvironmentAccount;
  /** @internal Absent where it sends no mail. */
  public readonly _sender?: MailSender;
  /** @internal */
  public readonly _hasCertificate: boolean;
  /** @internal In CIDR notation, by region; undefined without an address plan. */
  public readonly _networks?: { readonly [region: string]: string };
  /** @internal */
  public readonly _deployRoles = new ApplicationDeployRoles(this);
  /** @internal */
  public readonly _privateZones = new SharedPrivateZones(this);
  private readonly mail: EnvironmentMail;
  private readonly zone: EnvironmentZone;
  private shared?: IArtifacts;

  public constructor(scope: Construct, id: string, props: EnvironmentAccountProps) {
    const platform = Platform.of(scope);
    const { environmentType } = props;
    super(scope, id, {
      purpose: AccountPurpose.ENVIRONMENT,
      organizationalUnit: platform.configuration.organizationalUnits.resolve(environmentType.organizationalUnit),
      // what delegates its name is there before it
      wave: props.below ? props.below._wave + 1 : 3,
      emailName: props.emailName,
      terminationProtection: environmentType.terminationProtection,
      accountTags: props.accountTags,
    });
    this.environmentType = environmentType;
    checkEnvironmentType(platform, this.node.path, environmentType);
    this._below = props.below;
    this._rootDomain = rootDomainOf(this, platform, props);
    const zoneName = `${props.subdomain}.${this._parentName}`;
    const isLong = zoneName.length > 253;
    if (isLong) platform.problems.add(this.node.path, 'zone name', zoneName, domainNameFault(zoneName)!, 'a shorter subdomain');
    // CDK itself throws at one, and would hide what else is wrong
    this.zoneName = isLong ? `${id}.${this._rootDomain.domainName}` : zoneName;
    this._hasCertificate = props.certificate ?? false;
    this._networks = this.givenNetworks(platform, props.networks);
    platform.management._vend(this);
    const { monthlyBudget = environmentType.monthlyBudget, owner } = props;
    platform.management._billing.add({ account: this, environmentType: environmentType.typeName, monthlyBudget, owner });
    this.zone = new EnvironmentZone(this, platform, props);
    this._sender = mailSenderOf(this, platform, props);
    this.mail = new EnvironmentMail(this, this._sender);
    for (const region of platform.configuration.regions.all) {
      this._build({ region }, stack => {
        publishContract(this, stack, platform);
        this._sender?.furnish(stack);
      });
      if (props.certificate) this._build({ region, part: CERTIFICATE }, stack => addCertificate(stack, platform, this.zoneName));
    }
  }

  /** @internal Name of the zone that delegates its own. */
  public get _parentName(): string {
    return this._below?.zoneName ?? this._rootDomain.domainName;
  }

  /** @internal */
  public get _dnssec(): Dnssec {
    return this.zone.dnssec;
  }

  /** Name of the environment. */
  public get environmentName(): string {
    return this.accountName;
  }

  /** Name of the environment's type. */
  public get environmentTypeName(): string {
    return this.environmentType.typeName;
  }

  /** The environment's public zone, delegated from the root domain's. */
  public get hostedZone(): IHostedZone {
    return this.zone.hostedZone;
  }

  /** How the environment sends mail: from its own names, through the email account. */
  public get email(): IEnvironmentEmail {
    return this.mail;
  }

  /** What the artifacts account has for this environment, in the home region; elsewhere it is `CentralArtifacts.fromAccount`. */
  public get artifacts(): IArtifacts {
    const { artifacts, homeRegion: region, configuration: { prefix } } = Platform.of(this);
    const stack = this._stack({ region });
    return this.shared ??= new SharedArtifacts(stack, 'Artifacts', {
      prefix,
      // while the artifacts account is pending nothing of this is deployed
      accountId: () => artifacts.accountId ?? this.read(ARTIFACTS_ACCOUNT_ID, stack),
      packagesRegion: () => artifacts._packagesRegion ?? this.read(PACKAGES_REGION, stack),
    });
  }

  /**
   * Lets the pipeline of an application deploy in this environment, and nothing else: it takes the roles of the application's bootstrap, and stays in their boundary. The jobs are those that
   * say the environment's name: with `DeployIdentity.gitHub` the jobs of the GitHub environment `production` deploy in production.
   *
   * ```ts
   * declare const production: EnvironmentAccount;
   *
   * production.addDeployRole('shop', DeployIdentity.gitHub({ organization: 'acme', repository: 'shop' }));
   * ```
   *
   * @param name of the application: letters, digits and hyphens
   * @param identity the CI whose jobs take it
   * @returns name of the role: `cloud-platform-deploy-shop`
   */
  public addDeployRole(name: string, identity: DeployIdentity): string {
    return this._deployRoles.add(name, identity);
  }

  /**
   * ARN of the environment's certificate in the region of a stack; known only at deploy.
   *
   * @param scope a stack of this account, or something in one
   */
  public certificateArnIn(scope: Construct): string {
    return this.read(CERTIFICATE_ARN, scope);
  }

  /**
   * The environment's network in the region of a stack, for a VPC. Each subnet is a sixteenth of it.
   *
   * @param scope a stack of this account, or something in one
   */
  public ipAddressesIn(scope: Construct): IIpAddresses {
    return new EnvironmentIpAddresses(scope.node.path, this.read(NETWORK_CIDR, scope), this.read(NETWORK_SUBNET_BITS, scope));
  }

  /**
   * Days that logs are kept, for the retention of a log group.
   *
   * @param scope a stack of this account, or something in one
   */
  public logRetentionIn(scope: Construct): number {
    return Token.asNumber(this.read(LOG_RETENTION_DAYS, scope));
  }

  private read(parameter: ContractParameter, scope: Construct): string {
    return parameterValue(Stack.of(scope), contractName(Platform.of(this).configuration.prefix, parameter));
  }

  /**
   * Lets a VPC resolve a private zone that is shared with the environment. Once for each zone and VPC.
   *
   * @param zoneName one of `dns.addPrivateZone`
   * @param vpc of a stack of this account
   */
  public associatePrivateZone(zoneName: string, vpc: IVpc): PrivateZoneAssociation {
    return new PrivateZoneAssociation(vpc, `PrivateZone-${zoneName}`, { zoneName, vpc, prefix: Platform.of(this).configuration.prefix });
  }

  private givenNetworks(
    { networks, problems, configuration: { regions, addressPlan } }: Platform, said: { [region: string]: string } = {},
  ): EnvironmentAccount['_networks'] {
    for (const region of Object.keys(said).filter(one => !regions.all.includes(one))) {
      problems.add(this.node.path, 'region of a network', region, `one of ${regions.all.join(', ')}`, `"${nearest(region, regions.all) ?? regions.home}"`);
    }
    if (!networks) {
      if (!addressPlan && Object.keys(said).length) {
        problems.add(this.node.path, 'networks', said, 'none without an address plan', 'addressPlan: AddressPlan.of(["10.0.0.0/8"]) at the LandingZone');
      }
      return undefined;
    }
    return Object.fromEntries(regions.all.map(region => [region, networks.of(this.node.path, this.accountName, region, said[region])]));
  }
}

/** That of the environment above it, if there is one: below it no other can be chosen. */
function rootDomainOf(environment: EnvironmentAccount, { dns, problems }: Platform, { below, domainName }: EnvironmentAccountProps): RootDomain {
  const { path } = environment.node;
  if (!below) return dns._domain(path, domainName);
  if (domainName !== undefined) problems.add(path, 'domainName', domainName, `none: its name lies below ${below.zoneName}`, 'below alone, or domainName alone');
  if (!below.environmentType.terminationProtection) problems.add(path, 'below', below.accountName, 'an environment that stays: a sandbox takes the name with it when it ends', 'another environment, or none');
  return below._rootDomain;
}
