import type { AccountProperties } from './constants';
import { EXPIRES_TAG } from '../sandboxes/constants';
import { isDay, isTooFar, latestEnd } from '../sandboxes/decision';

/**
 * Synth reads no clock, so that it is here that a day is found to be too far away: where it is said for the first time, or anew. The same day as before is no question:
 * a rollback, or a deploy of something else, must not fail for it.
 *
 * @param tags of the account
 */
export function checkEnd({ AccountName, Tags = {}, LongestLife }: AccountProperties, tags: ReadonlyMap<string, string>): void {
  const said = Tags[EXPIRES_TAG];
  const rules = { longestLife: Number(LongestLife) };
  const now = Date.now();
  if (LongestLife === undefined || !isDay(said) || tags.get(EXPIRES_TAG) === said || !isTooFar(said, now, rules)) return;
  throw new Error(`sandbox ${AccountName}: expires: got ${said}, expected at most ${LongestLife} days from today; write "${latestEnd(now, rules)}", `
    + 'or another sandboxLongestLife at the LandingZone');
}
