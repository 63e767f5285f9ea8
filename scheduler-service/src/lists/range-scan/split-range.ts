import { MINUTE_MS } from '@punctual/contracts/time';
import type { Filter } from '../list-query.ts';
import { type OrderedRange, rangeFilter, type Value } from '../segments.ts';
import type { KeySpace } from './key-space.ts';

/** A part of a range, and the number of its rows. */
export interface Slice {
  filter: Filter;
  size: number;
  /** The one value in it, where that has too many rows and the slice cannot be cut further by values. */
  only?: Value;
}

/** Guesses where to cut a list, learnt by reading it. The rows of a slice are counted all the same. */
export interface Reach {
  /** The length of a slice that held enough. */
  fits?: number;
  /** The end of the first slice of a list that is read from the beginning. */
  head?: number;
}

/** A slice is longer than the one before by this factor if that was empty, and by at most this if it held few rows. */
const GROWTH = 16;

/**
 * Cuts a range into slices of at most `most` rows, in its order, as far as the key space can. An engine whose indexes
 * give no order takes all rows of a range and sorts them, however few are wanted, so that a page must not ask for all
 * that follows.
 * @param count counts the rows of a filter, to no more than `most` + 1
 */
export async function* splitRange(
  range: OrderedRange,
  keySpace: KeySpace,
  most: number,
  reach: Reach,
  count: (filter: Filter) => Promise<number>,
): AsyncGenerator<Slice> {
  const { direction, after } = range;
  const goal = direction === 1 ? keySpace.last : 0;
  let at = after === null ? keySpace.last - goal : keySpace.stopOf(after, direction);
  let start: number | null = null;
  const usual = () => reach.fits ?? keySpace.reach;
  // The usual length says nothing until the first rows are found.
  let stride = after === null && keySpace.thick !== undefined ? null : usual();
  let isGap = stride === null;
  // A slice up to here held too much: behind a gap the next one ends before.
  let tooFar: number | null = null;
  while (start !== goal) {
    let end = aligned(tooFar === null ? (firstStop() ?? at + direction * (stride ?? 0)) : (at + tooFar) / 2);
    let slice = await sliceTo(end);
    let by = stride === Number.POSITIVE_INFINITY ? Math.abs(end - at) / keySpace.reach : 2;
    for (; slice.size > most && Math.abs(end - at) > keySpace.unit; by *= isGap ? 1 : by) {
      tooFar = end;
      end = aligned(at + (end - at) / by);
      slice = await sliceTo(end);
    }
    learn(slice.size, end);
    if (slice.size > 0) yield slice;
    start = at = end;
  }

  /** Learns before a slice is given: the caller may ask for no other. */
  function learn(size: number, end: number): void {
    const length = Math.abs(end - at);
    const isHead = stride === null;
    isGap = size === 0;
    if (isHead && isGap) return;
    if (isHead) reach.head = end;
    // The first slice may end wherever nothing more follows, unless it was found by halving.
    stride = isHead && tooFar === null ? usual() : length * growth(size, most);
    if (!isGap && end !== goal) reach.fits = stride;
    if (!isGap) tooFar = null;
  }

  /** Guesses where the rows begin, which lie thick around some stop and thin far from it. */
  function firstStop(): number | null {
    if (stride !== null) return null;
    return start === null && reach.head !== undefined
      ? reach.head
      : stopNearer(at, goal, keySpace.thick as number);
  }

  /** Moves a stop to one that has another value than the one before. */
  function aligned(stop: number): number {
    const steps = Math.max(1, Math.floor(Math.abs(stop - at) / keySpace.unit));
    const end = at + direction * steps * keySpace.unit;
    return direction === 1 ? Math.min(end, goal) : Math.max(end, goal);
  }

  async function sliceTo(end: number): Promise<Slice> {
    const low = Math.min(at, end);
    const filter = rangeFilter(
      range,
      start === null ? null : keySpace.valueAt(start),
      end === goal ? null : keySpace.valueAt(end),
    );
    const size = await count(filter);
    const isOne = Math.abs(end - at) <= keySpace.unit && keySpace.isOneValue(low);
    return { filter, size, ...(isOne ? { only: keySpace.valueAt(low) } : {}) };
  }
}

/** Computes how much longer the next slice is to be, so that it holds half as many rows as it may. */
const growth = (size: number, most: number): number =>
  size === 0 ? GROWTH : Math.min(GROWTH, Math.max(1, most / (2 * size)));

/** Moves a stop towards where rows lie thick, or past it, by a factor. */
function stopNearer(at: number, goal: number, thick: number): number {
  const away = Math.abs(at - thick);
  const direction = Math.sign(goal - at);
  const isTowards = Math.sign(thick - at) === direction && away > MINUTE_MS;
  return at + direction * (isTowards ? away - away / GROWTH : Math.max(MINUTE_MS, away * GROWTH));
}
