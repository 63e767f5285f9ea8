import { IMPACT_DAYS } from '@punctual/contracts/api/limits';
import { occurrencesBetween } from '@punctual/contracts/schedules/next-runs';
import type { Schedule } from '@punctual/contracts/schedules/schedule';

const DAY_MS = 24 * 60 * 60 * 1000;
/** Runs that are compared at most. */
const MOST = 10_000;

/** When a job runs: by a schedule, or not at all (disabled). */
export type Timing = Schedule | null;

export interface Impact {
  from: Date;
  to: Date;
  isCut: boolean;
  added: number;
  removed: number;
  moved: number;
  unchanged: number;
}

/**
 * What replacing one timing by another changes in the 30 days after `from`. A run that goes and one that
 * comes within half a day of it, in order, count as one that moves.
 */
export function impactOf(before: Timing, after: Timing, from: Date): Impact {
  const planned = new Date(from.getTime() + IMPACT_DAYS * DAY_MS);
  const olds = instants(before, from, planned);
  const news = instants(after, from, planned);
  // Both sides are compared over the same time: where one has too many to list, until its last listed.
  const to = Math.min(planned.getTime(), cutOf(olds), cutOf(news));
  const [old, fresh] = [olds, news].map((list) => list.filter((at) => at < to)) as [number[], number[]];
  const kept = new Set(old.filter(inOther(fresh)));
  const gone = old.filter((at) => !kept.has(at));
  const come = fresh.filter((at) => !kept.has(at));
  const moved = pairs(gone, come);
  return {
    from,
    to: new Date(to),
    isCut: to < planned.getTime(),
    added: come.length - moved,
    removed: gone.length - moved,
    moved,
    unchanged: kept.size,
  };
}

const instants = (timing: Timing, from: Date, to: Date): number[] =>
  timing ? occurrencesBetween(timing, from, to, MOST).map(({ at }) => at.getTime()) : [];

const cutOf = (list: number[]): number =>
  list.length < MOST ? Number.POSITIVE_INFINITY : (list.at(-1) ?? 0);

function inOther(list: number[]): (at: number) => boolean {
  const set = new Set(list);
  return (at) => set.has(at);
}

/** How many of two ordered lists go together, each with the first of the other within half a day. */
function pairs(gone: number[], come: number[]): number {
  let found = 0;
  let i = 0;
  for (const at of gone) {
    while (i < come.length && (come[i] as number) < at - DAY_MS / 2) i += 1;
    if (i < come.length && (come[i] as number) <= at + DAY_MS / 2) {
      found += 1;
      i += 1;
    }
  }
  return found;
}
