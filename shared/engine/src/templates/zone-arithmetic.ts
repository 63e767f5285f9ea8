import { offsetAt } from '@punctual/contracts/schedules/time/zones';
import { HOUR_MS, MINUTE_MS } from '@punctual/contracts/time';

/** Units by which templates move dates: the first two are lengths of time, the others move the calendar of a zone. */
export const DATE_UNITS = ['minutes', 'hours', 'days', 'weeks', 'months', 'years'] as const;
export type DateUnit = (typeof DATE_UNITS)[number];

const DAYS = 7;
const MONTHS = 12;

/**
 * Moves an instant by whole units. Days and longer keep the time of day in the zone, whatever its clocks do in
 * between; a day that a month does not have becomes its last one, and a time that is skipped the one after the gap.
 * Beyond the calendar it is an invalid date.
 */
export function addInZone(instant: Date, zone: string, amount: number, unit: DateUnit): Date {
  const at = instant.getTime();
  if (unit === 'minutes') return new Date(at + amount * MINUTE_MS);
  if (unit === 'hours') return new Date(at + amount * HOUR_MS);
  const before = offsetAt(zone, at);
  const local = moved(new Date(at + before), amount, unit).getTime();
  return new Date(Number.isNaN(local) ? local : toInstant(local, zone, before));
}

/** Finds when a day, given as "2027-03-28", begins in a zone; null for a day that there is not. */
export function startOfDay(day: string, zone: string): Date | null {
  const local = Date.parse(`${day}T00:00:00Z`);
  // Some days that there are not are read as one of the next month.
  const isDay = !Number.isNaN(local) && new Date(local).toISOString().startsWith(day);
  return isDay ? new Date(toInstant(local, zone, offsetAt(zone, local))) : null;
}

/** Moves a local time, which is written as if it were UTC. */
function moved(local: Date, amount: number, unit: DateUnit): Date {
  const next = new Date(local);
  if (unit === 'days' || unit === 'weeks') {
    next.setUTCDate(local.getUTCDate() + amount * (unit === 'weeks' ? DAYS : 1));
    return next;
  }
  const months = amount * (unit === 'years' ? MONTHS : 1);
  next.setUTCDate(1);
  next.setUTCMonth(local.getUTCMonth() + months);
  const last = new Date(Date.UTC(next.getUTCFullYear(), next.getUTCMonth() + 1, 0)).getUTCDate();
  next.setUTCDate(Math.min(local.getUTCDate(), last));
  return next;
}

/** Finds the instant of a local time: the earlier of two, and after a gap as long as it would have been without. */
function toInstant(local: number, zone: string, before: number): number {
  const guess = local - offsetAt(zone, local - before);
  const [first, second] = [guess, local - offsetAt(zone, guess)];
  const isLocal = (instant: number) => instant + offsetAt(zone, instant) === local;
  const fitting = [first, second].filter(isLocal);
  return fitting.length > 0 ? Math.min(...fitting) : Math.max(first, second);
}
