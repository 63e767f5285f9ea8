import { countBetween, nextRuns } from '@punctual/contracts/schedules/next-runs';
import type { Schedule } from '@punctual/contracts/schedules/schedule';

/** The plan of a schedule for one part of time: how much, and when the first of it is due. */
export interface PlannedCell {
  count: number;
  /** There is more: it is counted up to a cap. */
  isCapped: boolean;
  first: Date | null;
}

/**
 * Computes what a schedule has planned in parts of time, each from one edge to the next. Pure: it may be done in another
 * thread.
 * @param remaining the number of runs that may still be started; null: any number
 * @param cap up to which each part is counted
 */
export function planCells(
  schedule: Schedule,
  edges: Date[],
  remaining: number | null,
  cap: number,
): PlannedCell[] {
  let left = remaining ?? Number.POSITIVE_INFINITY;
  return edges.slice(0, -1).map((from, i) => {
    const most = Math.min(left, cap);
    const count = most > 0 ? countBetween(schedule, from, edges[i + 1] as Date, most) : 0;
    left -= count;
    if (count === 0) return { count: 0, isCapped: false, first: null };
    const [first] = nextRuns(schedule, new Date(from.getTime() - 1), 1);
    return { count, isCapped: count === cap, first: first?.dueAt ?? null };
  });
}
