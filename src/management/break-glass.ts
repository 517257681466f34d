import { Stack } from 'aws-cdk-lib';
import * as events from 'aws-cdk-lib/aws-events';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { PlatformAccount } from '../accounts/platform-account';
import { acknowledgeManagedPolicy } from '../private/acknowledge';
import { runbook } from '../private/documentation';
import { addMailTopic } from '../private/mail-topic';
import { breakGlassRole, rolePath } from '../private/names';
import type { Platform } from '../private/platform';
import { breakGlassPattern } from '../security/watched-calls';

const PART = 'break-glass';

/** Where the role can be taken: AWS tells of it in the region that was asked, and only these are watched. us-east-1 is where the global endpoint of STS stands. */
function watchedRegions({ home, bootstrapped }: Platform['configuration']['regions']): string[] {
  return [home, ...bootstrapped.filter(region => region === 'us-east-1' && region !== home)];
}

/**
 * One role of the management account, which no service control policy binds, so that it can repair guardrails, and who is let out. Its stacks hang on nothing: it
 * stands before anything else can go wrong.
 */
export function addBreakGlass(platform: Platform, management: PlatformAccount): void {
  const { breakGlass, prefix, regions, alternateContacts } = platform.configuration;
  if (!breakGlass) return;
  check(platform, management);
  const watched = watchedRegions(regions);
  const emails = breakGlass.alarmEmails ?? [alternateContacts.security?.email ?? management.rootEmail];
  for (const region of watched) {
    management._build({ region, part: PART }, stack => {
      if (region === regions.home) addRole(stack, { prefix, partition: regions.partition, principalArns: breakGlass.principalArns, watched });
      addAlarm(stack, { prefix, partition: regions.partition, emails });
    });
  }
}

function addRole(stack: Stack, props: { prefix: string; partition: string; principalArns: string[]; watched: string[] }): void {
  const { prefix, partition, principalArns, watched } = props;
  const administrator = `arn:${partition}:iam::aws:policy/AdministratorAccess`;
  const role = new iam.CfnRole(stack, 'Role', {
    roleName: breakGlassRole(prefix),
    path: rolePath(prefix),
    description: 'The way in when Identity Center is down or a guardrail is wrong. Each use is told.',
    maxSessionDuration: 3600,
    managedPolicyArns: [administrator],
    assumeRolePolicyDocument: {
      Version: '2012-10-17',
      Statement: [{
        Effect: 'Allow',
        Action: 'sts:AssumeRole',
        Principal: { AWS: `arn:${partition}:iam::${stack.account}:root` },
        Condition: {
          ArnEquals: { 'aws:PrincipalArn': principalArns },
          Bool: { 'aws:MultiFactorAuthPresent': 'true' },
          StringEquals: { 'aws:RequestedRegion': watched },
        },
      }],
    },
  });
  acknowledgeManagedPolicy(role, administrator, 'nobody knows beforehand what has to be repaired');
}

/** @param account id of the management account */
export function breakGlassArn(prefix: string, partition: string, account: string): string {
  return `arn:${partition}:iam::${account}:role${rolePath(prefix)}${breakGlassRole(prefix)}`;
}

/** Mail about each use and each attempt, in the words of CloudTrail. */
function addAlarm(stack: Stack, { prefix, partition, emails }: { prefix: string; partition: string; emails: readonly string[] }): void {
  const name = `${prefix}-${PART}`;
  const rule = `arn:${partition}:events:${stack.region}:${stack.account}:rule/${name}`;
  const topic = addMailTopic(stack, 'Topic', {
    topicName: name, displayName: 'Break-glass', emails, publishers: [{ service: 'events.amazonaws.com', conditions: { ArnEquals: { 'aws:SourceArn': rule } } }],
  });
  const roleArn = breakGlassArn(prefix, partition, stack.account);
  new events.CfnRule(stack, 'Rule', {
    name,
    description: 'Somebody takes the break-glass role, or tries to',
    // others leave out calls that change nothing, and this is one
    state: 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS',
    eventPattern: breakGlassPattern(roleArn),
    targets: [{
      id: 'Mail',
      arn: topic.attrTopicArn,
      inputTransformer: {
        inputPathsMap: { who: '$.detail.userIdentity.arn', when: '$.time', from: '$.detail.sourceIPAddress', id: '$.detail.eventID' },
        inputTemplate: `"<who> asked for the role ${breakGlassRole(prefix)} at <when> from <from>. If nobody told you beforehand, somebody has broken in. Event <id> of CloudTrail. ${runbook('break-glass')}"`,
      },
    }],
  });
}

function check({ problems, configuration: { landingZone, breakGlass } }: Platform, management: PlatformAccount): void {
  const { principalArns, alarmEmails } = breakGlass!;
  const account = management.accountId ?? '111111111111';
  const example = `"arn:aws:iam::${account}:user/break-glass-1"`;
  if (!principalArns.length) problems.add(landingZone, 'breakGlass: principalArns', principalArns, 'at least one, better two: a key is lost one day', example);
  for (const arn of principalArns) {
    // sessions of roles have no second factor, and a pattern lets in whoever is made later
    if (/^arn:[a-z-]+:iam::\d{12}:user\/[\w+=,.@/-]{1,128}$/.test(arn) && (!management.accountId || arn.split(':')[4] === account)) continue;
    problems.add(landingZone, 'breakGlass: principalArns', arn, 'the ARN of an IAM user of the management account, in full', example);
  }
  for (const email of alarmEmails ?? []) {
    if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) problems.add(landingZone, 'breakGlass: alarmEmails', email, 'an e-mail address', '"security@example.com"');
  }
  if (alarmEmails && !alarmEmails.length) problems.add(landingZone, 'breakGlass: alarmEmails', alarmEmails, 'at least one: a use that nobody hears of is a break-in', '"security@example.com"');
}
