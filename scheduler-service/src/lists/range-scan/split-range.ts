import { ANY_DATE } from '@punctual/engine/database/update-expressions';
import type { mongo } from 'mongoose';
import type { OrderKind } from '../cursor.ts';
import type { KeySpace, Value } from './key-space.ts';

type Filter = mongo.Document;

/** What follows a place in the order of a value; from the very beginning without a place. */
export interface Span {
  field: string;
  kind: OrderKind;
  direction: 1 | -1;
  from: Value | null;
}

/** A range of a list, and how many rows it holds. */
export interface Slice {
  filter: Filter;
  size: number;
  /** The one value in it, where it holds too much of that and cannot be cut further. */
  only?: Value;
}

/** What reading a list has taught about where to cut it. Only guesses: what a slice holds is counted. */
export interface Reach {
  /** How far a slice reached that held enough. */
  fits?: number;
  /** Where the first one ended of a list that is read from the beginning. */
  head?: number;
}

/** After an empty range one becomes so much longer, and at most so much after one that holds little. */
const FACTOR = 16;
const MINUTE = 60_000;

/**
 * Cuts a span into ranges of at most `most` rows, in its order, as far as its axis can. DocumentDB's indexes give
 * ranges and no order: it takes all that a range holds and sorts it, however few rows are wanted, so that a page
 * must not ask for all that follows.
 * @param count how many rows of a range there are, counted to no more than `most` + 1
 */
export async function* splitRange(
  span: Span,
  axis: KeySpace,
  most: number,
  reach: Reach,
  count: (filter: Filter) => Promise<number>,
): AsyncGenerator<Slice> {
  const { direction, from } = span;
  const goal = direction === 1 ? axis.last : 0;
  let at = from === null ? axis.last - goal : axis.stopOf(from, direction);
  let start: number | null = null;
  const known = () => reach.fits ?? axis.reach;
  // Until the first rows are found, how far a slice reaches among rows says nothing.
  let stride = from === null && axis.thick !== undefined ? null : known();
  let isGap = stride === null;
  // Up to here there is too much: behind a gap the next slice ends before.
  let tooFar: number | null = null;
  while (start !== goal) {
    let end = aligned(tooFar === null ? (firstStop() ?? at + direction * (stride ?? 0)) : (at + tooFar) / 2);
    let slice = await sliceTo(end);
    let by = stride === Number.POSITIVE_INFINITY ? Math.abs(end - at) / axis.reach : 2;
    for (; slice.size > most && Math.abs(end - at) > axis.unit; by *= isGap ? 1 : by) {
      tooFar = end;
      end = aligned(at + (end - at) / by);
      slice = await sliceTo(end);
    }
    learn(slice.size, end);
    if (slice.size > 0) yield slice;
    start = at = end;
  }

  /** Before a slice is given, for nobody may ask for another. */
  function learn(size: number, end: number): void {
    const length = Math.abs(end - at);
    const isHead = stride === null;
    isGap = size === 0;
    if (isHead && isGap) return;
    if (isHead) reach.head = end;
    // The first slice may end wherever nothing more follows, unless it was found by halving.
    stride = isHead && tooFar === null ? known() : length * growth(size, most);
    if (!isGap && end !== goal) reach.fits = stride;
    if (!isGap) tooFar = null;
  }

  /** Where the rows begin, which lie thick around some stop and thin far from it. */
  function firstStop(): number | null {
    if (stride !== null) return null;
    return start === null && reach.head !== undefined
      ? reach.head
      : stopNearer(at, goal, axis.thick as number);
  }

  /** A stop that differs from the one before: no range ends within what the axis can tell apart. */
  function aligned(stop: number): number {
    const steps = Math.max(1, Math.floor(Math.abs(stop - at) / axis.unit));
    const end = at + direction * steps * axis.unit;
    return direction === 1 ? Math.min(end, goal) : Math.max(end, goal);
  }

  async function sliceTo(end: number): Promise<Slice> {
    const low = Math.min(at, end);
    const filter = rangeOf(
      span,
      start === null ? null : axis.valueAt(start),
      end === goal ? null : axis.valueAt(end),
    );
    const size = await count(filter);
    const isOne = Math.abs(end - at) <= axis.unit && axis.isOneValue(low);
    return { filter, size, ...(isOne ? { only: axis.valueAt(low) } : {}) };
  }
}

/** A slice of half as many rows as may be is what is hoped for. */
const growth = (size: number, most: number): number =>
  size === 0 ? FACTOR : Math.min(FACTOR, Math.max(1, most / (2 * size)));

/** The next stop is nearer to where rows lie thick by a factor, or further away. */
function stopNearer(at: number, goal: number, thick: number): number {
  const away = Math.abs(at - thick);
  const direction = Math.sign(goal - at);
  const isTowards = Math.sign(thick - at) === direction && away > MINUTE;
  return at + direction * (isTowards ? away - away / FACTOR : Math.max(MINUTE, away * FACTOR));
}

/** What follows a place, between two stops: upwards from `start` on until before `end`; downwards from before `start` until `end` itself. */
export function rangeOf(
  { field, kind, direction, from }: Span,
  start: Value | null,
  end: Value | null,
): Filter {
  const past = direction === -1 ? '$lt' : start === null ? '$gt' : '$gte';
  const until = direction === 1 ? '$lt' : '$gte';
  const first = start ?? from;
  const bounds = {
    ...(kind === 'time' ? ANY_DATE : {}),
    ...(first === null ? {} : { [past]: first }),
    ...(end === null ? {} : { [until]: end }),
  };
  return Object.keys(bounds).length === 0 ? {} : { [field]: bounds };
}
