/** In the order of code units, which no locale changes: the same things stand in the same order on every machine. */
export function sortedBy<T>(items: Iterable<T>, key: (item: T) => string): T[] {
  const keyed = Array.from(items, item => ({ item, key: key(item) }));
  return keyed.sort((one, other) => Number(one.key > other.key) - Number(one.key < other.key)).map(({ item }) => item);
}

/** What a map holds, in the order of its keys. */
export function valuesByKey<T>(map: ReadonlyMap<string, T>): T[] {
  return sortedBy(map, ([key]) => key).map(([, value]) => value);
}
