/** What the call gives; undefined if it fails by one of these names, since what it asks for is not there (any more). */
export async function unless<T>(names: readonly string[], call: () => Promise<T>): Promise<T | undefined> {
  try {
    return await call();
  } catch (error) {
    if (names.includes((error as Error).name)) return undefined;
    throw error;
  }
}
