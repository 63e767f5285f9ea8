import { offsetAt } from '@punctual/contracts/schedules/time/zones';
import { DAY_MS } from '@punctual/contracts/time';

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
export function instantAt(wall: WallTime, zone: string): Date | null {
  const text = `${wall.date}T${wall.time}`;
  const asUtc = WALL.test(text) ? Date.parse(`${text}Z`) : Number.NaN;
  // Date.parse takes 30 February for 2 March.
  if (Number.isNaN(asUtc) || !new Date(asUtc).toISOString().startsWith(text)) return null;
  const offsets = [offsetAt(zone, asUtc - DAY_MS), offsetAt(zone, asUtc + DAY_MS)];
  const instants = offsets.map((offset) => asUtc - offset).filter((at) => at + offsetAt(zone, at) === asUtc);
  return instants.length === 0 ? null : new Date(Math.min(...instants));
}

/** Converts an instant to the local time of `zone`; with seconds only if there are any. */
export function wallTimeAt(instant: Date, zone: string): WallTime {
  const shown = new Date(instant.getTime() + offsetAt(zone, instant.getTime())).toISOString();
  const time = shown.slice(11, 19);
  return { date: shown.slice(0, 10), time: time.endsWith(':00') ? time.slice(0, 5) : time };
}
