import { HIGHEST_CONTROLS } from './security-controls';
import type { SecurityControlException } from './security-services-options';
import { SecurityStandard } from './security-standard';
import { nearest } from '../private/nearest';
import type { Problems } from '../private/problems';

const ID = /^([A-Za-z0-9]+)\.(\d+)$/;
const IDENTIFIER = /^(standards|ruleset)\/[a-z0-9-]+\/v\/\d+(\.\d+)*$/;
const STANDARDS = 'securityServices.securityHub.standards';
const EXCEPTIONS = 'securityServices.securityHub.exceptions';

/** AWS takes so many exceptions in one policy. */
const MOST_EXCEPTIONS = 500;

export function checkStandards(problems: Problems, path: string, standards: SecurityStandard[]): void {
  standards.forEach((standard, index) => {
    const { identifier } = standard;
    if (!IDENTIFIER.test(identifier)) {
      const known = SecurityStandard._all.map(one => one.identifier);
      problems.add(path, STANDARDS, identifier, 'what follows the account in the ARN of a standard', `SecurityStandard.of('${nearest(identifier, known) ?? known[0]}')`);
    }
    if (standards.findIndex(other => other.identifier === identifier) < index) problems.add(path, STANDARDS, identifier, 'each standard once', 'it once');
  });
}

export function checkControlExceptions(problems: Problems, path: string, exceptions: SecurityControlException[]): void {
  if (exceptions.length > MOST_EXCEPTIONS) {
    problems.add(path, EXCEPTIONS, `${exceptions.length} controls`, `at most ${MOST_EXCEPTIONS}, which is AWS's limit`, 'fewer standards');
  }
  exceptions.forEach(({ control, reason, isNew }, index) => {
    if (exceptions.findIndex(other => other.control === control) < index) problems.add(path, EXCEPTIONS, control, 'each control once', 'it once, with one reason');
    if (!reason.trim()) problems.add(path, `${EXCEPTIONS}['${control}'].reason`, reason, 'why no account has to fulfil it', '"Root users have no credentials here"');
    const [, service, number] = ID.exec(control) ?? [];
    if (!service) {
      problems.add(path, EXCEPTIONS, control, 'the id of a control of Security Hub', '"IAM.6"');
    } else if (!isNew && !HIGHEST_CONTROLS[service]) {
      const guess = nearest(service, Object.keys(HIGHEST_CONTROLS));
      problems.add(path, EXCEPTIONS, control, 'a control that Security Hub has', guess ? `"${guess}.${number}"` : `{ control: '${control}', isNew: true, ... } if AWS has added it`);
    } else if (!isNew && (Number(number) < 1 || Number(number) > HIGHEST_CONTROLS[service])) {
      problems.add(path, EXCEPTIONS, control, `a control that Security Hub has: those of ${service} go from 1 to ${HIGHEST_CONTROLS[service]}`,
        `{ control: '${control}', isNew: true, ... } if AWS has added it since`);
    }
  });
}
