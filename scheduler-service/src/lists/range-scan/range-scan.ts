import type { mongo } from 'mongoose';
import type { OrderKind, Place } from '../cursor.ts';
import { countRows, idsOf, keepsAll, type ListQuery, partsOf } from '../list-query.ts';
import { idKeySpace, type KeySpace, timeKeySpace } from './key-space.ts';
import { type Known, RangeStatistics } from './range-statistics.ts';
import { rangeOf, type Slice, type Span, splitRange } from './split-range.ts';

type Filter = mongo.Document;

/** A list of no more rows is read as a whole. */
const SHORT = 5_000;
/** And of a longer one so many at a time: a few pages, or more where few of them are kept. */
const SLICE = 500;
const KEPT_SLICE = 2_500;
/** So many of its texts tell where to cut a list that is ordered by them. */
const SAMPLE = 800;
/** A slice of so many times more than it should hold was cut badly. */
const BADLY = 4;

/** A slice. */
export interface ScanRange extends Slice {
  /** It is read in the order of its ids, which is that of the list there, and by their index. */
  isById?: true;
}

/** Lists of one collection, in pieces that the engine reads at once. */
export class RangeScan {
  readonly #collection: Pick<mongo.Collection, 'aggregate'>;
  readonly #lookedAt: number;
  readonly #slice: number | undefined;
  readonly #known = new RangeStatistics();

  /**
   * @param lookedAt so many rows are looked at for one answer
   * @param slice how many rows a piece may hold, and a list that is read as a whole
   */
  constructor(collection: Pick<mongo.Collection, 'aggregate'>, lookedAt: number, slice: number | undefined) {
    this.#collection = collection;
    this.#lookedAt = lookedAt;
    this.#slice = slice;
  }

  /** What follows a place: in ranges that are short, where the list is long. */
  async *after(walk: ListQuery, from: Place | null): AsyncGenerator<ScanRange> {
    const known = await this.#knownIfLong(walk);
    for (const { span, within } of partsOf(walk.order, from)) {
      if (!known) yield { filter: { $and: [within, rangeOf(span, null, null)] }, size: 0 };
      else yield* this.#piecesOf(walk, within, span, known);
    }
  }

  async *#piecesOf(walk: ListQuery, within: Filter, span: Span, known: Known): AsyncGenerator<ScanRange> {
    const most = this.#most(walk);
    const isMain = span.field === walk.order.field;
    const reach = isMain ? known.reach : this.#known.reachOf(known, within[walk.order.field]);
    const axis = await this.#axisOf(walk, span, known);
    const count = (filter: Filter) => this.#countUpTo(walk, { $and: [within, filter] }, most + 1);
    for await (const { filter, size, only } of splitRange(span, axis, most, reach, count)) {
      const part = { $and: [within, filter] };
      if (size <= most) yield { filter: part, size };
      else if (only === undefined) yield await this.#dense(walk, part, span.kind, known);
      else yield* this.#piecesOf(walk, { [span.field]: only }, idsOf(walk.order, null), known);
    }
  }

  /** Too many rows that their axis does not tell apart. Only the index of the ids goes in order on every engine. */
  async #dense(walk: ListQuery, filter: Filter, kind: OrderKind, known: Known): Promise<ScanRange> {
    if (kind === 'id' && keepsAll(walk)) return { filter, size: 0, isById: true };
    const size = await this.#countUpTo(walk, filter, this.#lookedAt);
    if (kind === 'id') return { filter, size, isById: true };
    if (size > BADLY * this.#most(walk)) this.#known.cutBadly(known);
    return { filter, size };
  }

  #most(walk: ListQuery): number {
    return this.#slice ?? (keepsAll(walk) ? SLICE : KEPT_SLICE);
  }

  async #axisOf(walk: ListQuery, { kind }: Span, known: Known): Promise<KeySpace> {
    if (kind === 'text') return this.#known.textsOf(known, () => this.#someTexts(walk));
    return kind === 'id' ? idKeySpace() : timeKeySpace();
  }

  async #someTexts({ order, indexed, hint }: ListQuery): Promise<string[]> {
    const pipeline = [
      { $match: indexed },
      { $project: { _id: 0, text: `$${order.field}` } },
      { $sample: { size: SAMPLE } },
    ];
    const rows = this.#collection.aggregate<{ text: string }>(pipeline, hint ? { hint } : {});
    return (await rows.toArray()).map(({ text }) => text);
  }

  /** Asked each time of a short list, which costs little, and of a long one once. */
  async #knownIfLong(walk: ListQuery): Promise<Known | null> {
    const { field, direction } = walk.order;
    const key = JSON.stringify([field, direction, keepsAll(walk), walk.hint, walk.indexed]);
    const known = this.#known.get(key);
    if (known) return known;
    const short = this.#slice ?? Math.min(SHORT, this.#lookedAt);
    const isLong = (await this.#countUpTo(walk, {}, short + 1)) > short;
    return isLong ? this.#known.add(key) : null;
  }

  #countUpTo(walk: ListQuery, part: Filter, most: number): Promise<number> {
    return countRows(this.#collection, [{ $match: { $and: [walk.indexed, part] } }, { $limit: most }], walk);
  }
}
