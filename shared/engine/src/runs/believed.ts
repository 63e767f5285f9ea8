import type { RunDocument } from '../database/documents.ts';

/** The entry of a run is believed to be in a queue for so long at most after its time to be taken (ms). */
const BELIEVED_MS = 30_000;

/** The fields of a waiting run that say when it was put into the queue. */
export type Sent = Pick<RunDocument, 'nextAttemptAt' | 'dispatchAfter' | 'dispatches' | 'fence' | 'after'>;

/**
 * Tells whether the entry of a run that nobody has started may be in its queue still: it was put there when the run
 * became due, and the workers have not come so far. Such a run is not lost, and to dispatch it again would only write it.
 * @param comesTo when what the workers come to next was due, in ms since 1970; undefined: the queue is not behind
 */
export function mayBeQueued(run: Sent, comesTo: number | undefined, now: Date): boolean {
  const { nextAttemptAt, dispatchAfter, dispatches, fence, after } = run;
  if (comesTo === undefined || !dispatchAfter) return false;
  // What was handed over is marked as to be dispatched at once; what comes after another run was not sent yet.
  const wasSentWhenDue = dispatches === 0 && fence === 0 && !after && dispatchAfter > nextAttemptAt;
  const expectedAt = dispatchAfter.getTime();
  return wasSentWhenDue && comesTo <= expectedAt && now.getTime() - expectedAt < BELIEVED_MS;
}
