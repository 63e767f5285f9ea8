import type { Types } from 'mongoose';
import type { Place } from './cursor.ts';
import type { ListCollection, ListQuery } from './list-query.ts';

export interface WithId {
  _id: Types.ObjectId;
}

/** Rows of a list, in its order. */
export interface FoundRows<T> {
  rows: T[];
  /** The row at which the scan ended before the list did; null if the rows are all there are, or as many as wanted. */
  stoppedAt: T | null;
}

/** Reads rows of lists of one collection: by the order of its indexes, or in ranges of them that are sorted then. */
export interface ListReader<T> {
  /**
   * Finds up to `wanted` rows after a place, without the first `skip` of them. With a residual filter it stops after
   * scanning as many rows as it was created for.
   */
  find(query: ListQuery, place: Place | null, wanted: number, skip: number): Promise<FoundRows<T>>;
}

/** Creates the reader of a collection that scans at most `scanLimit` rows for one answer. */
export type CreateListReader = <T extends WithId>(
  collection: ListCollection,
  scanLimit: number,
) => ListReader<T>;
