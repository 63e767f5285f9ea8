import { DAY_MS, SECOND_MS } from '../../time.ts';
import { BoundedMap } from '../bounded-map.ts';
import { spendStepsOnPeriods } from '../steps.ts';
import { type ClockTransition, PROBE_STEP_MS, transitionsBetween } from './clock-transitions.ts';
import { offsetAt } from './zones.ts';

/** Periods are computed and cached by the chunk: small ones, so that a schedule of each few years reads few offsets. */
const PROBES_PER_CHUNK = 6;
const CHUNK_MS = PROBES_PER_CHUNK * PROBE_STEP_MS;
/** No clock change moves further than a day, so what is this far outside a chunk cannot reach into it. */
const MARGIN_MS = 2 * DAY_MS;
/** Together for all zones: some 20 MB, or 15 years of 280 zones. */
const CHUNK_LIMIT = 65_536;
const ZONE_LIMIT = 700;
/** Chunks of a zone, from long before 1970 to long after 2999, have keys of their own. */
const KEYS_PER_ZONE = 2 ** 24;
/** Offsets that are read to compute a chunk without clock changes, and more for each that is in it. */
const STEPS_PER_CHUNK = PROBES_PER_CHUNK + 3;
const STEPS_PER_CHANGE = 20;

/** Local times from ≤ t < to. */
export type LocalRange = { from: number; to: number };

/**
 * A period [from, to) of instants with one offset (ms). A local time is an instant plus the offset.
 * `gap`: local times that the change at `from` skipped. `seen`: local times of this period that the one before
 * had already, so that they come for the second time. `again`: local times of this period that the next one repeats.
 */
export type OffsetPeriod = {
  from: number;
  to: number;
  offset: number;
  gap: LocalRange | null;
  seen: LocalRange;
  again: LocalRange;
};

const NOTHING: LocalRange = { from: 0, to: 0 };
const ALWAYS_UTC: OffsetPeriod = {
  from: -Infinity,
  to: Infinity,
  offset: 0,
  gap: null,
  seen: NOTHING,
  again: NOTHING,
};
const UTC_NAMES = new Set(['UTC', 'Etc/UTC', 'GMT', 'Etc/GMT']);

let zoneCount = 0;
const zoneNumbers = new BoundedMap<string, number>(ZONE_LIMIT);
const chunks = new BoundedMap<number, readonly OffsetPeriod[]>(CHUNK_LIMIT);

/** Returns the period of `zone` that holds `instant`. Cached; about 20 µs the first time per zone and month. */
export function offsetPeriodAt(zone: string, instant: number): OffsetPeriod {
  if (UTC_NAMES.has(zone)) return ALWAYS_UTC;
  for (const period of findChunk(zone, Math.floor(instant / CHUNK_MS))) {
    if (instant < period.to) return period;
  }
  throw new RangeError(`No offset for ${instant} in ${zone}`);
}

function findChunk(zone: string, index: number): readonly OffsetPeriod[] {
  const number = zoneNumbers.getOrCreate(zone, () => {
    zoneCount += 1;
    return zoneCount;
  });
  const key = number * KEYS_PER_ZONE + index;
  let isCached = true;
  const periods = chunks.getOrCreate(key, () => {
    isCached = false;
    return computeOffsetPeriods(zone, index * CHUNK_MS);
  });
  spendStepsOnPeriods(key, STEPS_PER_CHUNK + (periods.length - 1) * STEPS_PER_CHANGE, isCached);
  return periods;
}

function computeOffsetPeriods(zone: string, start: number): readonly OffsetPeriod[] {
  const end = start + CHUNK_MS;
  const transitions = transitionsBetween(zone, start - MARGIN_MS, end + MARGIN_MS);
  const periods: OffsetPeriod[] = [];
  let offset = offsetAt(zone, start - MARGIN_MS - SECOND_MS);
  let from = start - MARGIN_MS;
  let last: ClockTransition | null = null;
  let lastStart = -Infinity;
  for (const transition of [...transitions, null]) {
    const to = transition?.at ?? end + MARGIN_MS;
    const period = buildOffsetPeriod(from, to, offset, last, lastStart, transition);
    if (period.to > start && period.from < end) periods.push(clip(period, start, end));
    if (transition === null) break;
    lastStart = from;
    from = transition.at;
    offset = transition.after;
    last = transition;
  }
  return periods;
}

function buildOffsetPeriod(
  from: number,
  to: number,
  offset: number,
  opening: ClockTransition | null,
  previousStart: number,
  closing: ClockTransition | null,
): OffsetPeriod {
  const gap =
    opening && opening.after > opening.before ? { from: from + opening.before, to: from + offset } : null;
  const seenFrom = opening ? Math.max(previousStart + opening.before, from + offset) : 0;
  const seen = opening ? { from: seenFrom, to: from + opening.before } : NOTHING;
  const again =
    closing && closing.after < closing.before ? { from: to + closing.after, to: to + offset } : NOTHING;
  return { from, to, offset, gap, seen, again };
}

/** Cuts a period to the chunk. One that is cut at its start no longer begins with a clock change. */
function clip(period: OffsetPeriod, start: number, end: number): OffsetPeriod {
  return {
    ...period,
    from: Math.max(period.from, start),
    to: Math.min(period.to, end),
    gap: period.from < start ? null : period.gap,
  };
}
