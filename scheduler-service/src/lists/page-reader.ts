import { TOTAL_CAP } from '@punctual/contracts/api/limits';
import type { Model, mongo, Types } from 'mongoose';
import { formatCursor, type Order, type Place, parseCursor } from './cursor.ts';
import { byIds, countRows, keepsAll, type ListQuery } from './list-query.ts';
import { RangeScan } from './range-scan/range-scan.ts';

/** Which rows of a list are wanted: a page by its number, or what follows a cursor. */
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

type Filter = mongo.Document;
interface WithId {
  _id: Types.ObjectId;
}

/**
 * So many rows are looked at for one answer. Where few of very many are to be kept, a page may hold fewer
 * than asked for, and its cursor leads on from where the look ended.
 */
const SCAN_LIMIT = TOTAL_CAP;

interface Found<T> {
  rows: T[];
  /** Where the look ended before the list did. */
  stoppedAt: T | null;
}

/** Reads lists of one collection, in bounded steps. */
export class PageReader<T extends WithId> {
  readonly #model: Model<T>;
  readonly #lookedAt: number;
  readonly #pieces: RangeScan;

  constructor(model: Model<T>, lookedAt = SCAN_LIMIT, slice?: number) {
    this.#model = model;
    this.#lookedAt = lookedAt;
    this.#pieces = new RangeScan(model.collection, lookedAt, slice);
  }

  /** Rows after the cursor, without a page; or those of a page, which is counted up to TOTAL_CAP. */
  async read(walk: ListQuery, request: PageRequest): Promise<Page<T>> {
    const { limit, cursor, page: number = 1 } = request;
    if (cursor !== undefined) return { ...(await this.after(walk, limit, cursor)), page: null };
    const skip = (number - 1) * limit;
    const [found, counted] = await Promise.all([
      // Pages go as far as is counted; what lies behind is read by cursor.
      skip < this.#lookedAt ? this.#find(walk, null, limit + 1, skip) : { rows: [], stoppedAt: null },
      this.#count(walk),
    ]);
    const page = { number, limit, ...counted, pages: Math.ceil(counted.total / limit) };
    return { ...cut(found, limit, walk.order), page };
  }

  /** Rows from the beginning, or after a cursor. */
  async after(walk: ListQuery, limit: number, cursor?: string): Promise<Omit<Page<T>, 'page'>> {
    const place = cursor === undefined ? null : parseCursor(cursor, walk.order);
    return cut(await this.#find(walk, place, limit + 1, 0), limit, walk.order);
  }

  async #find(walk: ListQuery, from: Place | null, wanted: number, skip: number): Promise<Found<T>> {
    const rows: T[] = [];
    let left = skip;
    let toLook = this.#lookedAt;
    for await (const { filter, size, isById } of this.#pieces.after(walk, from)) {
      const part = isById ? byIds(walk) : walk;
      // What is looked at whole need not be put in order before it is known what of it is kept.
      const most = keepsAll(walk) || size < toLook ? null : toLook;
      const after = left > 0 ? [{ $skip: left }] : [];
      const found = await this.#look(part, filter, most, [...after, { $limit: wanted - rows.length }]);
      rows.push(...found);
      if (rows.length === wanted) return { rows, stoppedAt: null };
      if (!keepsAll(walk) && size >= toLook) {
        const last = [{ $skip: toLook - 1 }, { $limit: 1 }];
        const [stoppedAt = null] = await this.#look({ ...part, residual: {} }, filter, null, last);
        return { rows, stoppedAt };
      }
      toLook -= size;
      if (left > 0) left = found.length > 0 ? 0 : left - (await this.#countPart(part, filter));
    }
    return { rows, stoppedAt: null };
  }

  async #count(walk: ListQuery): Promise<{ total: number; totalIsCapped: boolean }> {
    const counted = await this.#countPart(walk, {});
    const isCut = keepsAll(walk) ? counted > this.#lookedAt : await this.#isCut(walk);
    return { total: Math.min(counted, this.#lookedAt), totalIsCapped: isCut };
  }

  #countPart(walk: ListQuery, part: Filter): Promise<number> {
    const looked = [{ $match: { $and: [walk.indexed, part] } }, { $limit: this.#lookedAt + 1 }];
    return countRows(this.#model.collection, [...looked, { $match: walk.residual }], walk);
  }

  /** Whether more rows are there than are looked at. */
  async #isCut(walk: ListQuery): Promise<boolean> {
    const all = await this.#countPart({ ...walk, residual: {} }, {});
    return all > this.#lookedAt;
  }

  #look(
    { order, indexed, residual, hint }: ListQuery,
    part: Filter,
    most: number | null,
    then: mongo.Document[],
  ): Promise<T[]> {
    const byId = { _id: order.direction };
    const pipeline = [
      { $match: { $and: [indexed, part, ...(most === null ? [residual] : [])] } },
      { $sort: order.kind === 'id' ? byId : { [order.field]: order.direction, ...byId } },
      ...(most === null ? [] : [{ $limit: most }, { $match: residual }]),
      ...then,
    ];
    return this.#model.collection.aggregate<T>(pipeline, hint ? { hint } : {}).toArray();
  }
}

function cut<T extends WithId>(
  { rows, stoppedAt }: Found<T>,
  limit: number,
  order: Order,
): Omit<Page<T>, 'page'> {
  const data = rows.slice(0, limit);
  const last = rows.length > limit ? data.at(-1) : stoppedAt;
  return {
    data,
    nextCursor: last ? formatCursor(order, { value: placeValue(last, order), id: last._id }) : null,
  };
}

function placeValue(row: object, { field, kind }: Order): Date | string | null {
  if (kind === 'id') return null;
  const value = field
    .split('.')
    .reduce<unknown>((inner, name) => (inner as Record<string, unknown> | null)?.[name], row);
  return (value as Date | string | undefined) ?? null;
}
