import type { Control } from './control';
import { Controls } from './controls';
import { SECURITY_UNIT } from '../../accounts/organizational-units';
import { nearest } from '../../private/nearest';
import type { Platform } from '../../private/platform';
import { Problems } from '../../private/problems';

const ARN = /^arn:[a-z-]+:(controlcatalog:::control\/[a-z0-9]+|controltower:[a-z0-9-]+::control\/[A-Za-z0-9_-]+)$/;

const KEY = /^arn:[a-z-]+:kms:[a-z0-9-]+:\d{12}:key\/[A-Za-z0-9-]+$/;

/** Of an object lock. @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html */
const LONGEST_RETENTION = 36_500;

/** Whether it can be switched on; a name that AWS does not have is said with the nearest one that it has. */
export function checkControl(problems: Problems, path: string, { identifier }: Control): boolean {
  if (ARN.test(identifier) || Controls._names.includes(identifier)) return true;
  const named = nearest(identifier, Controls._names) ?? nearest(`AWS-GR_${identifier}`, Controls._names);
  problems.add(path, 'control', identifier, 'a name of Controls, or the ARN of a control', named ? `Controls.${named.replace('AWS-GR_', '')}`
    : "Control.of('arn:aws:controlcatalog:::control/...'), as \"aws controlcatalog list-controls\" tells it");
  return false;
}

/** What Control Tower would refuse, an hour after it was asked. */
export function checkControlTower({ problems, configuration }: Platform, controls: readonly Control[]): void {
  const { landingZone, organizationalUnits, registry, regions: { home }, controlTower: { _settings: settings } } = configuration;
  const add = (what: string, got: unknown, expected: string, instead: string) => problems.add(landingZone, `controlTower: ${what}`, got, expected, instead);
  for (const what of ['logRetentionDays', 'accessLogRetentionDays'] as const) {
    const days = settings[what];
    if (!Number.isInteger(days) || days < 1 || days > LONGEST_RETENTION) add(what, days, `a whole number of days, 1 to ${LONGEST_RETENTION}`, '365');
  }
  const { logRetentionDays, minimumLogRetentionDays: minimum } = settings;
  if (minimum !== undefined && (!Number.isInteger(minimum) || minimum < 1 || minimum > LONGEST_RETENTION)) {
    add('minimumLogRetentionDays', minimum, `a whole number of days, 1 to ${LONGEST_RETENTION}`, '365');
  } else if (minimum !== undefined && logRetentionDays < minimum) {
    add('logRetentionDays', logRetentionDays, `at least ${minimum}: minimumLogRetentionDays says that so many are asked for`, `logRetentionDays: ${minimum}`);
  }
  if (settings.kmsKeyArn !== undefined && !KEY.test(settings.kmsKeyArn)) {
    add('kmsKeyArn', settings.kmsKeyArn, 'the ARN of a KMS key', `"arn:aws:kms:${home}:111111111111:key/1234abcd-12ab-34cd-56ef-1234567890ab"`);
  }
  for (const name of settings.registeredUnits ?? []) checkUnit('registeredUnits', name);
  for (const control of controls) control._organizationalUnits?.forEach(name => checkUnit(`control ${control.identifier}: organizational unit`, name));
  if (settings.strategy !== 'managed') return;

  const security = organizationalUnits.nameOf(SECURITY_UNIT);
  if (security.includes('/')) {
    add('unit of log-archive and security', security, 'a unit directly below the root', `organizationalUnits: { ${SECURITY_UNIT}: '${security.split('/')[0]}' }`);
  }
  if (settings.accessManagement && registry.identityCenter && registry.identityCenter.region !== home) {
    add('region of IAM Identity Center', registry.identityCenter.region, `${home}, the home region`, 'accessManagement: false');
  }

  function checkUnit(what: string, name: string): void {
    const { all } = organizationalUnits;
    if (!all.includes(organizationalUnits.nameOf(name))) add(what, name, `one of ${all.join(', ')}`, `"${nearest(name, all) ?? all[0]}"`);
  }
}

/** The ARN by which Control Tower knows it in its home region. */
export function controlArn({ identifier }: Control, partition: string, home: string): string {
  return identifier.startsWith('arn:') ? identifier : `arn:${partition}:controltower:${home}::control/${identifier}`;
}
