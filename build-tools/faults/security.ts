import { resolve } from 'path';
import * as guardduty from '@aws-sdk/client-guardduty';
import * as inspector from '@aws-sdk/client-inspector2';
import * as org from '@aws-sdk/client-organizations';
import { DescribeHubCommand, SecurityHubClient } from '@aws-sdk/client-securityhub';
import type { Scenario } from './scenarios';
import type { World } from './world';
import {
  AppointingService, GUARD_DUTY_TYPE, INSPECTOR_TYPE, OWN_SECURITY_SERVICE_TYPE, OwnService, SECURITY_ADMINISTRATOR_TYPE, SECURITY_HANDLER,
} from '../../src/aws-api/security/constants';

const ADMINISTERED = 'access-analyzer.amazonaws.com';
const BUNDLE = resolve('assets/handlers', SECURITY_HANDLER, 'index.js');

type Before = (world: World, security: string) => Promise<void>;

/** Services that watch over every account: what the management account says once, and what their administrator says of all. Nothing of it is ever taken back. */
export const SECURITY: Scenario[] = [
  appointment('guardduty'),
  appointment('inspector2'),
  ownService('guardduty'),
  ownService('securityhub'),
  administration('GuardDuty watches everybody', GUARD_DUTY_TYPE, { Plans: ['S3_DATA_EVENTS', 'EKS_AUDIT_LOGS'], Frequency: 'FIFTEEN_MINUTES' }, async (world, security) => {
    await world.client(guardduty.GuardDutyClient).send(new guardduty.EnableOrganizationAdminAccountCommand({ AdminAccountId: security }));
    // without its own it is no member
    await world.client(guardduty.GuardDutyClient).send(new guardduty.CreateDetectorCommand({ Enable: true }));
  }),
  administration('Inspector scans everybody', INSPECTOR_TYPE, { Scans: ['EC2', 'ECR'] }, async (world, security) => {
    await world.client(inspector.Inspector2Client).send(new inspector.EnableDelegatedAdminAccountCommand({ delegatedAdminAccountId: security }));
  }),
];

function appointment(Service: AppointingService): Scenario {
  return scenario(`an administrator of ${Service} is appointed`, SECURITY_ADMINISTRATOR_TYPE, security => ({ Service, AccountId: security, AccountName: 'security' }));
}

function ownService(Service: OwnService): Scenario {
  return scenario(`the management account has ${Service}`, OWN_SECURITY_SERVICE_TYPE, () => ({ Service }));
}

function administration(name: string, type: string, properties: object, before: Before): Scenario {
  return { ...scenario(name, type, AccountId => ({ AccountId, ...properties }), before, true), reads: true };
}

/** In an organization of three accounts, for the management account or for the one that administers. */
function scenario(name: string, type: string, properties: (security: string) => object, before?: Before, administers = false): Scenario {
  return {
    name,
    bundle: BUNDLE,
    type,
    prepare: async world => {
      await world.organization(ADMINISTERED);
      const security = world.label(await world.account('security', 'aws+security@acme.com'), 'security');
      world.label(await world.account('production', 'aws+production@acme.com'), 'production');
      // whoever administers a service may list the accounts
      const administrator = { AccountId: security, ServicePrincipal: ADMINISTERED };
      await world.client(org.OrganizationsClient).send(new org.RegisterDelegatedAdministratorCommand(administrator));
      await before?.(world, security);
      return {
        account: administers ? security : undefined,
        request: { RequestType: 'Create', ResourceProperties: properties(security) },
        state: () => watched(world, security),
      };
    },
  };
}

/** Who administers, who is a member, and what is on. */
async function watched(world: World, security: string): Promise<object> {
  const { AdminAccounts } = await world.client(guardduty.GuardDutyClient).send(new guardduty.ListOrganizationAdminAccountsCommand({}));
  const { delegatedAdminAccounts } = await world.client(inspector.Inspector2Client).send(new inspector.ListDelegatedAdminAccountsCommand({}));
  return {
    administrators: [AdminAccounts, delegatedAdminAccounts],
    hub: await world.client(SecurityHubClient).send(new DescribeHubCommand({})).then(({ AutoEnableControls }) => AutoEnableControls, () => 'none'),
    own: await detectorOf(world, world.management),
    guardDuty: AdminAccounts!.length ? await detectorOf(world, security) : 'none',
    inspector: delegatedAdminAccounts!.length ? await scansOf(world, security) : 'none',
  };
}

async function detectorOf(world: World, account: string): Promise<object | string> {
  const client = world.client(guardduty.GuardDutyClient, account);
  const { DetectorIds: [DetectorId] = [] } = await client.send(new guardduty.ListDetectorsCommand({}));
  if (!DetectorId) return 'none';
  const { Status, FindingPublishingFrequency, Features } = await client.send(new guardduty.GetDetectorCommand({ DetectorId }));
  const everybody = await client.send(new guardduty.DescribeOrganizationConfigurationCommand({ DetectorId })).then(
    ({ AutoEnableOrganizationMembers, Features: all }) => ({ AutoEnableOrganizationMembers, all }), () => 'not asked');
  const { Members } = await client.send(new guardduty.ListMembersCommand({ DetectorId, OnlyAssociated: 'true' }));
  return { Status, FindingPublishingFrequency, Features, everybody, members: Members!.map(({ AccountId }) => world.told(AccountId)).sort() };
}

async function scansOf(world: World, security: string): Promise<object> {
  const client = world.client(inspector.Inspector2Client, security);
  const { autoEnable } = await client.send(new inspector.DescribeOrganizationConfigurationCommand({}));
  const { members } = await client.send(new inspector.ListMembersCommand({}));
  const { accounts } = await client.send(new inspector.BatchGetAccountStatusCommand({ accountIds: [world.management, security] }));
  const on = accounts!.map(({ accountId, resourceState }) => [accountId, resourceState!.ec2!.status, resourceState!.ecr!.status]);
  return { autoEnable, members: members!.map(({ accountId }) => world.told(accountId)).sort(), on };
}
