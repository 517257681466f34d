import type { FindingRoute } from './finding-route';
import type { ManualStep } from '../plan/platform-json';
import { routeSecretName } from '../private/names';

/** What has to be done by hand before a route tells anything. */
export function routeSteps(prefix: string, account: string, routes: readonly FindingRoute[]): ManualStep[] {
  const targets = routes.flatMap(({ name, to }) => to.map(({ _definition: target }, index) => ({ name, id: `${name}-${index + 1}`, target })));
  const slack = targets.some(({ target }) => target.kind === 'slack') ? [{
    id: 'finding-route-slack',
    account,
    title: 'Let AWS into the workspace of Slack',
    detail: 'No API does it: console of Amazon Q Developer in chat applications in the security account, "Configure new client". Until then the stack finding-routes fails.',
  }] : [];
  const keys = targets.flatMap(({ name, id, target }) => target.kind === 'https' && !target.secretVersion ? [{
    id: `finding-route-${id}`,
    account,
    title: `Put the key of ${target.url} into its secret`,
    detail: `In the security account, in the home region: aws secretsmanager put-secret-value --secret-id ${routeSecretName(prefix, id)} --secret-string file://key.txt. `
      + `Write the VersionId that it tells into the route ${name}: secretVersion. Until then nothing is posted.`,
  }] : []);
  return [...slack, ...keys];
}
