import { GuardrailPolicyType } from './guardrail-policy-type';

/** Settings as they are written: objects down to the values; AWS's operators, which begin with @@, may stand where something else than `@@assign` is meant. */
export type Settings = { readonly [key: string]: any };

/** A type of policy that is one document of settings and not a list of statements. */
interface SettingsType {
  /** Name of the policy, behind where it binds. */
  readonly suffix: string;
  /** The one key at the top of the document. */
  readonly root: string;
  /** Characters of a policy. @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html */
  readonly size: number;
  /** Policies at an organizational unit. */
  readonly perUnit: number;
}

const TYPES: ReadonlyMap<GuardrailPolicyType, SettingsType> = new Map([
  [GuardrailPolicyType.EC2_SETTINGS, { suffix: 'ec2', root: 'ec2_attributes', size: 10_000, perUnit: 10 }],
  [GuardrailPolicyType.S3_SETTINGS, { suffix: 's3', root: 's3_attributes', size: 10_000, perUnit: 10 }],
  [GuardrailPolicyType.TAGS, { suffix: 'tags', root: 'tags', size: 10_000, perUnit: 10 }],
  [GuardrailPolicyType.AI_OPT_OUT, { suffix: 'ai', root: 'services', size: 2_500, perUnit: 5 }],
]);

/** @returns undefined for a type whose policies are lists of statements */
export function settingsType(type: GuardrailPolicyType): SettingsType | undefined {
  return TYPES.get(type);
}

/** The settings of several guardrails as one, and the paths that two of them set differently. */
export function merged(all: readonly Settings[]): { readonly settings: Settings; readonly conflicts: string[] } {
  const conflicts: string[] = [];
  const merge = (one: Settings, other: Settings, path: string[]): Settings => {
    const result: Record<string, any> = { ...one };
    for (const [key, value] of Object.entries(other)) {
      if (!Object.hasOwn(one, key)) result[key] = value;
      else if (isObject(one[key]) && isObject(value)) result[key] = merge(one[key], value, [...path, key]);
      else if (JSON.stringify(one[key]) !== JSON.stringify(value)) conflicts.push([...path, key].join('.'));
    }
    return result;
  };
  return { settings: all.reduce((one, other) => merge(one, other, []), {}), conflicts };
}

/** The document as AWS takes it: each value is assigned. */
export function assigned(settings: Settings): Settings {
  return Object.fromEntries(Object.entries(settings).map(([key, value]) =>
    [key, key.startsWith('@@') ? value : isObject(value) ? assigned(value) : { '@@assign': value }]));
}

export function isObject(value: unknown): value is Settings {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
