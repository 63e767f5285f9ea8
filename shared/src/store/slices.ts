import { type mongo, Types } from 'mongoose';
import { EVER } from './expressions.ts';

type Filter = mongo.Document;

/** What follows a place in the order of a time or of ids; from the very beginning without a place. */
export interface Span {
  field: string;
  kind: 'id' | 'time';
  direction: 1 | -1;
  from: Date | Types.ObjectId | null;
}

/** A range of a list, and how many rows it holds. */
export interface Slice {
  filter: Filter;
  size: number;
}

const MINUTE = 60_000;
/** A range that holds too much becomes so much shorter, and after an empty one so much longer. */
const FACTOR = 16;
/** Ids know whole seconds, and no more than fit into four bytes. */
const AXES = {
  id: { unit: 1_000, last: 0xffffffff * 1_000 },
  time: { unit: 1, last: 8.64e15 },
};

/**
 * Cuts a span into ranges of at most `most` rows, in its order. DocumentDB's indexes give ranges and no order: it
 * takes all that a range holds and sorts it, however few rows are wanted, so that a page must not ask for all that
 * follows. Hence short ranges first, and longer ones where there is little.
 * @param count how many rows of a range there are, counted to no more than `most` + 1
 */
export async function* slicesOf(
  span: Span,
  most: number,
  count: (filter: Filter) => Promise<number>,
): AsyncGenerator<Slice> {
  const { unit, last } = AXES[span.kind];
  const goal = span.direction === 1 ? last : 0;
  // Only guesses where a cut is good; what a slice holds is counted.
  const now = Date.now();
  let at = span.from ? msOf(span.from) : last - goal;
  let start: number | null = null;
  let reach = span.from ? MINUTE : Number.POSITIVE_INFINITY;
  while (start !== goal) {
    let end = aligned(nextStop(at, goal, reach, now));
    let slice = await sliceTo(end);
    while (slice.size > most && Math.abs(end - at) > unit) {
      end = aligned(at + (end - at) / FACTOR);
      slice = await sliceTo(end);
    }
    if (slice.size > 0) yield slice;
    reach = Math.abs(end - at) * (slice.size > most / FACTOR ? 2 : FACTOR);
    start = at = end;
  }

  /** A stop that differs from the one before: no range ends within what ids and times can tell apart. */
  function aligned(stop: number): number {
    const steps = Math.max(1, Math.floor(Math.abs(stop - at) / unit));
    const end = at + span.direction * steps * unit;
    return span.direction === 1 ? Math.min(end, goal) : Math.max(end, goal);
  }

  async function sliceTo(end: number): Promise<Slice> {
    const filter = rangeOf(span, start, end === goal ? null : end);
    return { filter, size: await count(filter) };
  }
}

/** Rows lie thick around now and thin far from it: the next stop is nearer to it by a factor, or further away. */
function nextStop(at: number, goal: number, reach: number, now: number): number {
  const away = Math.abs(at - now);
  const direction = Math.sign(goal - at);
  const isTowards = Math.sign(now - at) === direction && away > MINUTE;
  const stride = isTowards ? away - away / FACTOR : Math.max(MINUTE, away * FACTOR);
  return at + direction * Math.min(stride, reach);
}

/** What follows a place, between two stops: upwards from `start` on until before `end`; downwards from before `start` until `end` itself. */
export function rangeOf(
  { field, kind, direction, from }: Span,
  start: number | null,
  end: number | null,
): Filter {
  const valueAt = (ms: number) =>
    kind === 'time' ? new Date(ms) : Types.ObjectId.createFromTime(Math.floor(ms / 1_000));
  const first = start === null ? from : valueAt(start);
  const past = direction === -1 ? '$lt' : start === null ? '$gt' : '$gte';
  const until = direction === 1 ? '$lt' : '$gte';
  const bounds = {
    ...(kind === 'time' ? EVER : {}),
    ...(first === null ? {} : { [past]: first }),
    ...(end === null ? {} : { [until]: valueAt(end) }),
  };
  return Object.keys(bounds).length === 0 ? {} : { [field]: bounds };
}

const msOf = (value: Date | Types.ObjectId): number =>
  value instanceof Date ? value.getTime() : value.getTimestamp().getTime();
