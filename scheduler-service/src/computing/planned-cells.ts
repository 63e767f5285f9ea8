import { countBetween, nextRuns } from '@punctual/contracts/schedules/next-runs';
import type { Schedule } from '@punctual/contracts/schedules/schedule';

/** What a schedule has planned in one part of time: how much, and when the first of it is due. */
export interface PlannedCell {
  count: number;
  first: Date | null;
}

/**
 * Computes what a schedule has planned in parts of time, each from one edge to the next. Pure: it may be done in another
 * thread.
 * @param remaining the number of runs that may still be started; null: any number
 */
export function planCells(schedule: Schedule, edges: Date[], remaining: number | null): PlannedCell[] {
  let left = remaining ?? Number.POSITIVE_INFINITY;
  return edges.slice(0, -1).map((from, i) => {
    const cap = Number.isFinite(left) ? left : undefined;
    const count = left > 0 ? countBetween(schedule, from, edges[i + 1] as Date, cap) : 0;
    left -= count;
    if (count === 0) return { count: 0, first: null };
    const [first] = nextRuns(schedule, new Date(from.getTime() - 1), 1);
    return { count, first: first?.dueAt ?? null };
  });
}
