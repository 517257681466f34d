import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { App } from 'aws-cdk-lib';
import { AccountEmail, AccountRegistry, EnvironmentType, LandingZone, LandingZoneProps, RegisteredAccount } from '../../src';

export const CORE = ['management', 'log-archive', 'security', 'identity', 'artifacts', 'dns', 'email'];

export function idOf(slot: number): string {
  return String(200000000000 + slot);
}

/** The core accounts and these environments, as AWS gave them. */
export function registered(names: string[] = [], core = CORE): RegisteredAccount[] {
  return [...core.map(name => [name, CORE.indexOf(name)] as const), ...names.map((name, index) => [name, 10 + index] as const)]
    .map(([name, slot]) => ({ name, slot, accountId: idOf(slot) }));
}

export function registryOf(accounts: RegisteredAccount[]): AccountRegistry {
  return AccountRegistry.of({ accounts, organizationId: 'o-exampleorgid', rootId: 'r-exam' });
}

/** The registry as it stands in a file, with what only a file can say of an account, and entries as they stand there; errors call it accounts.json. */
export function registryFile(
  accounts: RegisteredAccount[], more = (_: RegisteredAccount): object => ({}), file: object = {}, others: object[] = [],
): AccountRegistry {
  const dir = mkdtempSync(join(tmpdir(), 'registry-'));
  const path = join(dir, 'accounts.json');
  const entries = accounts.map(account => ({ name: account.name, id: account.accountId, slot: account.slot, ...more(account) }));
  writeFileSync(path, JSON.stringify({ version: 1, ...file, accounts: [...entries, ...others] }));
  const registry = AccountRegistry.fromFile(path);
  rmSync(dir, { recursive: true });
  return Object.assign(registry, { _where: 'accounts.json' });
}

/** A landing zone with two regions; `props` says what is different. */
export function landingZone(app: App, accounts: RegisteredAccount[], props: Partial<LandingZoneProps> = {}, id = 'Acme'): LandingZone {
  return new LandingZone(app, id, {
    accounts: registryOf(accounts),
    accountEmail: AccountEmail.plusAddress('aws@acme.com'),
    domainName: 'acme.com',
    homeRegion: 'eu-west-1',
    additionalRegions: ['us-east-1'],
    ...props,
  });
}

/** A landing zone whose accounts all exist. */
export function withEnvironments(names: string[], more?: (zone: LandingZone) => void, props: Partial<LandingZoneProps> = {}): (app: App) => void {
  return app => {
    const zone = landingZone(app, registered(names), props);
    for (const name of names) zone.addEnvironment(name, { environmentType: EnvironmentType.STAGING });
    more?.(zone);
  };
}

export function environments(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `env-${index}`);
}
