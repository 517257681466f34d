import { CfnRule, Fn, ICfnRuleConditionExpression, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { CONTRACT_VERSION, CONTRACT_VERSION_NOW, contractName, ContractParameter, ENVIRONMENT_NAME } from './contract';
import { fakeAbove, FakeContract } from './fake-contract';
import { parameterValue } from '../private/parameter-value';
import { Problems } from '../private/problems';
import { compareVersions, parseVersion, Version } from '../private/version';

/** Where values of the contract come from. */
export interface ContractReader {
  /** @param scope a stack, or something in one */
  read(parameter: ContractParameter, scope: Construct): string;
  /** Of a stack that is for one environment, whether it is that one's. */
  checkEnvironment(stack: Stack): void;
}

/** Whom a stack is for, and which platform it may meet there. */
export interface Expectation {
  /** Name of the environment; undefined for any. */
  environmentName?: string;
  /** Oldest version of the platform; undefined for the oldest that has this version of the contract. */
  platformVersion?: string;
}

/** Of the platform that is there at deploy, or of a fake. */
export function contractOf(scope: Construct, prefix: string, expectation: Expectation, problems: Problems): ContractReader {
  const fake = fakeAbove(scope);
  return fake ? new FakeContract(prefix, fake, expectation) : new PublishedContract(prefix, expectation, problems);
}

/**
 * Reads what the platform has published when the stack is deployed. What does not fit is refused by rules of the template, which CloudFormation asks before it makes anything, and
 * after it has fetched all parameters: one that is missing it can only call by its name.
 */
export class PublishedContract implements ContractReader {
  public constructor(private readonly prefix: string, private readonly expectation: Expectation, private readonly problems: Problems) {}

  public read(parameter: ContractParameter, scope: Construct): string {
    const stack = Stack.of(scope);
    this.checkAge(parameter, scope.node.path);
    this.require(stack, `ContractVersion-${this.prefix}`, CONTRACT_VERSION_NOW, CONTRACT_VERSION,
      `The platform of this account no longer keeps up version ${CONTRACT_VERSION} of its contract, which this stack reads. `
      + 'Install the version of @astradot/cloud-platform that the platform has, and synthesise again.');
    this.checkEnvironment(stack);
    return this.value(parameter, stack);
  }

  /** Whoever deploys the stack of one environment into another one is told so, instead of getting that one's values. */
  public checkEnvironment(stack: Stack): void {
    const { environmentName } = this.expectation;
    if (environmentName === undefined) return;
    this.require(stack, `Environment-${this.prefix}`, ENVIRONMENT_NAME, environmentName,
      `This stack is for the environment ${environmentName}, and this account is another one's. Deploy it with the identity of ${environmentName}.`);
  }

  private require(stack: Stack, id: string, parameter: ContractParameter, expected: string, otherwise: string): void {
    if (stack.node.tryFindChild(id)) return;
    const assert: ICfnRuleConditionExpression = Fn.conditionEquals(this.value(parameter, stack), expected);
    new CfnRule(stack, id, { assertions: [{ assert, assertDescription: otherwise }] });
  }

  private value(parameter: ContractParameter, stack: Stack): string {
    return parameterValue(stack, contractName(this.prefix, parameter), descriptionOf(parameter));
  }

  private checkAge({ name, since }: ContractParameter, path: string): void {
    if (since === undefined) return;
    const { platformVersion } = this.expectation;
    const declared = platformVersion === undefined ? undefined : parseVersion(platformVersion);
    if (declared && compareVersions(declared, parseVersion(since) as Version) >= 0) return;
    this.problems.add(path, name, platformVersion && `a platform of ${platformVersion}`, `a platform of ${since} or later, which publishes it first`,
      `platformVersion: '${since}' where the environment is asked for, once the platform of every account that this is deployed to has it`);
  }
}

/** What whoever looks at the template has to know where CloudFormation cannot fetch it. */
function descriptionOf({ description, since, given }: ContractParameter): string {
  return `${description}. Published by the platform${since ? ` since ${since}` : ''} in every governed region of an environment${given ? ` with ${given}` : ''}.`;
}
