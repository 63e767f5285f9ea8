import type { mongo, Types } from 'mongoose';
import type { Order, Place } from './cursor.ts';
import type { Span } from './range-scan/split-range.ts';

type Filter = mongo.Document;

/** A list in the order of an index. */
export interface ListQuery {
  order: Order;
  /** Equality and ranges that the index serves: all rows that it gives are looked at. */
  indexed: Filter;
  /** What is asked of each row that is looked at, by no index; empty for none. */
  residual: Filter;
  /** The index that goes in this order; without it the planner may sort all that there is. */
  hint?: string;
}

export const keepsAll = ({ residual }: ListQuery): boolean => Object.keys(residual).length === 0;

/** The same rows in the order of their ids: the one order that every engine's index gives, and with a limit. */
export const byIds = (walk: ListQuery): ListQuery => ({
  ...walk,
  order: { ...walk.order, field: '_id', kind: 'id' },
  hint: '_id_',
});

/** How many rows these stages leave. */
export async function countRows(
  collection: Pick<mongo.Collection, 'aggregate'>,
  stages: mongo.Document[],
  { hint }: ListQuery,
): Promise<number> {
  const pipeline = [...stages, { $count: 'rows' }];
  const [counted] = await collection.aggregate<{ rows: number }>(pipeline, hint ? { hint } : {}).toArray();
  return counted?.rows ?? 0;
}

/** One range of the index: what follows in a span, within rows of one value or all. */
export interface Part {
  within: Filter;
  span: Span;
}

export const idsOf = ({ direction }: Order, from: Types.ObjectId | null): Span => ({
  ...{ field: '_id', kind: 'id', direction, from },
});

/**
 * What follows a place, in parts that are each one range of the index: an `$or` of them would be sorted as a
 * whole.
 */
export function partsOf(order: Order, from: Place | null): Part[] {
  const { field, kind, direction } = order;
  if (kind === 'id') return [{ within: {}, span: idsOf(order, from?.id ?? null) }];
  const equal = from ? [{ within: { [field]: from.value }, span: idsOf(order, from.id) }] : [];
  if (from?.value === null) return equal;
  const past: Part = { within: {}, span: { field, kind, direction, from: from?.value ?? null } };
  const without: Part = { within: { [field]: null }, span: idsOf(order, null) };
  return kind === 'text' ? [...equal, past] : [...equal, past, without];
}
