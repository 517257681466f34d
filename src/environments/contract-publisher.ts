import { Stack } from 'aws-cdk-lib';
import * as ssm from 'aws-cdk-lib/aws-ssm';
import { ContractParameter, contractPath } from './contract';
import { HandlerFunction } from '../aws-api/handler-function';
import { PARAMETERS_HANDLER, REGIONAL_PARAMETER_TYPE, RegionalParameterProperties } from '../aws-api/parameters/constants';
import { Platform } from '../private/platform';
import { allow } from '../private/policy';

/** A value that is known at synth, in the stack's own region. */
export function publish(stack: Stack, platform: Platform, parameter: ContractParameter, value: string): void {
  new ssm.CfnParameter(stack, idOf(parameter), {
    name: contractPath(platform.configuration.prefix) + parameter.name, description: parameter.description, type: 'String', value,
  });
}

/** A value that is known only after the deploy of the home region's stack, in all governed regions. */
export function publishEverywhere(home: Stack, platform: Platform, parameter: ContractParameter, value: string): void {
  publish(home, platform, parameter, value);
  const { prefix, regions } = platform.configuration;
  if (!regions.additional.length) return;
  const handler = HandlerFunction.in(home, {
    handler: PARAMETERS_HANDLER, prefix, description: 'Publishes what the home region knows in the other regions',
  });
  const arnIn = (region: string) => `arn:${regions.partition}:ssm:${region}:${home.account}:parameter${contractPath(prefix)}${parameter.name}`;
  handler.allow(allow(['ssm:GetParameter', 'ssm:PutParameter'], regions.additional.map(arnIn).sort()));
  handler.allowLike('a region that was taken away is none of the platform\'s by the time its parameters are deleted', ['ssm:DeleteParameter'], arnIn('*'));
  handler.resource(home, `${idOf(parameter)}-Elsewhere`, REGIONAL_PARAMETER_TYPE, {
    Name: contractPath(prefix) + parameter.name,
    Description: parameter.description,
    Value: value,
    Regions: regions.additional,
  } satisfies RegionalParameterProperties);
}

function idOf(parameter: ContractParameter): string {
  return `Contract-${parameter.name}`;
}
