import type { OrderKind, Place } from '../cursor.ts';
import {
  countScanned,
  type Filter,
  hasResidual,
  hintOf,
  type ListCollection,
  type ListQuery,
} from '../list-query.ts';
import { idRange, type OrderedRange, rangeFilter, type Segment, segmentsAfter } from '../segments.ts';
import { idKeySpace, type KeySpace, timeKeySpace } from './key-space.ts';
import { type ListStatistics, RangeStatistics } from './range-statistics.ts';
import { type Slice, splitRange } from './split-range.ts';

/** A list of no more rows is read as a whole. */
const SHORT_LIST = 5_000;
/** The rows of one range of a longer list: a few pages, or more where few of the rows are kept. */
const RANGE_SIZE = 500;
const RESIDUAL_RANGE_SIZE = 2_500;
/** The number of its texts that show where to cut a list that is ordered by them. */
const SAMPLE_SIZE = 800;
/** A range that holds this many times more than it should was cut badly. */
const BADLY_CUT = 4;

/** A range that is read at once. */
export interface ScanRange {
  filter: Filter;
  size: number;
  /** It is read in the order of its ids, which is that of the list there, and by their index. */
  isById?: true;
}

/** Lists of one collection, in ranges that the engine reads at once. */
export class RangeScan {
  readonly #collection: ListCollection;
  readonly #scanLimit: number;
  readonly #rangeSize: number | undefined;
  readonly #statistics = new RangeStatistics();

  /**
   * @param scanLimit the number of rows that are scanned for one answer
   * @param rangeSize the number of rows that a range may hold, and a list that is read as a whole
   */
  constructor(collection: ListCollection, scanLimit: number, rangeSize: number | undefined) {
    this.#collection = collection;
    this.#scanLimit = scanLimit;
    this.#rangeSize = rangeSize;
  }

  /** Gives the rows after a place: as a whole where the list is short, in short ranges where it is long. */
  async *after(query: ListQuery, place: Place | null): AsyncGenerator<ScanRange> {
    const statistics = await this.#statisticsIfLong(query);
    for (const segment of segmentsAfter(query.order, place)) {
      if (statistics) yield* this.#split(query, segment, statistics);
      else yield { filter: { $and: [segment.equal, rangeFilter(segment.range)] }, size: 0 };
    }
  }

  async *#split(
    query: ListQuery,
    { equal, range }: Segment,
    statistics: ListStatistics,
  ): AsyncGenerator<ScanRange> {
    const most = this.#most(query);
    const { field } = query.order;
    const reach =
      range.field === field ? statistics.reach : this.#statistics.reachAt(statistics, equal[field]);
    const keySpace = await this.#keySpaceOf(query, range, statistics);
    const count = (filter: Filter) => this.#countUpTo(query, { $and: [equal, filter] }, most + 1);
    for await (const { filter, size, only } of splitRange(range, keySpace, most, reach, count)) {
      const whole = { $and: [equal, filter] };
      if (size <= most) yield { filter: whole, size };
      else if (only === undefined) yield await this.#denseRange(query, whole, range.kind, statistics);
      else yield* this.#split(query, segmentAt(query, range, only), statistics);
    }
  }

  /** Too many rows that their values do not tell apart. Only the index of the ids goes in order on every engine. */
  async #denseRange(
    query: ListQuery,
    filter: Filter,
    kind: OrderKind,
    statistics: ListStatistics,
  ): Promise<ScanRange> {
    if (kind === 'id' && !hasResidual(query)) return { filter, size: 0, isById: true };
    const size = await this.#countUpTo(query, filter, this.#scanLimit);
    if (kind === 'id') return { filter, size, isById: true };
    if (size > BADLY_CUT * this.#most(query)) this.#statistics.reportBadCut(statistics);
    return { filter, size };
  }

  #most(query: ListQuery): number {
    return this.#rangeSize ?? (hasResidual(query) ? RESIDUAL_RANGE_SIZE : RANGE_SIZE);
  }

  async #keySpaceOf(query: ListQuery, { kind }: OrderedRange, statistics: ListStatistics): Promise<KeySpace> {
    if (kind === 'text') return this.#statistics.textsOf(statistics, () => this.#sampleTexts(query));
    return kind === 'id' ? idKeySpace() : timeKeySpace();
  }

  async #sampleTexts(query: ListQuery): Promise<string[]> {
    const pipeline = [
      { $match: query.indexed },
      { $project: { _id: 0, text: `$${query.order.field}` } },
      { $sample: { size: SAMPLE_SIZE } },
    ];
    const rows = await this.#collection.aggregate<{ text: string }>(pipeline, hintOf(query)).toArray();
    return rows.map(({ text }) => text);
  }

  /** Counts a short list each time, which costs little, and a long one once. */
  async #statisticsIfLong(query: ListQuery): Promise<ListStatistics | null> {
    const { field, direction } = query.order;
    const key = JSON.stringify([field, direction, hasResidual(query), query.hint, query.indexed]);
    const known = this.#statistics.get(key);
    if (known) return known;
    const short = this.#rangeSize ?? Math.min(SHORT_LIST, this.#scanLimit);
    const isLong = (await this.#countUpTo(query, {}, short + 1)) > short;
    return isLong ? this.#statistics.add(key) : null;
  }

  #countUpTo(query: ListQuery, range: Filter, most: number): Promise<number> {
    return countScanned(this.#collection, query, range, most);
  }
}

/** Builds the segment of the rows of one value, to be split by their ids. */
const segmentAt = (query: ListQuery, { field }: OrderedRange, value: Slice['only']): Segment => ({
  equal: { [field]: value },
  range: idRange(query.order, null),
});
