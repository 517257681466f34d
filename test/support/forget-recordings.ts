import { rmSync } from 'fs';
import { RECORDINGS } from './recordings';

/** Before each run of jest: a test that is gone proves nothing. */
export default function forgetRecordings(): void {
  rmSync(RECORDINGS, { recursive: true, force: true });
}
