/** In the order of code units, which no locale changes: the same things stand in the same order on every machine. */
export function sortedBy<T>(items: Iterable<T>, key: (item: T) => string): T[] {
  return [...items].sort((one, other) => Number(key(one) > key(other)) - Number(key(one) < key(other)));
}

/** What a map holds, in the order of its keys. */
export function valuesByKey<T>(map: ReadonlyMap<string, T>): T[] {
  return sortedBy(map, ([key]) => key).map(([, value]) => value);
}
