import type { Model, mongo, Types } from 'mongoose';
import { TOTAL_CAP } from '../api/common.ts';
import { cursorOf, type Order, type Place, placeOf } from './cursor.ts';
import { rangeOf, type Slice, type Span, slicesOf } from './slices.ts';

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

/** A list in the order of an index. */
export interface Walk {
  order: Order;
  /** Equality and ranges that the index serves: all rows that it gives are looked at. */
  within: Filter;
  /** What is asked of each row that is looked at, by no index; empty for none. */
  keep: Filter;
  /** The index that goes in this order; without it the planner may sort all that there is. */
  hint?: string;
}

/**
 * So many rows are looked at for one answer. Where few of very many are to be kept, a page may hold fewer
 * than asked for, and its cursor leads on from where the look ended.
 */
const LOOKED_AT = TOTAL_CAP;
const REMEMBERED = 1_000;
/** A list of no more rows is read as a whole. */
const SHORT = 5_000;
/** And of a longer one so many at a time: a few pages, or more where few of them are kept. */
const SLICE = 500;
const KEPT_SLICE = 2_500;

interface Found<T> {
  rows: T[];
  /** Where the look ended before the list did. */
  stoppedAt: T | null;
}

/** Reads lists of one collection, in bounded steps. */
export class Pages<T extends WithId> {
  readonly #model: Model<T>;
  readonly #lookedAt: number;
  readonly #slice: number | undefined;
  /** Lists that are known to be long. */
  readonly #long = new Set<string>();

  constructor(model: Model<T>, lookedAt = LOOKED_AT, slice?: number) {
    this.#model = model;
    this.#lookedAt = lookedAt;
    this.#slice = slice;
  }

  /** Rows after the cursor, without a page; or those of a page, which is counted up to TOTAL_CAP. */
  async read(walk: Walk, request: PageRequest): Promise<Page<T>> {
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
  async after(walk: Walk, limit: number, cursor?: string): Promise<Omit<Page<T>, 'page'>> {
    const place = cursor === undefined ? null : placeOf(cursor, walk.order);
    return cut(await this.#find(walk, place, limit + 1, 0), limit, walk.order);
  }

  async #find(walk: Walk, from: Place | null, wanted: number, skip: number): Promise<Found<T>> {
    const rows: T[] = [];
    let left = skip;
    let toLook = this.#lookedAt;
    for await (const { filter, size } of this.#slices(walk, from)) {
      const after = left > 0 ? [{ $skip: left }] : [];
      const found = await this.#look(walk, filter, toLook, [...after, { $limit: wanted - rows.length }]);
      rows.push(...found);
      if (rows.length === wanted) return { rows, stoppedAt: null };
      if (!keepsAll(walk) && size >= toLook) {
        const last = [{ $skip: toLook - 1 }, { $limit: 1 }];
        const [stoppedAt = null] = await this.#look({ ...walk, keep: {} }, filter, toLook, last);
        return { rows, stoppedAt };
      }
      toLook -= size;
      if (left > 0) left = found.length > 0 ? 0 : left - (await this.#countPart(walk, filter));
    }
    return { rows, stoppedAt: null };
  }

  /** What follows a place: in ranges that are short, where the list is long and can be cut. */
  async *#slices(walk: Walk, from: Place | null): AsyncGenerator<Slice> {
    const isLong = await this.#isLong(walk);
    for (const { span, within } of partsOf(walk.order, from)) {
      if (!isLong || !span) {
        yield { filter: rangeAfter(span, within), size: isLong ? this.#lookedAt : 0 };
        continue;
      }
      const most = this.#slice ?? (keepsAll(walk) ? SLICE : KEPT_SLICE);
      const count = (filter: Filter) => this.#countUpTo(walk, { $and: [within, filter] }, most + 1);
      for await (const { filter, size } of slicesOf(span, most, count))
        yield { filter: { $and: [within, filter] }, size };
    }
  }

  /** Asked each time of a short list, which costs little, and of a long one once. */
  async #isLong(walk: Walk): Promise<boolean> {
    const key = JSON.stringify([walk.hint, walk.within]);
    if (this.#long.has(key)) return true;
    const short = this.#slice ?? Math.min(SHORT, this.#lookedAt);
    const isLong = (await this.#countUpTo(walk, {}, short + 1)) > short;
    if (this.#long.size >= REMEMBERED) this.#long.clear();
    if (isLong) this.#long.add(key);
    return isLong;
  }

  async #countUpTo({ within, hint }: Walk, part: Filter, most: number): Promise<number> {
    const pipeline = [{ $match: { $and: [within, part] } }, { $limit: most }, { $count: 'rows' }];
    return this.#rows(pipeline, hint);
  }

  async #count(walk: Walk): Promise<{ total: number; totalIsCapped: boolean }> {
    const counted = await this.#countPart(walk, {});
    const isCut = keepsAll(walk) ? counted > this.#lookedAt : await this.#isCut(walk);
    return { total: Math.min(counted, this.#lookedAt), totalIsCapped: isCut };
  }

  #countPart({ within, keep, hint }: Walk, part: Filter): Promise<number> {
    const looked = [{ $match: { $and: [within, part] } }, { $limit: this.#lookedAt + 1 }];
    return this.#rows([...looked, { $match: keep }, { $count: 'rows' }], hint);
  }

  async #rows(pipeline: mongo.Document[], hint: string | undefined): Promise<number> {
    const options = hint ? { hint } : {};
    const [counted] = await this.#model.collection.aggregate<{ rows: number }>(pipeline, options).toArray();
    return counted?.rows ?? 0;
  }

  /** Whether more rows are there than are looked at. */
  async #isCut(walk: Walk): Promise<boolean> {
    const all = await this.#countPart({ ...walk, keep: {} }, {});
    return all > this.#lookedAt;
  }

  #look(
    { order, within, keep, hint }: Walk,
    part: Filter,
    most: number,
    then: mongo.Document[],
  ): Promise<T[]> {
    const byId = { _id: order.direction };
    const pipeline = [
      { $match: { $and: [within, part] } },
      { $sort: order.kind === 'id' ? byId : { [order.field]: order.direction, ...byId } },
      ...(Object.keys(keep).length === 0 ? [] : [{ $limit: most }, { $match: keep }]),
      ...then,
    ];
    return this.#model.collection.aggregate<T>(pipeline, hint ? { hint } : {}).toArray();
  }
}

const rangeAfter = (span: Span | null, within: Filter): Filter =>
  span ? { $and: [within, rangeOf(span, null, null)] } : within;

const keepsAll = ({ keep }: Walk): boolean => Object.keys(keep).length === 0;

/** One range of the index; a span where it can be cut. */
interface Part {
  within: Filter;
  span: Span | null;
}

/**
 * What follows a place, in parts that are each one range of the index: an `$or` of them would be sorted as a
 * whole.
 */
function partsOf({ field, kind, direction }: Order, from: Place | null): Part[] {
  const byId = (within: Filter, id: Types.ObjectId | null): Part => ({
    within,
    span: { field: '_id', kind: 'id', direction, from: id },
  });
  if (kind === 'id') return [byId({}, from?.id ?? null)];
  const without = byId({ [field]: null }, null);
  if (from?.value === null) return [byId({ [field]: null }, from.id)];
  const beside = from ? [byId({ [field]: from.value }, from.id)] : [];
  if (kind === 'text') {
    const past = direction === 1 ? '$gt' : '$lt';
    return [...beside, { within: from ? { [field]: { [past]: from.value } } : {}, span: null }];
  }
  const span: Span = { field, kind, direction, from: from ? (from.value as Date) : null };
  return [...beside, { within: {}, span }, without];
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
    nextCursor: last ? cursorOf(order, { value: placeValue(last, order), id: last._id }) : null,
  };
}

function placeValue(row: object, { field, kind }: Order): Date | string | null {
  if (kind === 'id') return null;
  const value = field
    .split('.')
    .reduce<unknown>((inner, name) => (inner as Record<string, unknown> | null)?.[name], row);
  return (value as Date | string | undefined) ?? null;
}
