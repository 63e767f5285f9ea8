import type { Place } from '../cursor.ts';
import {
  countKept,
  type Filter,
  hasResidual,
  hintOf,
  type ListCollection,
  type ListQuery,
  scannedRows,
} from '../list-query.ts';
import type { CreateListReader, FoundRows, ListReader, WithId } from '../list-reader.ts';
import { RangeScan, type ScanRange } from './range-scan.ts';

/**
 * Reads lists range by range, each small enough to be sorted as a whole: for engines whose indexes find ranges but give
 * no order.
 */
export class RangeScanReader<T extends WithId> implements ListReader<T> {
  readonly #collection: ListCollection;
  readonly #scanLimit: number;
  readonly #ranges: RangeScan;

  /** @param rangeSize the number of rows that a range may hold, and a list that is read as a whole */
  constructor(collection: ListCollection, scanLimit: number, rangeSize?: number) {
    this.#collection = collection;
    this.#scanLimit = scanLimit;
    this.#ranges = new RangeScan(collection, scanLimit, rangeSize);
  }

  async find(query: ListQuery, place: Place | null, wanted: number, skip: number): Promise<FoundRows<T>> {
    const rows: T[] = [];
    let toSkip = skip;
    let toScan = this.#scanLimit;
    for await (const range of this.#ranges.after(query, place)) {
      const part = range.isById ? byIds(query) : query;
      const found = await this.#read(part, range, wanted - rows.length, toSkip, toScan);
      rows.push(...found);
      if (rows.length === wanted) return { rows, stoppedAt: null };
      if (hasResidual(query) && range.size >= toScan)
        return { rows, stoppedAt: await this.#rowAt(part, range.filter, toScan - 1) };
      toScan -= range.size;
      if (toSkip > 0) toSkip = found.length > 0 ? 0 : toSkip - (await this.#countKept(query, range.filter));
    }
    return { rows, stoppedAt: null };
  }

  /** Reads rows of a range that the residual keeps, of the first `toScan`. */
  #read(
    query: ListQuery,
    { filter, size }: ScanRange,
    wanted: number,
    skip: number,
    toScan: number,
  ): Promise<T[]> {
    const scanned = scannedRows(query, filter);
    const sort = { $sort: sortOf(query) };
    // A range that is scanned as a whole need not be sorted before it is known which of its rows are kept.
    const isWhole = !hasResidual(query) || size < toScan;
    const kept = isWhole
      ? [{ $match: { $and: [scanned, query.residual] } }, sort]
      : [{ $match: scanned }, sort, { $limit: toScan }, { $match: query.residual }];
    return this.#aggregate(query, [...kept, ...(skip > 0 ? [{ $skip: skip }] : []), { $limit: wanted }]);
  }

  async #rowAt(query: ListQuery, range: Filter, position: number): Promise<T | null> {
    const sorted = [{ $match: scannedRows(query, range) }, { $sort: sortOf(query) }];
    const [row = null] = await this.#aggregate(query, [...sorted, { $skip: position }, { $limit: 1 }]);
    return row;
  }

  #countKept(query: ListQuery, range: Filter): Promise<number> {
    return countKept(this.#collection, query, range, this.#scanLimit);
  }

  #aggregate(query: ListQuery, pipeline: Filter[]): Promise<T[]> {
    return this.#collection.aggregate<T>(pipeline, hintOf(query)).toArray();
  }
}

export const readByRangeScan: CreateListReader = (collection, scanLimit) =>
  new RangeScanReader(collection, scanLimit);

const sortOf = ({ order: { kind, field, direction } }: ListQuery): Record<string, 1 | -1> =>
  kind === 'id' ? { _id: direction } : { [field]: direction, _id: direction };

/** Reads the same rows in the order of their ids: the one order that the index of every engine gives, and with a limit. */
const byIds = (query: ListQuery): ListQuery => ({
  ...query,
  order: { ...query.order, field: '_id', kind: 'id' },
  hint: '_id_',
});
