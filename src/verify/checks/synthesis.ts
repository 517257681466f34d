import type { Check, Subject } from '../check';
import { differences, differencesAlone } from '../comparison';

const NOTHING_TO_RUN = 'there is only the assembly, and nothing to synthesise';
/** As far from most desks as time zones go; a language whose upper case of "i" is not "I". */
const ELSEWHERE = { TZ: 'Pacific/Kiritimati', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' };

function obstacle({ synthesize }: Subject): string | undefined {
  return synthesize ? undefined : NOTHING_TO_RUN;
}

export const UP_TO_DATE: Check = {
  id: 'up-to-date',
  promise: 'The assembly is what the code says today.',
  obstacle,
  see: async ({ assembly, synthesize }) => ({
    looked: `${assembly.files.size} files`,
    faults: differences(assembly, await synthesize!({})).map(file => `${file}: differs from what the code says; run "npx cdk synth"`),
  }),
};

export const SAME_BYTES: Check = {
  id: 'same-bytes',
  promise: 'The same code gives the same bytes in another process, time zone and language, and for each wave\'s first account alone.',
  obstacle,
  see: async ({ synthesize, say }) => {
    const [here, there] = [await synthesize!({}), await synthesize!({ env: ELSEWHERE })];
    const faults = differences(here, there).map(file => `${file}: differs between two runs of the same code: does the code read the clock, the place, or the network?`);
    const hasStacks = (name: string) => here.plan.stacks.some(({ account }) => account === name);
    const alone = here.isPlatform ? here.plan.waves.flatMap(({ accounts }) => accounts.filter(hasStacks).slice(0, 1)) : [];
    for (const name of alone) {
      say(`${name} alone`);
      const one = await synthesize!({ context: { 'cloud-platform:only': name } });
      faults.push(...differencesAlone(here, one, [name]).map(file => `${file}: differs when ${name} is synthesised alone`));
    }
    return { looked: `${here.files.size} files twice, ${alone.length} accounts alone`, faults };
  },
};

export const TEMPLATES_ARE_VALID: Check = {
  id: 'templates',
  promise: 'CDK validates each template against CloudFormation\'s schemas.',
  obstacle,
  see: async ({ synthesize }) => {
    const valid = await synthesize!({ env: { CDK_VALIDATION: 'true' }, context: { '@aws-cdk/core:validateAgainstDefaultRules': 'true' } });
    return { looked: `${valid.templates.size} templates`, faults: [] };
  },
};
