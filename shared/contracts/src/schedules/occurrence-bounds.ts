import { BoundedMap } from './bounded-map.ts';
import type { OccurrenceGenerator } from './occurrence-generator.ts';
import type { Schedule } from './schedule.ts';

/** First and last instant (ms, both inclusive) at which an occurrence of a schedule may lie. */
export type OccurrenceBounds = { from: number; until: number };

/** The last instant that is looked at: croner searches no further than the year 2999. */
export const LAST_INSTANT = Date.UTC(3000, 0, 1) - 1;
const LAST_RUN_LIMIT = 5_000;

/** Instants of the maxRuns-th occurrence, which take up to 10,000 steps to find. */
const lastRuns = new BoundedMap<string, number>(LAST_RUN_LIMIT);

/** The bounds that `startAt`, `endAt` and `maxRuns` (counted from startAt) set. */
export function computeBounds(schedule: Schedule, timeline: OccurrenceGenerator): OccurrenceBounds {
  const from = Date.parse(schedule.startAt);
  const until = schedule.endAt === null ? LAST_INSTANT : Math.min(Date.parse(schedule.endAt), LAST_INSTANT);
  const { maxRuns } = schedule;
  if (maxRuns === null || schedule.kind === 'once') return { from, until };
  const nth = lastRuns.getOrCreate(buildCacheKey(schedule), () => findNthInstant(timeline, from, maxRuns));
  return { from, until: Math.min(until, nth) };
}

function findNthInstant(timeline: OccurrenceGenerator, from: number, count: number): number {
  let at = from - 1;
  for (let run = 0; run < count; run += 1) {
    const moment = timeline.next(at, LAST_INSTANT);
    if (moment === null || moment.at > LAST_INSTANT) return LAST_INSTANT;
    at = moment.at;
  }
  return at;
}

/** All that decides which instants occur, and nothing else: the seed would give each job an entry of its own. */
function buildCacheKey({ seed: _seed, jitterMs: _jitter, endAt: _end, ...rest }: Schedule): string {
  return JSON.stringify(rest);
}
