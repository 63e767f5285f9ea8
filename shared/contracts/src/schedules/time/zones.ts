import { MINUTE_MS, SECOND_MS } from '../../time.ts';
import { BoundedMap } from '../bounded-map.ts';

/** More than there are zone names, so that in practice nothing is evicted. */
const ZONE_LIMIT = 700;
const OFFSET_FORM = /^[+-]/;

type OffsetReader = (instant: number) => number;
const readers = new BoundedMap<string, OffsetReader>(ZONE_LIMIT);

/**
 * Whether `name` is a time zone a schedule may have: the runtime knows it and it is not a bare offset, which has no
 * clock changes and is mostly a mistake. Aliases and any case are fine, as in `Intl.DateTimeFormat`.
 * `Intl.supportedValuesOf('timeZone')` would not do: it lacks UTC and Asia/Kolkata.
 */
export function isTimezone(name: string): boolean {
  if (OFFSET_FORM.test(name)) return false;
  try {
    offsetReader(name);
    return true;
  } catch {
    return false;
  }
}

/** The usual spelling of a zone's name ("europe/paris" → "Europe/Paris"); an alias stays the alias that was given. */
export function zoneSpelling(name: string): string {
  const known = new Intl.DateTimeFormat('en-US', { timeZone: name }).resolvedOptions().timeZone;
  return known.toLowerCase() === name.toLowerCase() ? known : name;
}

/**
 * Offset of `zone` from UTC in ms at `instant` (ms), east positive, to the second (old offsets have seconds).
 * Asks Intl each time (about 2 µs). @throws RangeError for an unknown zone
 */
export function offsetAt(zone: string, instant: number): number {
  return offsetReader(zone)(instant);
}

/** `instant` as ISO 8601 with the offset of `zone`: "2027-03-28T03:00:00+02:00"; milliseconds only if there are any. */
export function localIso(instant: Date, zone: string): string {
  const offset = offsetAt(zone, instant.getTime());
  const wall = new Date(instant.getTime() + offset).toISOString();
  return `${wall.slice(0, wall.endsWith('.000Z') ? -5 : -1)}${offsetText(offset)}`;
}

/** Old offsets with seconds are cut to minutes here: ISO 8601 knows no others. */
function offsetText(offset: number): string {
  const minutes = Math.trunc(Math.abs(offset) / MINUTE_MS);
  const pad = (value: number) => String(value).padStart(2, '0');
  return `${offset < 0 ? '-' : '+'}${pad(Math.trunc(minutes / 60))}:${pad(minutes % 60)}`;
}

function offsetReader(zone: string): OffsetReader {
  return readers.getOrMake(zone, makeReader);
}

function makeReader(zone: string): OffsetReader {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  return (instant) => {
    const second = Math.floor(instant / SECOND_MS) * SECOND_MS;
    return wallOf(format.format(second)) - second;
  };
}

/** Reads "3/28/2027, 03:00:00" as if it were UTC. */
function wallOf(text: string): number {
  const [month = 0, day = 0, year = 0, hour = 0, minute = 0, second = 0] = text.split(/\D+/, 6).map(Number);
  return Date.UTC(year, month - 1, day, hour, minute, second);
}
