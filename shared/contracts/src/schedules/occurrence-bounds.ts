import type { Schedule } from './schedule.ts';

/** First and last instant (ms, both inclusive) at which an occurrence of a schedule may be. */
export type OccurrenceBounds = { from: number; until: number };

/** The last instant that is searched: croner stops at the year 2999. */
export const LAST_INSTANT = Date.UTC(3000, 0, 1) - 1;

/**
 * Computes the bounds that `startAt` and `endAt` set. `maxRuns` sets none: it counts runs that were started, which the
 * job records, and no occurrences.
 */
export function computeBounds({ startAt, endAt }: Schedule): OccurrenceBounds {
  const until = endAt === null ? LAST_INSTANT : Math.min(Date.parse(endAt), LAST_INSTANT);
  return { from: Date.parse(startAt), until };
}
