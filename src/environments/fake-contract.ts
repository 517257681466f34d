import { Stack, Token } from 'aws-cdk-lib';
import { Construct, IConstruct } from 'constructs';
import {
  ARTIFACTS_ACCOUNT_ID, CERTIFICATE_ARN, CONTRACT_VERSION, CONTRACT_VERSION_NOW, ContractParameter, ENVIRONMENT_NAME, ENVIRONMENT_TYPE,
  HOME_REGION, HOSTED_ZONE_ID, HOSTED_ZONE_NAME, LOG_RETENTION_DAYS, MAIL_CONFIGURATION_SET, MAIL_ROLE_ARN, NETWORK_CIDR, NETWORK_SUBNET_BITS,
  PACKAGES_REGION, PLATFORM_VERSION, PRIVATE_ZONES_TOPIC_ARN,
} from './contract';
import type { ContractReader, Expectation } from './contract-reader';
import { subnetBits } from './environment-ip-addresses';
import type { FakeEnvironmentOptions } from './fake-environment-options';
import { parseCidr } from '../private/cidr';
import { explained } from '../private/documentation';
import { checkAccountName } from '../private/name-rules';
import { doorRoleName, mailNames, rolePath } from '../private/names';
import { libraryVersion } from '../private/own-package';
import { Problems } from '../private/problems';

const FAKE = Symbol.for('@astradot/cloud-platform.FakeEnvironment');

/** From here on whoever asks below this scope gets the fake. */
export function placeFake(scope: Construct, options: FakeEnvironmentOptions): void {
  const problems = new Problems();
  const path = `${scope.node.path || 'app'}: EnvironmentAccount.fake`;
  const { environmentName = 'production', network } = options;
  checkAccountName(problems, path, environmentName);
  if (network !== undefined && !parseCidr(network)) {
    problems.add(path, 'network', network, 'IPv4 addresses in CIDR notation that begin at the first one', '"10.0.0.0/16"');
  }
  const early = scope.node.findAll().find(({ node }) => node.id.startsWith('EnvironmentAccount-'));
  if (early) problems.add(path, 'scope', early.node.path, 'nobody below it who has asked for an environment before', 'this line before the stacks are made');
  const faults = problems.validate();
  if (faults.length) throw new Error(explained('an-applications-environment', faults.join('\n')));
  Object.defineProperty(scope, FAKE, { value: options, configurable: true });
}

/** The nearest one. */
export function fakeAbove(scope: IConstruct): FakeEnvironmentOptions | undefined {
  for (let at: IConstruct | undefined = scope; at; at = at.node.scope) {
    const found = (at as IConstruct & { [FAKE]?: FakeEnvironmentOptions })[FAKE];
    if (found) return found;
  }
  return undefined;
}

/** Values that look like those of an environment, and belong to none: AWS gives nobody such account ids, and RFC 2606 nobody such names. */
export class FakeContract implements ContractReader {
  public constructor(private readonly prefix: string, private readonly options: FakeEnvironmentOptions, private readonly expectation: Expectation) {}

  public read(parameter: ContractParameter, scope: Construct): string {
    const value = this.values(Stack.of(scope).region).get(parameter);
    if (value !== undefined) return value;
    throw new Error(explained('an-applications-environment',
      `${scope.node.path}: ${parameter.name}: got an environment that has none, expected one with ${parameter.given}; `
      + 'write that at EnvironmentAccount.fake if your environments have it, or do not ask for it: such a stack cannot be deployed'));
  }

  public checkEnvironment(): void {
    // it is what it is asked for
  }

  private values(region: string): Map<ContractParameter, string> {
    const { homeRegion = 'eu-west-1', logRetention = 365, network = '10.0.0.0/16', addressPlan = true, certificate = true } = this.options;
    const { sendsMail = true, privateZones = true } = this.options;
    const name = this.expectation.environmentName ?? this.options.environmentName ?? 'production';
    const here = Token.isUnresolved(region) ? homeRegion : region;
    return new Map([
      [CONTRACT_VERSION_NOW, CONTRACT_VERSION],
      [ENVIRONMENT_NAME, name],
      [ENVIRONMENT_TYPE, this.options.environmentTypeName ?? (name === 'staging' ? name : 'production')],
      [PLATFORM_VERSION, libraryVersion()],
      [HOME_REGION, homeRegion],
      [HOSTED_ZONE_NAME, this.options.zoneName ?? `${name}.example.com`],
      [HOSTED_ZONE_ID, 'Z00000000000000000000'],
      [LOG_RETENTION_DAYS, String(logRetention)],
      [ARTIFACTS_ACCOUNT_ID, '222222222222'],
      [PACKAGES_REGION, homeRegion],
      ...certificate ? [[CERTIFICATE_ARN, `arn:aws:acm:${here}:111111111111:certificate/00000000-0000-0000-0000-000000000000`]] as const : [],
      ...addressPlan ? [[NETWORK_CIDR, network], [NETWORK_SUBNET_BITS, subnetBits(Number(network.split('/')[1]))]] as const : [],
      ...sendsMail ? [
        [MAIL_ROLE_ARN, `arn:aws:iam::333333333333:role${rolePath(this.prefix)}${doorRoleName(this.prefix, 'mail', name)}`],
        [MAIL_CONFIGURATION_SET, mailNames(this.prefix).sender(name)],
      ] as const : [],
      ...privateZones ? [[PRIVATE_ZONES_TOPIC_ARN, `arn:aws:sns:${here}:111111111111:${this.prefix}-private-zones`]] as const : [],
    ]);
  }
}
