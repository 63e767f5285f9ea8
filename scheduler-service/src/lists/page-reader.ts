import { TOTAL_CAP } from '@punctual/contracts/api/limits';
import { OneAtATime } from '@punctual/engine/platform/one-at-a-time';
import type { Model } from 'mongoose';
import { formatCursor, type Order, type Place, parseCursor } from './cursor.ts';
import { countKept, countScanned, hasResidual, type ListCollection, type ListQuery } from './list-query.ts';
import type { CreateListReader, FoundRows, ListReader, WithId } from './list-reader.ts';

/** The rows of a list that are wanted: a page by its number, or the rows after a cursor. */
export interface PageRequest {
  limit: number;
  page?: number | undefined;
  cursor?: string | undefined;
}

export interface Page<T> {
  data: T[];
  page: { number: number; limit: number; total: number; totalIsCapped: boolean; pages: number } | null;
  nextCursor: string | null;
}

/**
 * The number of rows that are scanned for one answer. Where a residual filter keeps few of very many, a page may hold
 * fewer rows than asked for, and its cursor leads on from where the scan ended.
 */
const SCAN_LIMIT = TOTAL_CAP;

/**
 * Reads pages of lists of one collection, in bounded steps. Those of one owner one after the other: a page may be
 * megabytes, and many at once would keep the database from everybody.
 */
export class PageReader<T extends WithId> {
  readonly #collection: ListCollection;
  readonly #reader: ListReader<T>;
  readonly #scanLimit: number;
  readonly #turns = new OneAtATime();

  constructor({ collection }: Model<T>, createReader: CreateListReader, scanLimit = SCAN_LIMIT) {
    this.#collection = collection;
    this.#reader = createReader(collection, scanLimit);
    this.#scanLimit = scanLimit;
  }

  /** Reads the rows after the cursor, without a count; or those of a page, with a count up to the scan limit. */
  async read(query: ListQuery, request: PageRequest): Promise<Page<T>> {
    const { limit, cursor, page: number = 1 } = request;
    if (cursor !== undefined) return { ...(await this.after(query, limit, cursor)), page: null };
    const skip = (number - 1) * limit;
    const [found, counted] = await Promise.all([
      // Pages reach as far as rows are counted; the rows behind are read by cursor.
      skip < this.#scanLimit ? this.#find(query, null, limit + 1, skip) : { rows: [], stoppedAt: null },
      this.#count(query),
    ]);
    const page = { number, limit, ...counted, pages: Math.ceil(counted.total / limit) };
    return { ...cutPage(found, limit, query.order), page };
  }

  /** Reads rows from the beginning, or after a cursor. */
  async after(query: ListQuery, limit: number, cursor?: string): Promise<Omit<Page<T>, 'page'>> {
    const place = cursor === undefined ? null : parseCursor(cursor, query.order);
    return cutPage(await this.#find(query, place, limit + 1, 0), limit, query.order);
  }

  #find(
    query: ListQuery,
    ...range: [place: Place | null, wanted: number, skip: number]
  ): Promise<FoundRows<T>> {
    const { ownerId, jobId } = query.indexed;
    return this.#turns.run(String(ownerId ?? jobId ?? 'all'), () => this.#reader.find(query, ...range));
  }

  async #count(query: ListQuery): Promise<{ total: number; totalIsCapped: boolean }> {
    const oneMore = this.#scanLimit + 1;
    const kept = await countKept(this.#collection, query, {}, oneMore);
    const scanned = hasResidual(query) ? await countScanned(this.#collection, query, {}, oneMore) : kept;
    return { total: Math.min(kept, this.#scanLimit), totalIsCapped: scanned > this.#scanLimit };
  }
}

/** Cuts a page from what was read for it: the row after the page shows that the list goes on. */
export function cutPage<T extends WithId>(
  { rows, stoppedAt }: FoundRows<T>,
  limit: number,
  order: Order,
): Omit<Page<T>, 'page'> {
  const data = rows.slice(0, limit);
  const last = rows.length > limit ? data.at(-1) : stoppedAt;
  return {
    data,
    nextCursor: last ? formatCursor(order, { value: valueIn(last, order), id: last._id }) : null,
  };
}

function valueIn(row: object, { field, kind }: Order): Date | string | null {
  if (kind === 'id') return null;
  const value = field
    .split('.')
    .reduce<unknown>((inner, name) => (inner as Record<string, unknown> | null)?.[name], row);
  return (value as Date | string | undefined) ?? null;
}
