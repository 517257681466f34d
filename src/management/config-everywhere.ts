import { CfnCondition, CfnResource, Fn, Stack } from 'aws-cdk-lib';
import { atHome, configRecorder, ConfigRecorderProps } from './config-recorder';
import { addStackSet } from './stack-set';
import { acknowledgeManagedPolicy } from '../private/acknowledge';
import { stackSetName } from '../private/names';
import { parameterValue } from '../private/parameter-value';

const WHY = 'what Config records grows with AWS, and so does this policy';

/** AWS Config in the management account, which StackSets never reach. */
export function addOwnRecorder(stack: Stack, props: ConfigRecorderProps): void {
  new CfnCondition(stack, 'AtHome', { expression: Fn.conditionEquals(stack.region, props.home) }).overrideLogicalId('AtHome');
  for (const [id, { Type, Properties }] of Object.entries(configRecorder(props))) {
    const resource = new CfnResource(stack, id, { type: Type, properties: Properties });
    Properties.ManagedPolicyArns?.forEach((arn: string) => acknowledgeManagedPolicy(resource, arn, WHY));
  }
}

/** AWS Config in every account and governed region, also of accounts that come later. */
export function addRecorders(stack: Stack, props: ConfigRecorderProps & { readonly regions: string[]; readonly rootIdParameter: string }): void {
  addStackSet(stack, 'Recorders', {
    stackSetName: stackSetName(props.prefix, 'config'),
    description: 'AWS Config: a recorder, and the archive that it delivers to',
    template: { Description: 'AWS Config, by @astradot/cloud-platform', Conditions: { AtHome: atHome(props.home) }, Resources: configRecorder(props) },
    regions: props.regions,
    organizationalUnitIds: [parameterValue(stack, props.rootIdParameter)],
    namedRoles: false,
  });
}
