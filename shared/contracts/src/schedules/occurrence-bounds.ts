import { BoundedMap } from './bounded-map.ts';
import type { OccurrenceGenerator } from './occurrence-generator.ts';
import type { Schedule } from './schedule.ts';

/** First and last instant (ms, both inclusive) at which an occurrence of a schedule may be. */
export type OccurrenceBounds = { from: number; until: number };

/** The last instant that is searched: croner stops at the year 2999. */
export const LAST_INSTANT = Date.UTC(3000, 0, 1) - 1;
const LAST_RUN_LIMIT = 5_000;

/** Caches the instant of the maxRuns-th occurrence, which takes up to 10,000 steps to find. */
const lastRuns = new BoundedMap<string, number>(LAST_RUN_LIMIT);

/** Computes the bounds that `startAt`, `endAt` and `maxRuns` (counted from startAt) set. */
export function computeBounds(schedule: Schedule, generator: OccurrenceGenerator): OccurrenceBounds {
  const from = Date.parse(schedule.startAt);
  const until = schedule.endAt === null ? LAST_INSTANT : Math.min(Date.parse(schedule.endAt), LAST_INSTANT);
  const { maxRuns } = schedule;
  if (maxRuns === null || schedule.kind === 'once') return { from, until };
  const last = lastRuns.getOrCreate(buildCacheKey(schedule), () => findNthInstant(generator, from, maxRuns));
  return { from, until: Math.min(until, last) };
}

function findNthInstant(generator: OccurrenceGenerator, from: number, count: number): number {
  let at = from - 1;
  for (let run = 0; run < count; run += 1) {
    const next = generator.next(at, LAST_INSTANT);
    if (next === null || next.at > LAST_INSTANT) return LAST_INSTANT;
    at = next.at;
  }
  return at;
}

/** Leaves out what does not decide which instants occur: the seed would give each job an entry of its own. */
function buildCacheKey({ seed: _seed, jitterMs: _jitter, endAt: _end, ...rest }: Schedule): string {
  return JSON.stringify(rest);
}
