import { GetGroupIdCommand, GetUserIdCommand, IdentitystoreClient } from '@aws-sdk/client-identitystore';
import { MADE_HERE } from './constants';
import { unless } from '../runtime/unless';

/** Answers in a region. */
export type ClientIn = (region: string) => IdentitystoreClient;

/** Id of the user of that name; undefined if there is none. */
export async function userId(store: IdentitystoreClient, IdentityStoreId: string, userName: string): Promise<string | undefined> {
  const AlternateIdentifier = { UniqueAttribute: { AttributePath: 'userName', AttributeValue: userName } };
  return unlessGone(async () => (await store.send(new GetUserIdCommand({ IdentityStoreId, AlternateIdentifier }))).UserId);
}

/** Id of the group of that display name; undefined if there is none. */
export async function groupId(store: IdentitystoreClient, IdentityStoreId: string, displayName: string): Promise<string | undefined> {
  const AlternateIdentifier = { UniqueAttribute: { AttributePath: 'displayName', AttributeValue: displayName } };
  return unlessGone(async () => (await store.send(new GetGroupIdCommand({ IdentityStoreId, AlternateIdentifier }))).GroupId);
}

/** What the call gives; undefined if what it asks for is not there. */
export async function unlessGone<T>(call: () => Promise<T>): Promise<T | undefined> {
  return unless(['ResourceNotFoundException'], call);
}

/** The call makes something; where somebody was faster, or a call that was cut off made it, what is there is taken. */
export async function makeOrFind(make: () => Promise<string>, find: () => Promise<string | undefined>): Promise<string> {
  try {
    return await make();
  } catch (error) {
    const found = (error as Error).name === 'ConflictException' ? await find() : undefined;
    if (found) return found;
    throw error;
  }
}

const MARK = `[${MADE_HERE}]`;

/** The description of a group that was made here: it says so, since a group has nothing else to be known by. */
export function marked(description: string): string {
  return `${description} ${MARK}`.trim();
}

export function isMarked(description: string | undefined): boolean {
  return !!description?.endsWith(MARK);
}
