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
 * sorts all that a range holds, however few rows are wanted, so that a page must not ask for all that follows.
 * @param count how many rows of a range there are, counted to no more than `most` + 1
 */
export async function* slicesOf(
  span: Span,
  most: number,
  count: (filter: Filter) => Promise<number>,
): AsyncGenerator<Slice> {
  const whole = rangeOf(span, null, null);
  const size = await count(whole);
  if (size > most) yield* cut(span, most, count);
  else if (size > 0) yield { filter: whole, size };
}

async function* cut(
  span: Span,
  most: number,
  count: (filter: Filter) => Promise<number>,
): AsyncGenerator<Slice> {
  const { unit, last } = AXES[span.kind];
  const goal = span.direction === 1 ? last : 0;
  let at = span.from ? msOf(span.from) : last - goal;
  let start: number | null = null;
  let reach = Number.POSITIVE_INFINITY;
  while (start !== goal) {
    let end = nextStop(at, goal, reach);
    let slice = await sliceTo(end);
    while (slice.size > most && Math.abs(end - at) > unit) {
      end = at + span.direction * Math.max(unit, Math.floor(Math.abs(end - at) / FACTOR));
      slice = await sliceTo(end);
    }
    if (slice.size > 0) yield slice;
    reach = Math.abs(end - at) * (slice.size > 0 ? 2 : FACTOR);
    start = at = end;
  }

  async function sliceTo(end: number): Promise<Slice> {
    const filter = rangeOf(span, start, end === goal ? null : end);
    return { filter, size: await count(filter) };
  }
}

/**
 * Rows lie thick around now and thin far from it: the next stop is nearer to it by a factor, or further away. This
 * clock only guesses where a cut is good; what a slice holds is counted.
 */
function nextStop(at: number, goal: number, reach: number): number {
  const now = Date.now();
  const away = Math.abs(at - now);
  const isTowards = at < now === goal > now;
  const direction = Math.sign(goal - at);
  const near = isTowards ? (away <= MINUTE ? now : at + direction * (away - away / FACTOR)) : null;
  const stop = near ?? at + direction * Math.max(MINUTE, away * (FACTOR - 1));
  const within = at + direction * Math.min(Math.abs(Math.round(stop) - at), reach);
  return direction === 1 ? Math.min(within, goal) : Math.max(within, goal);
}

/** Upwards from `start` on until before `end`; downwards from before `start` until `end` itself. */
function rangeOf({ field, kind, direction, from }: Span, start: number | null, end: number | null): Filter {
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
