import { CfnParameter, Stack } from 'aws-cdk-lib';
import * as ssm from 'aws-cdk-lib/aws-ssm';
import { Construct } from 'constructs';
import { AssignmentLanes } from './assignment-lanes';
import { DirectoryResources } from './directory-resources';
import { permissionSetEnd } from './permission-set-end';
import { permissionSetResource } from './permission-set-resource';
import {
  groupsOf, isInManagement, membersOf, nameInManagement, permissionSetsOf, ResolvedAssignment, resolveAccess,
} from './resolved-access';
import type { IdentityCenterInstance } from '../accounts/account-registry';
import { partOf } from '../accounts/slots';
import { accessParameters } from '../private/names';
import type { Platform } from '../private/platform';

/** Each at its own rate of change. What belongs to accounts stands in the parts of their slots. */
const DIRECTORY = 'directory';
const PERMISSION_SETS = 'permission-sets';
const IN_MANAGEMENT = 'identity';

/** Below CloudFormation's 500 resources and 200 parameters, with room for the handler. */
const MOST_RESOURCES = 480;
const MOST_PARAMETERS = 190;

/**
 * The stacks of all that was said of users, groups and who may enter where: written when the app is synthesised, since accounts may come after the
 * lines that speak of them. Nothing is written while Identity Center is not switched on.
 */
export function buildAccess(platform: Platform): void {
  const instance = platform.configuration.registry.identityCenter;
  if (!instance || BUILT.has(platform)) return;
  BUILT.add(platform);
  const resolved = resolveAccess(platform).filter(({ account }) => account._status === 'active');
  const inMembers = resolved.filter(assignment => !isInManagement(assignment));
  buildDirectory(platform, instance);
  buildPermissionSets(platform, instance, inMembers);
  buildAssignments(platform, instance, inMembers);
  buildManagement(platform, instance, resolved.filter(isInManagement));
}
const BUILT = new WeakSet<Platform>();

function buildDirectory(platform: Platform, instance: IdentityCenterInstance): void {
  const { identity, configuration: { prefix, directory, regions } } = platform;
  const { _users: users, _groups: groups } = identity;
  if (!users.length && !groups.length) return;
  afterDelegation(platform, instance, DIRECTORY);
  const count = users.length + groups.length * 2;
  if (count > MOST_RESOURCES) {
    platform.problems.add(identity.node.path, 'users and groups', `${users.length} users and ${groups.length} groups`, `at most ${MOST_RESOURCES}, each group counted twice`,
      'directory: Directory.external() with users and groups of an identity provider: so many are not kept as code');
  }
  identity._build({ region: instance.region, part: DIRECTORY }, stack => {
    const resources = new DirectoryResources(stack, prefix, regions.partition, instance);
    const userIds = new Map(users.map(user => [user.userName, resources.user(user)]));
    for (const group of groups) {
      const members = membersOf(platform, group).map(name => userIds.get(name)!);
      const id = directory.isExternal ? resources.reference(group, false) : resources.group(group, members);
      publish(stack, `Group-${group.groupName}`, accessParameters(prefix).groupId(group.groupName), `Group ${group.groupName}`, id);
    }
  });
}

function buildPermissionSets(platform: Platform, instance: IdentityCenterInstance, assignments: ResolvedAssignment[]): void {
  const sets = permissionSetsOf(assignments);
  if (!sets.length) return;
  const { prefix } = platform.configuration;
  afterDelegation(platform, instance, PERMISSION_SETS);
  platform.identity._build({ region: instance.region, part: PERMISSION_SETS }, stack => {
    for (const set of sets) {
      const { permissionSetName: name } = set;
      const resource = permissionSetResource(stack, set, name, instance, platform.configuration);
      permissionSetEnd(stack, resource, instance, prefix);
      publish(stack, `PermissionSet-${name}`, accessParameters(prefix).permissionSetArn(name), `Permission set ${name}`, resource.attrPermissionSetArn);
    }
  });
}

function buildAssignments(platform: Platform, instance: IdentityCenterInstance, assignments: ResolvedAssignment[]): void {
  const { identity, configuration: { prefix } } = platform;
  const parts = new Map<string, ResolvedAssignment[]>();
  for (const assignment of assignments) {
    const part = [partOf(assignment.account), assignment.group._options.part].filter(Boolean).join('-');
    parts.set(part, [...parts.get(part) ?? [], assignment]);
  }
  for (const [part, inPart] of parts) {
    checkSize(platform, part, inPart);
    const where = { region: instance.region, part };
    identity._stacks.deployStackAfter(where, { account: identity, region: instance.region, part: DIRECTORY });
    identity._stacks.deployStackAfter(where, { account: identity, region: instance.region, part: PERMISSION_SETS });
    identity._build(where, stack => {
      const names = accessParameters(prefix);
      const lanes = new AssignmentLanes(stack, instance);
      for (const assignment of inPart) {
        const { group: { groupName }, permissionSet: { permissionSetName } } = assignment;
        lanes.add(assignment, read(stack, names.groupId(groupName)), read(stack, names.permissionSetArn(permissionSetName)));
      }
    });
  }
}

/** A delegated administrator can neither change permission sets that are provisioned in the management account nor assign them there. */
function buildManagement(platform: Platform, instance: IdentityCenterInstance, assignments: ResolvedAssignment[]): void {
  if (!assignments.length) return;
  const { management, homeRegion, configuration: { prefix, directory, regions, registry } } = platform;
  // no service control policy binds what is here
  const denied = (registry._file.revokedUsers ?? []).map(({ id }) => id);
  const where = { region: instance.region, part: IN_MANAGEMENT };
  management._stacks.deployStackAfter(where, { account: management, region: homeRegion, part: 'organization' });
  management._build(where, stack => {
    const resources = new DirectoryResources(stack, prefix, regions.partition, instance);
    // in this wave the identity account may not be there yet
    const groupIds = new Map(groupsOf(assignments).map(group => [group, resources.reference(group, !directory.isExternal)]));
    const arns = new Map(permissionSetsOf(assignments).map(set => {
      const resource = permissionSetResource(stack, set, nameInManagement(set), instance, platform.configuration, denied);
      return [set.permissionSetName, resource.attrPermissionSetArn];
    }));
    const lanes = new AssignmentLanes(stack, instance);
    for (const assignment of assignments) {
      lanes.add(assignment, groupIds.get(assignment.group)!, arns.get(assignment.permissionSet.permissionSetName)!);
    }
  });
}

/** Until it administers Identity Center, the identity account can change nothing there. */
function afterDelegation({ identity, management }: Platform, { region }: IdentityCenterInstance, part: string): void {
  identity._stacks.deployStackAfter({ region, part }, management._delegations);
}

function checkSize({ problems, identity }: Platform, part: string, assignments: ResolvedAssignment[]): void {
  const parameters = groupsOf(assignments).length + permissionSetsOf(assignments).length;
  if (assignments.length <= MOST_RESOURCES && parameters <= MOST_PARAMETERS) return;
  const newest = assignments[assignments.length - 1].group.groupName;
  problems.add(identity.node.path, `assignments in the stack ${part}`, `${assignments.length} of ${parameters} groups and permission sets`,
    `at most ${MOST_RESOURCES}, of ${MOST_PARAMETERS} groups and permission sets`,
    `{ part: 'teams' } at groups that have not been deployed yet (addGroup('${newest}', ...)): their assignments stand in stacks of their own`);
}

function publish(stack: Stack, scopeId: string, name: string, description: string, value: string): void {
  new ssm.CfnParameter(stack.node.findChild(scopeId) as Construct, 'Id', { name, description, type: 'String', value });
}

/** Below a construct of its own: names that differ in other letters than A to Z stay apart. */
function read(stack: Stack, name: string): string {
  const id = `Parameter${name.replaceAll('/', '_2f')}`;
  const scope = stack.node.tryFindChild(id) as Construct | undefined ?? new Construct(stack, id);
  const known = scope.node.tryFindChild('Value') as CfnParameter | undefined;
  return (known ?? new CfnParameter(scope, 'Value', { type: 'AWS::SSM::Parameter::Value<String>', default: name })).valueAsString;
}
