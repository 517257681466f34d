import { createHash } from 'crypto';

/**
 * A template says in its description which template it is, by a hash of the rest. CloudFormation tells the description of all stacks of a region in
 * one call, and a deploy that changes nothing can see in it that there is nothing to do. A tag would not do: CloudFormation hands it on to every resource.
 */
const UNSTAMPED = '[template]';
const STAMP = /\[([0-9a-f]{16})\]$/;

/** The description of a template that is not stamped yet. */
export function toBeStamped(description: string): string {
  return `${description} ${UNSTAMPED}`;
}

/** @returns undefined if somebody has given the template another description */
export function stamped(template: string): string | undefined {
  return template.includes(UNSTAMPED) ? template.replace(UNSTAMPED, `[${hashOf(template)}]`) : undefined;
}

/** Whether the description is that of exactly this template. */
export function isStamped(template: string, description: unknown): description is string {
  const [stamp, hash] = STAMP.exec(String(description)) ?? [];
  return !!stamp && hashOf(template.replace(stamp, UNSTAMPED)) === hash;
}

function hashOf(template: string): string {
  return createHash('sha256').update(template).digest('hex').slice(0, 16);
}
