import type { EmulatorSummary } from '../../local/embedded-aws';

/** One step of the organization's life. */
export interface Step {
  readonly title: string;
  /** Paths of the stacks whose templates were there before and are others now. */
  readonly changed: string[];
  readonly added: number;
  readonly gone: number;
  /** Stacks that the command deployed, and that the same command deployed when it ran once more. */
  readonly deployed: number;
  readonly again: number;
}

/** docs/lifecycle.md. */
export function page(steps: Step[], { deployed, translated, recorded, recordedTypes }: EmulatorSummary): string {
  const rows = steps.map(({ title, changed, added, gone, ...stacks }) => `| ${title} | ${changed.length} | ${added} | ${gone} | ${stacks.deployed} | ${stacks.again} |`);
  const named = steps.slice(1).filter(({ changed }) => changed.length).map(({ title, changed }) => `- ${title}: ${changed.map(path => `\`${path}\``).join(', ')}`);
  return `# The life of an organization

\`npx projen lifecycle\` plays it on the [embedded AWS](house.md) with the tool and the CDK CLI as they are shipped, and writes this page. Each step is one change
in the code or by hand, and then \`cloud-platform deploy\`, which is the only command. It runs a second time after each step.

| step | templates that changed | new | gone | stacks deployed | by the second run |
| --- | --- | --- | --- | --- | --- |
${rows.join('\n')}

Templates that were there before and changed:

${named.join('\n')}

An account that somebody has suspended has no templates any more and keeps nobody from being deployed. A sandbox's line leaves the core accounts' templates; the account is
closed by hand here. In the end ${deployed} resources are deployed for real by an emulator, ${translated} by calls of the service's own API, and ${recorded} are only
recorded, since nothing here knows their types${recordedTypes.length ? `: ${recordedTypes.join(', ')}` : ''}. Nothing was tried on AWS itself, and how long AWS takes is not in these figures.
`;
}
