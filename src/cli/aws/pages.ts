import { call } from './call';

/** All that AWS has, page by page. */
export async function pages<Page extends { NextToken?: string }, Item>(
  action: string, where: string, get: (token?: string) => Promise<Page>, items: (page: Page) => Item[] | undefined,
): Promise<Item[]> {
  const all: Item[] = [];
  let token: string | undefined;
  do {
    const next = token;
    const page = await call(action, where, () => get(next));
    all.push(...items(page) ?? []);
    token = page.NextToken;
  } while (token);
  return all;
}
