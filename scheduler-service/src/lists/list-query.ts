import type { mongo } from 'mongoose';
import type { Order } from './cursor.ts';

export type Filter = mongo.Document;

/** The collection of a list, as the driver gives it. */
export type ListCollection = Pick<mongo.Collection, 'find' | 'aggregate' | 'countDocuments'>;

/** A list in the order of an index. */
export interface ListQuery {
  order: Order;
  /** Equality and ranges that the index serves: every row that it gives is scanned. */
  indexed: Filter;
  /** Conditions that no index serves, checked on each scanned row; empty for none. */
  residual: Filter;
  /** The index that goes in this order; without it the planner may sort all rows of the collection. */
  hint?: string;
}

export const hasResidual = ({ residual }: ListQuery): boolean => Object.keys(residual).length > 0;

export const hintOf = ({ hint }: ListQuery): { hint?: string } => (hint ? { hint } : {});

/** Builds the filter of those rows of a list that are in a range of it, whether the residual keeps them or not. */
export const scannedRows = ({ indexed }: ListQuery, range: Filter): Filter => ({ $and: [indexed, range] });

/** Counts the rows of a range that the residual keeps, of the first `most` that are scanned. */
export async function countKept(
  collection: ListCollection,
  query: ListQuery,
  range: Filter,
  most: number,
): Promise<number> {
  if (!hasResidual(query)) return countScanned(collection, query, range, most);
  const pipeline = [
    { $match: scannedRows(query, range) },
    { $limit: most },
    { $match: query.residual },
    { $count: 'rows' },
  ];
  const [counted] = await collection.aggregate<{ rows: number }>(pipeline, hintOf(query)).toArray();
  return counted?.rows ?? 0;
}

/** Counts all rows of a range, up to `most`. */
export const countScanned = (
  collection: ListCollection,
  query: ListQuery,
  range: Filter,
  most: number,
): Promise<number> => collection.countDocuments(scannedRows(query, range), { limit: most, ...hintOf(query) });
