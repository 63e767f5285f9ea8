import { DAY_MS, SECOND_MS } from '../../time.ts';
import { BoundedMap } from '../bounded-map.ts';
import { offsetAt } from './zones.ts';

/** Two changes closer than this that cancel each other would be missed; tzdb has none since 1970. */
const PROBE_STEP = 4 * DAY_MS;
/** Pieces are computed and cached by the chunk. */
const CHUNK = 92 * PROBE_STEP;
/** No clock change moves further than a day, so what lies this far outside a chunk cannot reach into it. */
const MARGIN = 2 * DAY_MS;
const CHUNKS_PER_ZONE = 64;
const ZONE_LIMIT = 700;

/** Clocks of a zone jump at the instant `at` from the offset `before` to `after` (all ms). */
export type Transition = { at: number; before: number; after: number };

/**
 * A stretch [from, to) of instants with one offset (ms). Wall ms are instants plus offset.
 * `gap`: wall range that the change at `from` skipped. `seen`: wall range of this piece that the one
 * before had already; it comes for the second time. `again`: wall range of this piece that the next one repeats.
 */
export type OffsetPeriod = {
  from: number;
  to: number;
  offset: number;
  gap: Range | null;
  seen: Range;
  again: Range;
};
export type Range = { from: number; to: number };

const NOTHING: Range = { from: 0, to: 0 };
const ALWAYS_UTC: OffsetPeriod = {
  from: -Infinity,
  to: Infinity,
  offset: 0,
  gap: null,
  seen: NOTHING,
  again: NOTHING,
};
const UTC_NAMES = new Set(['UTC', 'Etc/UTC', 'GMT', 'Etc/GMT']);

const zones = new BoundedMap<string, BoundedMap<number, readonly OffsetPeriod[]>>(ZONE_LIMIT);

/** The piece of `zone` that holds `instant`. Cached; about 0.3 ms the first time per zone and year. */
export function offsetPeriodAt(zone: string, instant: number): OffsetPeriod {
  if (UTC_NAMES.has(zone)) return ALWAYS_UTC;
  const chunks = zones.getOrMake(zone, () => new BoundedMap(CHUNKS_PER_ZONE));
  const pieces = chunks.getOrMake(Math.floor(instant / CHUNK), (index) => piecesOf(zone, index * CHUNK));
  for (const piece of pieces) {
    if (instant < piece.to) return piece;
  }
  throw new RangeError(`No offset for ${instant} in ${zone}`);
}

/** All clock changes of `zone` in [from, to), in order. Not cached. */
export function transitionsBetween(zone: string, from: number, to: number): Transition[] {
  const transitions: Transition[] = [];
  let before = offsetAt(zone, from - SECOND_MS);
  for (let low = from - SECOND_MS; low < to - SECOND_MS; low += PROBE_STEP) {
    const high = Math.min(low + PROBE_STEP, to - SECOND_MS);
    const after = offsetAt(zone, high);
    if (after !== before) transitions.push(...changesWithin(zone, low, high));
    before = after;
  }
  return transitions;
}

/** The changes after `low` up to `high`, whose offsets differ. Halving finds one; both sides of it are looked at again. */
function changesWithin(zone: string, low: number, high: number): Transition[] {
  const before = offsetAt(zone, low);
  const end = offsetAt(zone, high);
  if (before === end) return [];
  let [left, right] = [Math.floor(low / SECOND_MS), Math.floor(high / SECOND_MS)];
  while (right - left > 1) {
    const middle = Math.floor((left + right) / 2);
    if (offsetAt(zone, middle * SECOND_MS) === before) left = middle;
    else right = middle;
  }
  const at = right * SECOND_MS;
  return [{ at, before, after: offsetAt(zone, at) }, ...changesWithin(zone, at, high)];
}

function piecesOf(zone: string, start: number): readonly OffsetPeriod[] {
  const end = start + CHUNK;
  const changes = transitionsBetween(zone, start - MARGIN, end + MARGIN);
  const pieces: OffsetPeriod[] = [];
  let offset = offsetAt(zone, start - MARGIN - SECOND_MS);
  let from = start - MARGIN;
  let last: Transition | null = null;
  let lastStart = -Infinity;
  for (const change of [...changes, null]) {
    const piece = pieceBetween(from, change?.at ?? end + MARGIN, offset, last, lastStart, change);
    if (piece.to > start && piece.from < end) pieces.push(clip(piece, start, end));
    if (change === null) break;
    lastStart = from;
    from = change.at;
    offset = change.after;
    last = change;
  }
  return pieces;
}

function pieceBetween(
  from: number,
  to: number,
  offset: number,
  opened: Transition | null,
  previousStart: number,
  closes: Transition | null,
): OffsetPeriod {
  const gap =
    opened && opened.after > opened.before ? { from: from + opened.before, to: from + offset } : null;
  const seenFrom = opened ? Math.max(previousStart + opened.before, from + offset) : 0;
  const seen = opened ? { from: seenFrom, to: from + opened.before } : NOTHING;
  const again =
    closes && closes.after < closes.before ? { from: to + closes.after, to: to + offset } : NOTHING;
  return { from, to, offset, gap, seen, again };
}

/** Cut to the chunk. What is cut at its start does not begin with a clock change any more. */
function clip(piece: OffsetPeriod, start: number, end: number): OffsetPeriod {
  return {
    ...piece,
    from: Math.max(piece.from, start),
    to: Math.min(piece.to, end),
    gap: piece.from < start ? null : piece.gap,
  };
}
