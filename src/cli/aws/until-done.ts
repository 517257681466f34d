import { CliError, ExitCode } from '../errors';
import type { Sleep } from '../revocation-steps';

/** What Identity Center says of work that it goes on with by itself. */
interface Status {
  readonly Status?: string;
  readonly RequestId?: string;
  readonly FailureReason?: string;
}

/** How long it may take: Identity Center works on ten at a time. */
const TAKES = 5 * 60_000;

/** Waits for work that Identity Center was asked for; an error if it could not do it. */
export async function untilDone(action: string, sleep: Sleep, asked: Status, look: (requestId: string) => Promise<Status>): Promise<void> {
  let status = asked;
  for (let waited = 0, pause = 250; status.Status === 'IN_PROGRESS'; waited += pause, pause = Math.min(pause * 2, 5000)) {
    if (waited > TAKES) break;
    await sleep(pause);
    status = await look(asked.RequestId!);
  }
  if (status.Status === 'SUCCEEDED') return;
  throw new CliError({
    what: `${action} did not succeed`, got: status.FailureReason ?? status.Status, instead: 'run the same command again: it goes on where it was',
  }, ExitCode.FAILED);
}
