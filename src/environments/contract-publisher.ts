import { Stack } from 'aws-cdk-lib';
import * as ssm from 'aws-cdk-lib/aws-ssm';
import { contractName, ContractParameter } from './contract';
import { HandlerFunction } from '../aws-api/handler-function';
import { PARAMETERS_HANDLER, REGIONAL_PARAMETER_TYPE, RegionalParameterProperties } from '../aws-api/parameters/constants';
import { Platform } from '../private/platform';
import { allow } from '../private/policy';

/** A value that is known at synth, in the stack's own region. */
export function publish(stack: Stack, platform: Platform, parameter: ContractParameter, value: string): void {
  new ssm.CfnParameter(stack, idOf(parameter), {
    name: contractName(platform.configuration.prefix, parameter), description: parameter.description, type: 'String', value,
  });
}

/** A value that is known only after the deploy of the home region's stack, in all governed regions. */
export function publishEverywhere(home: Stack, platform: Platform, parameter: ContractParameter, value: string): void {
  publish(home, platform, parameter, value);
  const { prefix, regions } = platform.configuration;
  publishIn(regions.additional, home, platform, {
    id: `${idOf(parameter)}-Elsewhere`, name: contractName(prefix, parameter), description: parameter.description, value,
  });
}

/** A parameter in other regions, and the id of the resource that takes care of it. */
interface PublishedElsewhere {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly value: string;
}

/** A value that is known only after the deploy of a stack, as a parameter in other regions than the stack's. */
export function publishIn(inRegions: string[], stack: Stack, platform: Platform, parameter: PublishedElsewhere): void {
  if (!inRegions.length) return;
  const { prefix, regions } = platform.configuration;
  const handler = HandlerFunction.in(stack, {
    handler: PARAMETERS_HANDLER, prefix, description: 'Publishes what the home region knows in the other regions',
  });
  const arnIn = (region: string) => `arn:${regions.partition}:ssm:${region}:${stack.account}:parameter${parameter.name}`;
  handler.allow(allow(['ssm:GetParameter', 'ssm:PutParameter'], inRegions.map(arnIn).sort()));
  handler.allowLike('a region that was taken away is none of the platform\'s by the time its parameters are deleted', ['ssm:DeleteParameter'], arnIn('*'));
  handler.resource(stack, parameter.id, REGIONAL_PARAMETER_TYPE, {
    Name: parameter.name,
    Description: parameter.description,
    Value: parameter.value,
    Regions: inRegions,
  } satisfies RegionalParameterProperties);
}

function idOf(parameter: ContractParameter): string {
  return `Contract-${parameter.name}`;
}
