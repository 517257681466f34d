import { rolePath, watchNames } from '../private/names';
import { trustServiceFor } from '../private/trust';
import { Alarm, changeByHand, alarms, EventPattern } from '../security/watched-calls';

/** Props of what sends events of an account to the security account. */
export interface ForwarderProps {
  readonly prefix: string;
  /** Of the platform's own bootstrap. */
  readonly qualifier: string;
  readonly partition: string;
  readonly home: string;
  readonly securityId: string;
  /** ARN of the role for emergencies, in the account that has it. */
  readonly breakGlassArn?: string;
}

type Template = Record<string, { Type: string; Properties: any }>;

/**
 * Rules of one account in one region that send what is told at once to the security account, as plain JSON: they stand in stacks of the management account and, for
 * all others, in a StackSet. The role is one for each region, since StackSets promise no order among regions.
 */
export function alarmForwarders(props: ForwarderProps): Template {
  const { role, bus } = watchNames(props.prefix).alarms;
  return {
    Role: sender(props, bus, role),
    ...Object.fromEntries(alarms(props.prefix, machines(props), props.breakGlassArn).map(alarm => [`Rule${idOf(alarm)}`, rule(props, bus, alarm.id, alarm.title, alarm.pattern, alarm.reads)])),
  };
}

/** The same for changes by hand, where nobody makes them. */
export function changeForwarders(props: ForwarderProps): Template {
  const { role, bus } = watchNames(props.prefix).changes;
  return { Role: sender(props, bus, role), Rule: rule(props, bus, 'changed-by-hand', 'Changes that were not deployed', changeByHand(machines(props))) };
}

function machines({ prefix, qualifier }: ForwarderProps) {
  return { prefix, qualifier, arn: (role: string) => ({ 'Fn::Sub': `arn:\${AWS::Partition}:iam::\${AWS::AccountId}:role/${role}` }) };
}

function idOf({ id }: Alarm): string {
  return id.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

function busArn({ partition, home, securityId }: ForwarderProps, bus: string): string {
  return `arn:${partition}:events:${home}:${securityId}:event-bus/${bus}`;
}

function sender(props: ForwarderProps, bus: string, role: (region: string) => string) {
  return {
    Type: 'AWS::IAM::Role',
    Properties: {
      RoleName: { 'Fn::Sub': role('${AWS::Region}') },
      Path: rolePath(props.prefix),
      Description: 'Events go to the security account with it',
      AssumeRolePolicyDocument: trustServiceFor('events.amazonaws.com', { Ref: 'AWS::AccountId' }),
      Policies: [{
        PolicyName: 'send', PolicyDocument: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'events:PutEvents', Resource: busArn(props, bus) }] },
      }],
    },
  };
}

function rule(props: ForwarderProps, bus: string, id: string, description: string, pattern: EventPattern, reads = false) {
  return {
    Type: 'AWS::Events::Rule',
    Properties: {
      Name: `${props.prefix}-${id}`,
      Description: `${description}: told to the security account`,
      State: reads ? 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS' : 'ENABLED',
      EventPattern: pattern,
      Targets: [{ Id: 'Security', Arn: busArn(props, bus), RoleArn: { 'Fn::GetAtt': ['Role', 'Arn'] } }],
    },
  };
}
