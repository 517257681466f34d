import type { PolicyDocument } from '../access/documents';
import { readOrganization } from '../access/read-organization';
import type { Check } from '../check';

/** A document of the assembly, with its references resolved. */
interface Found {
  readonly where: string;
  readonly kind: 'Identity' | 'Trust' | 'Resource' | 'ServiceControl' | 'ResourceControl';
  readonly document: PolicyDocument;
}

export const POLICIES_ARE_VALID: Check = {
  id: 'policies',
  promise: 'Each policy document is one that AWS takes: template validators do not look inside.',
  needsSimulator: true,
  obstacle: ({ assembly }) => assembly.isPlatform ? undefined : 'an application\'s assembly has no plan to read the organization from',
  see: async ({ assembly, simulator }) => {
    const { roles, resources, controls } = readOrganization(assembly);
    const found: Found[] = [
      ...roles.flatMap(({ arn, policies, boundary }) => [...policies, ...boundary ? [boundary] : []]
        .map(({ name, document }) => ({ where: `${arn}: ${name}`, kind: 'Identity', document } as const))),
      ...resources.flatMap(({ arn, type, policy: document }): Found[] => document
        ? [{ where: `${arn}: its policy`, kind: type === 'AWS::IAM::Role' ? 'Trust' : 'Resource', document }] : []),
      ...controls.map(({ kind, policy: { name, document } }): Found =>
        ({ where: name, kind: kind === 'scp' ? 'ServiceControl' : 'ResourceControl', document })),
    ];
    return {
      looked: `${found.length} policy documents`,
      faults: [...found.length ? [] : ['no policy document was found'], ...found.flatMap(({ where, kind, document }) => simulator!.faultsOf(document, kind).map(fault => `${where}: ${fault}`))],
    };
  },
};
