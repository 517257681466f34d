/** What stands in one of two texts alone, line by line; nothing if they are the same. */
export function difference(got: string, expected: string): string | undefined {
  if (got === expected) return undefined;
  const [here, there] = [got.split('\n'), expected.split('\n')];
  const [added, missed] = [here.filter(line => !there.includes(line)), there.filter(line => !here.includes(line))];
  return [...added.map(line => `got ${line.trim()}`), ...missed.map(line => `missed ${line.trim()}`)].join(', ') || 'the same lines in another order or number';
}
