import { offsetAt } from '@punctual/contracts/schedules/time/zones';
import { DAY_MS, HOUR_MS } from '@punctual/contracts/time';

/** Parts of a calendar: each begins at an edge and ends at the next. */
export interface Edges {
  /** Edges of days, one more than there are days. */
  days: Date[];
  /** Edges of the parts that are answered: days, or their hours. */
  parts: Date[];
}

/**
 * Computes where the days from a date on begin in a zone, and the parts in which they are answered. A day whose midnight
 * is left out by a clock change begins after that; an hour that comes twice is two parts.
 * @param from the first day, as 2031-03-01
 */
export function computeEdges(from: string, count: number, by: 'day' | 'hour', zone: string): Edges {
  const first = Date.parse(`${from}T00:00:00Z`);
  const days = Array.from({ length: count + 1 }, (_, i) => startOfDay(first + i * DAY_MS, zone));
  if (by === 'day') return { days: days.map(toDate), parts: days.map(toDate) };
  const hours = days.slice(0, -1).flatMap((start, i) => hoursOf(start, days[i + 1] as number));
  return { days: days.map(toDate), parts: [...hours, days.at(-1) as number].map(toDate) };
}

/** Finds the first instant whose date in the zone is that of this midnight in UTC. */
function startOfDay(midnight: number, zone: string): number {
  // A day may begin by the offset of the day before, or by that of the day after.
  const candidates = [-DAY_MS, DAY_MS].map((by) => midnight - offsetAt(zone, midnight + by));
  const isInDay = (at: number) => Math.floor((at + offsetAt(zone, at)) / DAY_MS) * DAY_MS === midnight;
  const starts = candidates.filter(isInDay);
  return starts.length > 0 ? Math.min(...starts) : Math.max(...candidates);
}

const hoursOf = (start: number, end: number): number[] =>
  Array.from({ length: Math.ceil((end - start) / HOUR_MS) }, (_, i) => start + i * HOUR_MS);

const toDate = (at: number): Date => new Date(at);
