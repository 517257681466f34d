import type { StepByHand } from './manual-steps';
import type { PlannedQuota, PlannedStep } from './platform-json';
import { AccountPurpose } from '../accounts/account-purpose';
import type { PlatformAccount } from '../accounts/platform-account';
import type { Platform } from '../private/platform';

const BEFORE_THE_OTHERS: string[] = [AccountPurpose.LOG_ARCHIVE, AccountPurpose.SECURITY];
const TOOL = '"cloud-platform deploy"';

/**
 * The order in which AWS needs everything, from an empty account on, and how far it is as far as the registry knows. What people do by hand is told
 * in `manualSteps`; here each of these steps has its place.
 */
export function dayZero(platform: Platform, manual: readonly StepByHand[], quotas: readonly PlannedQuota[]): PlannedStep[] {
  const { accounts, management, configuration: { registry, regions, organizationalUnits, controlTower } } = platform;
  const { organization, organizationalUnits: units = [], identityCenter, platform: made } = registry._file;
  const stand = (some: PlatformAccount[]) => some.every(({ isPending }) => !isPending);
  const members = accounts.filter(account => account !== management as PlatformAccount);
  const first = members.filter(({ purpose }) => BEFORE_THE_OTHERS.includes(purpose));
  const environments = members.filter(({ purpose }) => purpose === AccountPurpose.ENVIRONMENT);
  const waiting = environments.filter(({ isPending }) => isPending).length;
  const core = members.filter(account => !first.includes(account) && !environments.includes(account));
  const optedIn = regions.optIn.every(region => accounts.every(({ accountName }) => platform.registered(accountName)?.optedIn?.includes(region)));
  const closed = regions.all.filter(region => !regions.open.includes(region));

  const placed = new Set<string>();
  const byHand = (...ids: string[]): PlannedStep[] => manual.filter(({ id }) => ids.includes(id)).map(({ id, account, title, done }) => {
    placed.add(id);
    // where nothing is said synth cannot know whether it was done
    return { id, account, title, by: 'person', ...done && { done } };
  });
  const step = (id: string, by: PlannedStep['by'], title: string, done?: boolean, account = management.accountName): PlannedStep =>
    ({ id, by, title, account, ...done !== undefined && { done } });

  const steps: PlannedStep[] = [
    step('administrator', 'person', 'An administrator role in the management account: the root user cannot assume CDK\'s roles', organization && true),
    ...byHand(...quotas.map(({ id }) => id === 'accounts' ? 'account-quota' : `quota-${id}`)),
    step('for-good', 'person', `Home region ${regions.home} and prefix ${platform.configuration.prefix}: both are chosen for good`, !!made),
    ...regions.optIn.includes(regions.home)
      ? [step('home-region', 'AWS', `${TOOL} opts the management account in to ${regions.home}, which AWS takes minutes to hours for`,
        !!platform.registered(management.accountName)?.optedIn?.includes(regions.home))] : [],
    step('bootstrap', 'tool', `${TOOL} bootstraps the management account in ${regions.bootstrapped.join(', ')}`, organization && true),
    step('organization', 'tool', 'Organization with all features, policy types, trusted access', !!organization),
    step('organizational-units', 'tool', `Organizational units: ${organizationalUnits.all.join(', ')}`,
      organizationalUnits.all.every(path => units.some(unit => unit.path === path))),
    step('guardrails', 'tool', 'Guardrails on these units: they let the platform through, so that they can bind before anything else is there'),
    step('log-archive-and-security', 'tool', `Accounts ${first.map(({ accountName }) => accountName).join(' and ')}, before all others`, stand(first)),
    ...controlTower._settings.strategy === 'managed'
      ? [step('control-tower', 'AWS', `${TOOL} sets up Control Tower and registers its units, which AWS takes about an hour for`)] : [],
    ...identityCenter ? [step('identity-center', 'person', 'IAM Identity Center is switched on', true)] : byHand('identity-center'),
    step('bootstraps', 'tool', 'StackSets that bootstrap each account, also those that come later', stand(first) && !!organization),
    step('core-accounts', 'tool', `Accounts ${core.map(({ accountName }) => accountName).join(', ')}, one by one`, stand(core)),
    ...regions.optIn.length
      ? [step('opt-in', 'AWS', `${TOOL} opts every account in to ${regions.optIn.join(', ')}, which AWS takes minutes to hours for`, optedIn)] : [],
    step('core-stacks', 'tool', 'dns, then the other core accounts side by side', undefined),
    ...byHand('registrar'),
    step('environments', 'tool', `Environments side by side: ${environments.length - waiting} of ${environments.length} accounts made`, stand(environments)),
    ...closed.length ? [step('open-regions', 'tool', `Opens ${closed.join(', ')} to everybody, when all that the platform needs stands there`, false)] : [],
    step('commit', 'person', 'Commit accounts.json', undefined),
  ];
  // before the environments, which wait for nobody
  const rest = manual.filter(({ id }) => !placed.has(id)).map(({ id }) => id);
  steps.splice(steps.findIndex(({ id }) => id === 'environments'), 0, ...byHand(...rest));
  return steps;
}
