import { ANY_DATE } from '@punctual/engine/database/update-expressions';
import type { Types } from 'mongoose';
import type { Order, OrderKind, Place } from './cursor.ts';
import type { Filter } from './list-query.ts';

/** A value that a list is ordered by. */
export type Value = Date | Types.ObjectId | string;

/** All rows after a value in the order of one field; all from the beginning without a value. */
export interface OrderedRange {
  field: string;
  kind: OrderKind;
  direction: 1 | -1;
  after: Value | null;
}

/** A stretch of a list that is one range of its index. */
export interface Segment {
  /** The value that all rows of the segment have; empty where the range is over the values themselves. */
  equal: Filter;
  range: OrderedRange;
}

/** Builds a range over ids in the direction of an order. */
export const idRange = ({ direction }: Order, after: Types.ObjectId | null): OrderedRange => ({
  field: '_id',
  kind: 'id',
  direction,
  after,
});

/**
 * Splits the rows after a place into segments: those of the same value, those past it, and those without a value. An
 * `$or` of the three would be sorted as a whole.
 */
export function segmentsAfter(order: Order, place: Place | null): Segment[] {
  const { field, kind, direction } = order;
  if (kind === 'id') return [{ equal: {}, range: idRange(order, place?.id ?? null) }];
  const same = place ? [{ equal: { [field]: place.value }, range: idRange(order, place.id) }] : [];
  if (place?.value === null) return same;
  const past: Segment = { equal: {}, range: { field, kind, direction, after: place?.value ?? null } };
  const without: Segment = { equal: { [field]: null }, range: idRange(order, null) };
  return kind === 'text' ? [...same, past] : [...same, past, without];
}

/**
 * Builds the filter of an ordered range, or of a slice of it: upwards from `start` on until before `end`, downwards from
 * before `start` until `end` itself.
 */
export function rangeFilter(
  { field, kind, direction, after }: OrderedRange,
  start: Value | null = null,
  end: Value | null = null,
): Filter {
  const past = direction === -1 ? '$lt' : start === null ? '$gt' : '$gte';
  const until = direction === 1 ? '$lt' : '$gte';
  const first = start ?? after;
  const bounds = {
    ...(kind === 'time' ? ANY_DATE : {}),
    ...(first === null ? {} : { [past]: first }),
    ...(end === null ? {} : { [until]: end }),
  };
  return Object.keys(bounds).length === 0 ? {} : { [field]: bounds };
}
