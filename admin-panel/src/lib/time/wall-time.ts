import { offsetAt } from '@punctual/contracts/schedules/time/zones';
import { DAY_MS, MINUTE_MS } from '@punctual/contracts/time';

/** A local date and time as a clock on the wall shows it: `date` as 2026-11-23, `time` as 09:00. */
export interface WallTime {
  date: string;
  time: string;
}

const WALL = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/;

/**
 * The instant at which clocks in `zone` show this; the first of two in autumn, null where clocks jump over it
 * or where it cannot be read.
 */
export const instantAt = (wall: WallTime, zone: string): Date | null => instantsAt(wall, zone)[0] ?? null;

/**
 * Lists the instants at which clocks in `zone` show this, in their order: two where clocks go back over it, none
 * where they jump over it or where it cannot be read.
 */
export function instantsAt(wall: WallTime, zone: string): Date[] {
  const asUtc = readAsUtc(wall);
  if (asUtc === null) return [];
  const offsets = new Set([offsetAt(zone, asUtc - DAY_MS), offsetAt(zone, asUtc + DAY_MS)]);
  return [...offsets]
    .map((offset) => asUtc - offset)
    .filter((at) => at + offsetAt(zone, at) === asUtc)
    .sort((a, b) => a - b)
    .map((at) => new Date(at));
}

/** Finds the first instant after the gap that clocks make by jumping over this; null where they do not. */
export function afterGap(wall: WallTime, zone: string): Date | null {
  const asUtc = readAsUtc(wall);
  if (asUtc === null || instantsAt(wall, zone).length > 0) return null;
  const minute = Math.floor(asUtc / MINUTE_MS) * MINUTE_MS;
  let [low, high] = [minute - DAY_MS, minute + DAY_MS];
  const before = offsetAt(zone, low);
  while (high - low > MINUTE_MS) {
    const middle = low + Math.floor((high - low) / (2 * MINUTE_MS)) * MINUTE_MS;
    if (offsetAt(zone, middle) === before) low = middle;
    else high = middle;
  }
  return new Date(high);
}

function readAsUtc({ date, time }: WallTime): number | null {
  const text = `${date}T${time}`;
  const asUtc = WALL.test(text) ? Date.parse(`${text}Z`) : Number.NaN;
  // Date.parse takes 30 February for 2 March.
  return Number.isNaN(asUtc) || !new Date(asUtc).toISOString().startsWith(text) ? null : asUtc;
}

/** Converts an instant to the local time of `zone`; with seconds only if there are any. */
export function wallTimeAt(instant: Date, zone: string): WallTime {
  const shown = new Date(instant.getTime() + offsetAt(zone, instant.getTime())).toISOString();
  const time = shown.slice(11, 19);
  return { date: shown.slice(0, 10), time: time.endsWith(':00') ? time.slice(0, 5) : time };
}
