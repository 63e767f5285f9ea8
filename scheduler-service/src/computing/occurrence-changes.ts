import { IMPACT_DAYS } from '@punctual/contracts/api/limits';
import { type Occurrence, occurrencesBetween } from '@punctual/contracts/schedules/next-runs';
import type { Schedule } from '@punctual/contracts/schedules/schedule';
import { DAY_MS } from '@punctual/contracts/time';

/** An edit is compared over this many occurrences at most. */
const MOST = 10_000;

/** A schedule by which a job runs, at most `remaining` times (null: any number); null if it does not run at all (disabled). */
export type Timing = { schedule: Schedule; remaining: number | null } | null;

/** The differences between two timings in a period. */
export interface OccurrenceChanges {
  from: Date;
  to: Date;
  isCut: boolean;
  added: number;
  removed: number;
  moved: number;
  unchanged: number;
}

/** Occurrences whose instants have passed and that are still due, because of their jitter. */
interface Owed {
  before: Occurrence | null;
  after: Occurrence | null;
}

const NOTHING_OWED: Owed = { before: null, after: null };

/**
 * Compares two timings over the 30 days after `from`, and what is still due then. An occurrence that goes and one that
 * comes within half a day of it, in order, count as one that moves.
 */
export function compareTimings(
  before: Timing,
  after: Timing,
  from: Date,
  owed: Owed = NOTHING_OWED,
): OccurrenceChanges {
  const planned = new Date(from.getTime() + IMPACT_DAYS * DAY_MS);
  const oldList = listInstants(before, from, planned, owed.before);
  const newList = listInstants(after, from, planned, owed.after);
  // Both sides are compared over the same period: where one has too many to list, until its last listed.
  const to = Math.min(planned.getTime(), findCut(oldList), findCut(newList));
  const oldInstants = oldList.filter((at) => at < to);
  const newInstants = new Set(newList.filter((at) => at < to));
  const unchanged = new Set(oldInstants.filter((at) => newInstants.has(at)));
  const gone = oldInstants.filter((at) => !unchanged.has(at));
  const come = [...newInstants].filter((at) => !unchanged.has(at));
  const moved = countPairs(gone, come);
  return {
    from,
    to: new Date(to),
    isCut: to < planned.getTime(),
    added: come.length - moved,
    removed: gone.length - moved,
    moved,
    unchanged: unchanged.size,
  };
}

function listInstants(timing: Timing, from: Date, to: Date, owed: Occurrence | null): number[] {
  if (!timing) return [];
  const limit = Math.min(MOST, timing.remaining ?? MOST);
  const listed = occurrencesBetween(timing.schedule, from, to, limit).map(({ at }) => at.getTime());
  return owed && owed.at < from ? [owed.at.getTime(), ...listed].slice(0, limit) : listed;
}

const findCut = (list: number[]): number =>
  list.length < MOST ? Number.POSITIVE_INFINITY : (list.at(-1) ?? 0);

/** Counts the pairs of two ordered lists, each of one instant with the first of the other within half a day. */
function countPairs(gone: number[], come: number[]): number {
  let pairs = 0;
  let i = 0;
  for (const at of gone) {
    while (i < come.length && (come[i] as number) < at - DAY_MS / 2) i += 1;
    if (i < come.length && (come[i] as number) <= at + DAY_MS / 2) {
      pairs += 1;
      i += 1;
    }
  }
  return pairs;
}
