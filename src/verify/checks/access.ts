import { describeDoor } from '../access/doors';
import { accessMatrix } from '../access/matrix';
import type { Check } from '../check';

export const ACCESS_IS_AS_TABLED: Check = {
  id: 'access',
  promise: 'Who may do what is as the table of cases says, each case with its negative control, and no door is without a case.',
  needsSimulator: true,
  obstacle: ({ assembly }) => assembly.isPlatform ? undefined : 'an application\'s assembly has no plan to read the organization from',
  see: async ({ assembly, cases, simulator, say }) => {
    const matrix = await accessMatrix(assembly, cases, { simulator: simulator!, onCase: done => say(`${done} cases`) });
    return {
      looked: `${matrix.cases} cases, ${matrix.controls} controls, ${matrix.doors.length} doors`,
      matrix,
      faults: [
        ...matrix.cases ? [] : ['no case'],
        ...matrix.failures.map(({ line, question, fault }) => `"${line}": ${question}: ${fault}`),
        ...matrix.uncovered.map(({ door, lacks }) => `${describeDoor(door)}: no case that says ${lacks.join(' or ')}`),
        ...matrix.planDiffers,
      ],
    };
  },
};
