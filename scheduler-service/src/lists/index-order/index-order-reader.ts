import type { Place } from '../cursor.ts';
import {
  countKept,
  countScanned,
  type Filter,
  hasResidual,
  hintOf,
  type ListCollection,
  type ListQuery,
  scannedRows,
} from '../list-query.ts';
import type { CreateListReader, FoundRows, ListReader, WithId } from '../list-reader.ts';
import { rangeFilter, segmentsAfter } from '../segments.ts';

/**
 * Reads lists in the order of their index, from a place on until there are enough rows: for engines whose indexes give
 * their entries in order. Each list has an index that ends with the fields of its order, the id last.
 */
class IndexOrderReader<T extends WithId> implements ListReader<T> {
  readonly #collection: ListCollection;
  readonly #scanLimit: number;

  constructor(collection: ListCollection, scanLimit: number) {
    this.#collection = collection;
    this.#scanLimit = scanLimit;
  }

  async find(query: ListQuery, place: Place | null, wanted: number, skip: number): Promise<FoundRows<T>> {
    const rows: T[] = [];
    let toSkip = skip;
    let toScan = this.#scanLimit;
    for (const { equal, range } of segmentsAfter(query.order, place)) {
      const segment = { $and: [equal, rangeFilter(range)] };
      const found = await this.#read(query, segment, wanted - rows.length, toSkip, toScan);
      rows.push(...found);
      if (rows.length === wanted) return { rows, stoppedAt: null };
      if (hasResidual(query)) {
        const scanned = await countScanned(this.#collection, query, segment, toScan);
        if (scanned === toScan) return { rows, stoppedAt: await this.#rowAt(query, segment, toScan - 1) };
        toScan -= scanned;
      }
      if (toSkip > 0) toSkip = found.length > 0 ? 0 : toSkip - (await this.#countKept(query, segment));
    }
    return { rows, stoppedAt: null };
  }

  /** Reads rows of a segment that the residual keeps, of the first `toScan`. */
  #read(query: ListQuery, segment: Filter, wanted: number, skip: number, toScan: number): Promise<T[]> {
    if (!hasResidual(query)) return this.#sorted(query, segment).skip(skip).limit(wanted).toArray();
    const pipeline = [
      { $match: scannedRows(query, segment) },
      { $sort: sortOf(query) },
      { $limit: toScan },
      { $match: query.residual },
      ...(skip > 0 ? [{ $skip: skip }] : []),
      { $limit: wanted },
    ];
    return this.#collection.aggregate<T>(pipeline, indexOf(query)).toArray();
  }

  async #rowAt(query: ListQuery, segment: Filter, position: number): Promise<T | null> {
    const [row = null] = await this.#sorted(query, segment).skip(position).limit(1).toArray();
    return row;
  }

  #countKept(query: ListQuery, segment: Filter): Promise<number> {
    return countKept(this.#collection, query, segment, this.#scanLimit);
  }

  #sorted(query: ListQuery, segment: Filter) {
    return this.#collection.find<T>(scannedRows(query, segment), indexOf(query)).sort(sortOf(query));
  }
}

export const readByIndexOrder: CreateListReader = (collection, scanLimit) =>
  new IndexOrderReader(collection, scanLimit);

/** Sorts by the field and then by the id, as the index does; the order of ids needs no second field. */
const sortOf = ({ order: { field, direction } }: ListQuery): Record<string, 1 | -1> => ({
  [field]: direction,
  _id: direction,
});

/** Names the index; a list by ids without a condition goes by the index that every collection has. */
const indexOf = (query: ListQuery): { hint?: string } =>
  query.order.kind === 'id' ? { hint: '_id_', ...hintOf(query) } : hintOf(query);
