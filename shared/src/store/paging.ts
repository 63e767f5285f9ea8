import type { Model, mongo, Types } from 'mongoose';
import { TOTAL_CAP } from '../api/common.ts';
import { type Axis, idAxis, timeAxis } from './axes.ts';
import { cursorOf, type Order, type OrderKind, type Place, placeOf } from './cursor.ts';
import { type Known, KnownLists } from './known-lists.ts';
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
/** A list of no more rows is read as a whole. */
const SHORT = 5_000;
/** And of a longer one so many at a time: a few pages, or more where few of them are kept. */
const SLICE = 500;
const KEPT_SLICE = 2_500;
/** So many of its texts tell where to cut a list that is ordered by them. */
const SAMPLE = 800;
/** A slice of so many times more than it should hold was cut badly. */
const BADLY = 4;

/** A slice, and where it is best read if not in the index of the list. */
interface Piece extends Slice {
  hint?: string;
}

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
  readonly #known = new KnownLists();

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
    for await (const { filter, size, hint } of this.#pieces(walk, from)) {
      const part = hint ? { ...walk, hint } : walk;
      // What is looked at whole need not be put in order before it is known what of it is kept.
      const most = keepsAll(walk) || size < toLook ? null : toLook;
      const after = left > 0 ? [{ $skip: left }] : [];
      const found = await this.#look(part, filter, most, [...after, { $limit: wanted - rows.length }]);
      rows.push(...found);
      if (rows.length === wanted) return { rows, stoppedAt: null };
      if (!keepsAll(walk) && size >= toLook) {
        const last = [{ $skip: toLook - 1 }, { $limit: 1 }];
        const [stoppedAt = null] = await this.#look({ ...part, keep: {} }, filter, null, last);
        return { rows, stoppedAt };
      }
      toLook -= size;
      if (left > 0) left = found.length > 0 ? 0 : left - (await this.#countPart(part, filter));
    }
    return { rows, stoppedAt: null };
  }

  /** What follows a place: in ranges that are short, where the list is long. */
  async *#pieces(walk: Walk, from: Place | null): AsyncGenerator<Piece> {
    const known = await this.#knownIfLong(walk);
    for (const { span, within } of partsOf(walk.order, from)) {
      if (!known) yield { filter: { $and: [within, rangeOf(span, null, null)] }, size: 0 };
      else yield* this.#piecesOf(walk, within, span, known);
    }
  }

  async *#piecesOf(walk: Walk, within: Filter, span: Span, known: Known): AsyncGenerator<Piece> {
    const most = this.#most(walk);
    const isMain = span.field === walk.order.field;
    const reach = isMain ? known.reach : this.#known.reachOf(known, within[walk.order.field]);
    const axis = await this.#axisOf(walk, span, known);
    const count = (filter: Filter) => this.#countUpTo(walk, { $and: [within, filter] }, most + 1);
    for await (const { filter, size, only } of slicesOf(span, axis, most, reach, count)) {
      const part = { $and: [within, filter] };
      if (size <= most) yield { filter: part, size };
      else if (only === undefined) yield await this.#dense(walk, part, span.kind, known);
      else yield* this.#piecesOf(walk, { [span.field]: only }, idsOf(walk.order, null), known);
    }
  }

  /** Too many rows that their axis does not tell apart. Only the index of the ids goes in order on every engine. */
  async #dense(walk: Walk, filter: Filter, kind: OrderKind, known: Known): Promise<Piece> {
    if (kind === 'id' && keepsAll(walk)) return { filter, size: 0, hint: '_id_' };
    const size = await this.#countUpTo(walk, filter, this.#lookedAt);
    if (kind === 'id') return { filter, size, hint: '_id_' };
    if (size > BADLY * this.#most(walk)) this.#known.cutBadly(known);
    return { filter, size };
  }

  #most(walk: Walk): number {
    return this.#slice ?? (keepsAll(walk) ? SLICE : KEPT_SLICE);
  }

  async #axisOf(walk: Walk, { kind }: Span, known: Known): Promise<Axis> {
    if (kind === 'text') return this.#known.textsOf(known, () => this.#someTexts(walk));
    return kind === 'id' ? idAxis() : timeAxis();
  }

  async #someTexts({ order, within, hint }: Walk): Promise<string[]> {
    const pipeline = [
      { $match: within },
      { $project: { _id: 0, text: `$${order.field}` } },
      { $sample: { size: SAMPLE } },
    ];
    const rows = this.#model.collection.aggregate<{ text: string }>(pipeline, hint ? { hint } : {});
    return (await rows.toArray()).map(({ text }) => text);
  }

  /** Asked each time of a short list, which costs little, and of a long one once. */
  async #knownIfLong(walk: Walk): Promise<Known | null> {
    const { field, direction } = walk.order;
    const key = JSON.stringify([field, direction, keepsAll(walk), walk.hint, walk.within]);
    const known = this.#known.get(key);
    if (known) return known;
    const short = this.#slice ?? Math.min(SHORT, this.#lookedAt);
    const isLong = (await this.#countUpTo(walk, {}, short + 1)) > short;
    return isLong ? this.#known.add(key) : null;
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
    most: number | null,
    then: mongo.Document[],
  ): Promise<T[]> {
    const byId = { _id: order.direction };
    const pipeline = [
      { $match: { $and: [within, part, ...(most === null ? [keep] : [])] } },
      { $sort: order.kind === 'id' ? byId : { [order.field]: order.direction, ...byId } },
      ...(most === null ? [] : [{ $limit: most }, { $match: keep }]),
      ...then,
    ];
    return this.#model.collection.aggregate<T>(pipeline, hint ? { hint } : {}).toArray();
  }
}

const keepsAll = ({ keep }: Walk): boolean => Object.keys(keep).length === 0;

/** One range of the index: what follows in a span, within rows of one value or all. */
interface Part {
  within: Filter;
  span: Span;
}

const idsOf = ({ direction }: Order, from: Types.ObjectId | null): Span => ({
  ...{ field: '_id', kind: 'id', direction, from },
});

/**
 * What follows a place, in parts that are each one range of the index: an `$or` of them would be sorted as a
 * whole.
 */
function partsOf(order: Order, from: Place | null): Part[] {
  const { field, kind, direction } = order;
  if (kind === 'id') return [{ within: {}, span: idsOf(order, from?.id ?? null) }];
  const equal = from ? [{ within: { [field]: from.value }, span: idsOf(order, from.id) }] : [];
  if (from?.value === null) return equal;
  const past: Part = { within: {}, span: { field, kind, direction, from: from?.value ?? null } };
  const without: Part = { within: { [field]: null }, span: idsOf(order, null) };
  return kind === 'text' ? [...equal, past] : [...equal, past, without];
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
