import type { Check } from '../check';
import { faultsOf, lawsFor } from '../laws';

/** The laws, see `src/verify/laws/`. */
export const LAWS_HOLD: Check = {
  id: 'laws',
  promise: 'The laws of the platform hold: nothing empty, nothing tied together, no open trust, state retained, within the limits of AWS.',
  see: async ({ assembly }) => ({
    looked: `${lawsFor(assembly).length} laws over ${assembly.templates.size} templates`,
    faults: [...assembly.templates.size ? [] : [`${assembly.dir}: no stack`], ...faultsOf(assembly)],
  }),
};
