import { writeFileSync } from 'fs';
import { join } from 'path';
import { dayZero } from './day-zero';
import { manualSteps } from './manual-steps';
import { plannedAccess } from './planned-access';
import {
  PLATFORM_JSON, PLATFORM_SCHEMA_VERSION, PlannedAccount, PlannedDeployRole, PlannedMail, PlannedWave, PlannedZone, PlatformJson,
} from './platform-json';
import { accountsLeft, plannedQuotas } from './quotas';
import { QUARANTINE_UNIT } from '../accounts/organizational-units';
import { PlatformAccount } from '../accounts/platform-account';
import { ArtifactsAccount } from '../artifacts/artifacts-account';
import { Dnssec } from '../dns/dnssec';
import { CONTRACT, CONTRACT_VERSION, contractPath } from '../environments/contract';
import { EnvironmentAccount } from '../environments/environment-account';
import { SandboxAccount } from '../environments/sandbox-account';
import { unicodeName } from '../private/domain-names';
import { deployRole, planRole, rolePath } from '../private/names';
import { libraryVersion } from '../private/own-package';
import { Platform } from '../private/platform';

/** Writes `platform.json` into the cloud assembly. It says the same whatever `cloud-platform:only` leaves out. */
export function writePlan(platform: Platform, outdir: string): void {
  writeFileSync(join(outdir, PLATFORM_JSON), JSON.stringify(plan(platform), undefined, 2) + '\n');
}

function plan(platform: Platform): PlatformJson {
  const { landingZone, prefix, bootstrapQualifier, regions, organizationalUnits, registry } = platform.configuration;
  const quotas = plannedQuotas(platform);
  const manual = manualSteps(platform, quotas);
  const unitIds = new Map(registry._file.organizationalUnits?.map(unit => [unit.path, unit.id]));
  return {
    schemaVersion: PLATFORM_SCHEMA_VERSION,
    version: libraryVersion(),
    landingZone,
    prefix,
    bootstrapQualifier,
    regions: {
      home: regions.home,
      governed: regions.all,
      bootstrapped: regions.bootstrapped,
      optIn: regions.optIn,
      removed: regions.removed,
      closed: regions.all.filter(region => !regions.open.includes(region)),
    },
    organization: registry._file.organization && { id: registry._file.organization.id, rootId: registry._file.organization.rootId },
    organizationalUnits: organizationalUnits.all.map(path => ({ path, id: unitIds.get(path) })),
    accounts: platform.accounts.map(account => plannedAccount(platform, account)),
    stacks: platform.accounts.flatMap(account => account._stacks.planned),
    waves: waves(platform.accounts),
    doors: platform.doors.map(door => door._planned),
    dns: zones(platform),
    privateZones: platform.dns._privateZones.planned,
    mail: plannedMail(platform),
    contract: { version: CONTRACT_VERSION, path: contractPath(prefix), parameters: CONTRACT.map(({ name, description }) => ({ name, description })) },
    guardrails: platform.guardrails.planned,
    controlTower: platform.management._controlTower.planned,
    access: plannedAccess(platform),
    quotas,
    stackSets: platform.management._stackSets,
    deployRoles: platform.accounts.flatMap(account => deployRoles(platform, account)),
    artifacts: platform.artifacts._planned,
    suppressions: platform.security._plannedSuppressions,
    manualSteps: manual.filter(({ done }) => !done),
    dayZero: dayZero(platform, manual, quotas),
    sandboxes: { ...platform.configuration.sandboxes, quarantineUnit: organizationalUnits.nameOf(QUARANTINE_UNIT), left: accountsLeft(quotas) },
  };
}

function plannedAccount(platform: Platform, account: PlatformAccount): PlannedAccount {
  const { management } = platform;
  return {
    name: account.accountName,
    purpose: account.purpose,
    id: account.accountId,
    email: account.rootEmail,
    organizationalUnit: account._organizationalUnit,
    slot: account._slot,
    status: account._status,
    wave: account._wave,
    optedIn: platform.registered(account.accountName)?.optedIn,
    networks: account instanceof EnvironmentAccount ? account._networks : undefined,
    environmentType: account instanceof EnvironmentAccount ? account.environmentTypeName : undefined,
    sandbox: account instanceof SandboxAccount ? account._planned : undefined,
    createdBy: account.isPending && account !== management
      ? `${management.node.path}/${platform.homeRegion}-${management._partThatMakes(account)}` : undefined,
  };
}

/** Those of accounts that there are: a subject may hold an account's id. */
function deployRoles({ configuration: { deployIdentity, prefix } }: Platform, account: PlatformAccount): PlannedDeployRole[] {
  if (account.isPending) return [];
  const planSubject = deployIdentity?._planSubject(account.accountId!);
  const own: PlannedDeployRole[] = deployIdentity ? [{
    account: account.accountName,
    role: `${rolePath(prefix).slice(1)}${deployRole(prefix)}`,
    deploys: 'platform',
    issuer: deployIdentity._issuer,
    audience: deployIdentity._audience,
    subject: deployIdentity._subject(account.accountId!),
    plan: planSubject === undefined ? undefined : { role: `${rolePath(prefix).slice(1)}${planRole(prefix)}`, subject: planSubject },
  }] : [];
  return [
    ...own,
    ...account instanceof EnvironmentAccount ? account._deployRoles.planned : [],
    ...account instanceof ArtifactsAccount ? account._deployRoles : [],
  ];
}

function waves(accounts: PlatformAccount[]): PlannedWave[] {
  const numbers = [...new Set(accounts.map(account => account._wave))].sort((a, b) => a - b);
  return numbers.map(number => ({
    number, accounts: accounts.filter(account => account._wave === number).map(account => account.accountName),
  }));
}

function zones(platform: Platform): PlannedZone[] {
  const { dns } = platform;
  const environments = platform.accounts.filter((account): account is EnvironmentAccount => account instanceof EnvironmentAccount);
  return [
    ...[...dns._domains.values()].map(({ domainName, dnssec }) => plannedZone(domainName, dns.accountName, dnssec)),
    ...environments.map(({ zoneName, accountName, _dnssec, _parentName }) => plannedZone(zoneName, accountName, _dnssec, _parentName)),
  ];
}

function plannedMail({ email, accounts, homeRegion }: Platform): PlannedMail | undefined {
  return email._rootIdentities && {
    account: email.accountName,
    region: homeRegion,
    rootDomains: email._rootIdentities.planned,
    senders: accounts.flatMap(account => account instanceof EnvironmentAccount && account._sender ? [account._sender.planned] : []),
  };
}

/** What is as it is by default is not said. */
function plannedZone(zoneName: string, account: string, dnssec: Dnssec, parent?: string): PlannedZone {
  return { zoneName, unicodeName: unicodeName(zoneName), account, parent, dnssec: dnssec === Dnssec.OFF ? undefined : dnssec };
}
