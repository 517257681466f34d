import { CfnResource, Stack } from 'aws-cdk-lib';
import { breakGlassArn } from './break-glass';
import { driftRule, DriftRuleProps } from './drift-rule';
import { alarmForwarders, changeForwarders, ForwarderProps } from './forwarders';
import type { ManagementAccount } from './management-account';
import { addStackSet } from './stack-set';
import { PRODUCTION_UNIT, STAGING_UNIT } from '../accounts/organizational-units';
import type { AccountStack } from '../accounts/stack-book';
import { acknowledgeAnyResource, acknowledgeManagedPolicy } from '../private/acknowledge';
import { organizationParameters, stackSetName } from '../private/names';
import { parameterValue } from '../private/parameter-value';
import type { Platform } from '../private/platform';

const PART = 'watch';
const DRIFT = 'drift';
const TELLS = 'What tells the security account';

/**
 * What every account tells the security account: by StackSets, so that an account that comes later tells from its first minute on, and nobody has to name it. The
 * management account, which StackSets never reach, has stacks of its own.
 *
 * @param buses the stack of the security account that takes the events
 */
export function watchEverywhere(platform: Platform, management: ManagementAccount, buses: AccountStack): void {
  const { prefix, bootstrapQualifier: qualifier, regions, organizationalUnits, breakGlass, controlTower } = platform.configuration;
  const { home, partition, deployable } = regions;
  // it comes after Control Tower, and that one waits for accounts that AWS has still to make
  if (platform.management._controlTower.waitsFor.length) return;
  const props: ForwarderProps = { prefix, qualifier, partition, home, securityId: buses.account.accountId! };
  const own = { ...props, breakGlassArn: breakGlass && breakGlassArn(prefix, partition, management.accountId!) };
  for (const region of deployable) {
    const where = { region, part: PART };
    for (const earlier of [buses, platform.management._controlTower.lastStack]) management._stacks.deployStackAfter(where, earlier);
    management._build(where, stack => addOwn(stack, alarmForwarders(own)));
  }
  // Control Tower records nothing in the management account
  if (controlTower._settings.strategy === 'none') {
    for (const region of regions.all) {
      const where = { region, part: DRIFT };
      management._stacks.deployStackAfter(where, { account: management, region, part: 'config' });
      management._build(where, stack => addDriftRule(stack, { prefix, partition }));
    }
  }
  management._furtherStackSets.push(
    { name: stackSetName(prefix, 'alarms'), regions: deployable },
    { name: stackSetName(prefix, 'changes-by-hand'), regions: deployable, atUnits: true },
    { name: stackSetName(prefix, DRIFT), regions: regions.all },
  );
  const { rootId, unitId } = organizationParameters(prefix);
  management._stacks.deployStackAfter({ region: home, part: DRIFT }, { account: management, region: home, part: PART });
  management._build({ region: home, part: DRIFT }, stack => addEverywhere(stack, 'Everywhere', stackSetName(prefix, DRIFT), regions.all, [rootId], driftRule({ prefix, partition })));
  management._build({ region: home, part: PART }, stack => {
    addEverywhere(stack, 'Alarms', stackSetName(prefix, 'alarms'), deployable, [rootId], alarmForwarders(props));
    const units = [...new Set([PRODUCTION_UNIT, STAGING_UNIT].map(unit => organizationalUnits.nameOf(unit)))];
    addEverywhere(stack, 'ChangesByHand', stackSetName(prefix, 'changes-by-hand'), deployable, units.map(unitId), changeForwarders(props));
  });
}

function addDriftRule(stack: Stack, props: DriftRuleProps): void {
  const { Role, Rule } = driftRule(props);
  const role = new CfnResource(stack, 'Role', { type: Role.Type, properties: Role.Properties });
  new CfnResource(stack, 'Rule', { type: Rule.Type, properties: Rule.Properties });
  acknowledgeManagedPolicy(role, Role.Properties.ManagedPolicyArns[0], 'what a stack has may be of any type; data is denied');
  acknowledgeAnyResource(role, 'it looks at every stack, also those that come later');
}

function addOwn(stack: Stack, template: ReturnType<typeof alarmForwarders>): void {
  for (const [id, { Type, Properties }] of Object.entries(template)) new CfnResource(stack, id, { type: Type, properties: Properties });
}

function addEverywhere(stack: Stack, id: string, name: string, regions: string[], targets: string[], resources: object): void {
  addStackSet(stack, id, {
    stackSetName: name,
    description: TELLS,
    template: { Description: `${TELLS}, by @astradot/cloud-platform`, Resources: resources },
    regions,
    organizationalUnitIds: targets.map(target => parameterValue(stack, target)),
    staysInAccounts: false,
  });
}
