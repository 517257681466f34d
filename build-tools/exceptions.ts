/** What a standard finds in the examples. */
export interface Finding {
  readonly control: string;
  /** Path of the stack or construct, with the logical id where it is known by one. */
  readonly resource: string;
  readonly description: string;
}

/** Why resources are not as a control of a standard has them. */
export interface Exception {
  readonly control: string;
  /** `*` stands for any text. */
  readonly resources: string[];
  readonly reason: string;
}

/** What is wrong: a finding that nobody has explained, an exception that excuses nothing, one without a reason. */
export function review(findings: readonly Finding[], exceptions: readonly Exception[]): string[] {
  const excused = new Set<Finding>();
  const faults: string[] = [];
  for (const { control, resources, reason } of exceptions) {
    if (reason.length < 20) faults.push(`the exception of ${control} has no reason`);
    for (const pattern of resources) {
      const text = new RegExp(`^${pattern.replace(/[/.]/g, '\\$&').replace(/\*/g, '.*')}$`);
      const found = findings.filter(finding => finding.control === control && text.test(finding.resource));
      if (!found.length) faults.push(`the exception of ${control} for ${pattern} excuses nothing`);
      found.forEach(finding => excused.add(finding));
    }
  }
  return [...findings.filter(finding => !excused.has(finding)).map(({ control, resource, description }) => `${control}: ${resource}: ${description}`), ...faults];
}
