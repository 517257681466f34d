import type { EnvironmentType } from './environment-type';
import type { Platform } from '../private/platform';

/** @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html */
const RETENTIONS = [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653];

/** What is wrong with the type of an environment. */
export function checkEnvironmentType({ problems, configuration }: Platform, path: string, type: EnvironmentType): void {
  const { typeName, guardrails, logRetention } = type;
  if (!/^[a-z](?:-?[a-z0-9]){0,29}$/.test(typeName)) {
    problems.add(path, 'environmentType', typeName, '1 to 30 lower-case letters, digits and single hyphens', "EnvironmentType.of('load-test', ...)");
  }
  if (!RETENTIONS.includes(logRetention)) {
    problems.add(path, `environmentType ${typeName}: logRetention`, logRetention, `one of ${RETENTIONS.join(', ')}`, String(RETENTIONS.find(days => days >= logRetention) ?? 3653));
  }
  const bound = configuration.guardrails.map(({ guardrailId }) => guardrailId);
  for (const { guardrailId } of guardrails.filter(one => !bound.includes(one.guardrailId))) {
    problems.add(path, `environmentType ${typeName}: guardrails`, guardrailId, `guardrails that the LandingZone has: ${bound.join(', ')}`,
      'guardrails: [...Guardrails.all(), ...environmentType.guardrails] at the LandingZone');
  }
}
