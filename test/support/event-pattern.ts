/** Whether EventBridge would take an event for one of a pattern, as its documentation has it: no more of it than patterns of ours use. */
export function fits(pattern: any, event: any): boolean {
  return Object.entries<any>(pattern).every(([key, wanted]) => {
    if (key === '$or') return wanted.some((one: any) => fits(one, event));
    const value = event?.[key];
    if (Array.isArray(wanted)) return wanted.some(one => matches(one, value));
    // findings are a list of one: a pattern speaks of its members
    return Array.isArray(value) ? value.some(one => fits(wanted, one)) : fits(wanted, value);
  });
}

function matches(wanted: any, value: any): boolean {
  if (typeof wanted !== 'object') return Array.isArray(value) ? value.includes(wanted) : value === wanted;
  const [[operator, operand]] = Object.entries<any>(wanted);
  switch (operator) {
    case 'exists': return (value !== undefined) === operand;
    case 'prefix': return typeof value === 'string' && value.startsWith(operand);
    case 'anything-but':
      if (value === undefined) return false;
      return Array.isArray(operand) ? !operand.includes(value) : !operand.prefix.some((prefix: string) => String(value).startsWith(prefix));
    default: throw new Error(`the operator ${operator} is none that patterns of ours use`);
  }
}

/** A call, as CloudTrail tells EventBridge. */
export function callOf(eventName: string, detail: any = {}, more: object = {}): any {
  const source = detail.source ?? 'aws.ec2';
  return {
    source,
    'detail-type': 'AWS API Call via CloudTrail',
    'account': '200000000010',
    ...more,
    'detail': { eventName, eventType: 'AwsApiCall', readOnly: false, managementEvent: true, ...detail },
  };
}

/** Somebody with a session of a role of that name. */
export function sessionOf(role: string, more: object = {}, account = '200000000010'): object {
  return { type: 'AssumedRole', sessionContext: { sessionIssuer: { arn: `arn:aws:iam::${account}:role/${role}` }, ...more } };
}
