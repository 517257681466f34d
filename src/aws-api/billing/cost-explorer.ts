import { retry } from '../runtime/retry';

/** Cost Explorer's word for too many calls, and for too many of a thing. */
const BUSY = { on: ['LimitExceededException'], for: 60_000, pause: 2_000 };

/** What a console has to be opened for once: no API switches Cost Explorer on. */
const OFF = 'waits for Cost Explorer: open it once in the console of the management account; it is tried again when the next account comes';

/** Calls of Cost Explorer, again while it is busy. @returns what became of it, in words, also where Cost Explorer was never switched on */
export async function withCostExplorer(work: () => Promise<string>): Promise<string> {
  try {
    return await retry(BUSY, work);
  } catch (error) {
    const { name, message } = error as Error;
    if (name !== 'DataUnavailableException' && !(name === 'AccessDeniedException' && /not enabled for cost explorer/i.test(message))) throw error;
    console.log(JSON.stringify({ waits: OFF, because: `${name}: ${message}` }));
    return OFF;
  }
}
