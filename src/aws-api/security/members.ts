import { OrganizationsClient, paginateListAccounts } from '@aws-sdk/client-organizations';

/** An account of the organization that can be a member. */
export interface MemberAccount {
  readonly id: string;
  readonly email: string;
}

/** An account that a service did not take, and why. */
export interface Refusal {
  readonly id?: string;
  readonly reason?: string;
}

/** All active accounts but the administrator's own. Those that come later are taken by the service itself. */
export async function memberAccounts(client: OrganizationsClient, administrator: string): Promise<MemberAccount[]> {
  const accounts: MemberAccount[] = [];
  for await (const page of paginateListAccounts({ client }, {})) {
    for (const { Id, Email, State, Status } of page.Accounts ?? []) {
      if (Id !== administrator && (State ?? Status) === 'ACTIVE') accounts.push({ id: Id!, email: Email! });
    }
  }
  return accounts;
}

/** What has to be known of a service to make accounts its members. */
export interface Membership {
  readonly service: string;
  /** How many it takes at a time. */
  readonly atOnce: number;
  /** Ids of those that are members. */
  readonly present: () => Promise<Set<string>>;
  readonly add: (accounts: MemberAccount[]) => Promise<Refusal[]>;
}

/**
 * Makes accounts members that are none. The service takes accounts by itself at the same time, and refuses those that it has: only one that is no member
 * afterwards either is an error.
 */
export async function addMissing(accounts: MemberAccount[], { service, atOnce, present, add }: Membership): Promise<void> {
  const members = await present();
  const missing = accounts.filter(({ id }) => !members.has(id));
  const refused: Refusal[] = [];
  for (let start = 0; start < missing.length; start += atOnce) refused.push(...await add(missing.slice(start, start + atOnce)));
  if (!refused.length) return;
  const now = await present();
  const left = refused.filter(({ id }) => !now.has(id!));
  if (left.length) throw refusal(service, left);
}

export function refusal(service: string, refused: Refusal[]): Error {
  const some = refused.slice(0, 5).map(({ id, reason }) => `${id} (${reason})`).join(', ');
  return new Error(`${service}: got ${refused.length} account${refused.length > 1 ? 's' : ''} that it did not take: ${some}, expected every active account; `
    + 'look into the account named, then deploy again: what was taken is not done twice');
}
