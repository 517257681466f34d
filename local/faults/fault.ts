/** What the client gets instead of AWS's own answer. */
export type Refusal = 'throttling' | 'failure' | 'outage' | 'conflict' | 'denial';

/** One thing that goes wrong with a call of AWS. */
export interface Fault {
  readonly name: string;
  /** How often the call reaches AWS. */
  readonly reaches: 0 | 1 | 2;
  /** What the client gets: AWS's own answer, an error in the shape of the service's protocol, or a connection that ends. */
  readonly answer: 'own' | 'cut' | Refusal;
  /** Milliseconds until the answer. */
  readonly after?: number;
  /** What every later call of the run gets, without reaching AWS. */
  readonly then?: Refusal;
  /** The caller is killed before it gets anything: alone, or with all that it started. */
  readonly kills?: 'caller' | 'tree';
}

/** Everything that goes wrong here, one line each. */
export const FAULTS = {
  throttled: { name: 'throttled', reaches: 0, answer: 'throttling' },
  failed: { name: 'failed', reaches: 0, answer: 'failure' },
  /** AWS works on something else: the service's own error for that, where it has one. */
  busy: { name: 'busy', reaches: 0, answer: 'conflict' },
  /** A right that is not known everywhere yet, or never will be. */
  denied: { name: 'denied', reaches: 0, answer: 'denial' },
  cut: { name: 'cut', reaches: 0, answer: 'cut' },
  late: { name: 'late', reaches: 1, answer: 'own', after: 200 },
  /** The effect is there, the answer is lost: the client asks again. */
  lost: { name: 'lost', reaches: 1, answer: 'cut' },
  /** The effect is there, and the client hears of a failure. */
  belied: { name: 'belied', reaches: 1, answer: 'failure' },
  /** A network that delivers a request twice. */
  twice: { name: 'twice', reaches: 2, answer: 'own' },
  /** From here on nothing works any more. */
  down: { name: 'down', reaches: 0, answer: 'outage', then: 'outage' },
  refused: { name: 'refused', reaches: 0, answer: 'denial', then: 'denial' },
  /** The effect is there, nobody hears of it, and nothing works any more. */
  unheard: { name: 'unheard', reaches: 1, answer: 'cut', then: 'denial' },
  killedBefore: { name: 'killedBefore', reaches: 0, answer: 'cut', kills: 'tree' },
  killed: { name: 'killed', reaches: 1, answer: 'cut', kills: 'tree' },
  /** What it started goes on, and nobody hears of it. */
  abandoned: { name: 'abandoned', reaches: 1, answer: 'cut', kills: 'caller' },
} satisfies Record<string, Fault>;

export type FaultName = keyof typeof FAULTS;
