import { type Document, deserialize } from 'bson';
import type { Collection } from '../storage/catalog.ts';
import { type Store, scanRange, type Table } from '../storage/store.ts';
import { documentKey } from '../storage/writer.ts';
import { DECODE } from '../wire/limits.ts';
import { compileFilter } from './filter.ts';
import type { Plan } from './planner.ts';

const COLLECTION_PREFIX_BYTES = 4;

/** A document as it was found; decoded only when somebody looks into it. */
export class Found {
  readonly id: Buffer;
  readonly raw: Buffer;
  #document: Document | undefined;

  constructor(id: Buffer, raw: Buffer) {
    this.id = id;
    this.raw = raw;
  }

  get document(): Document {
    this.#document ??= deserialize(this.raw, DECODE);
    return this.#document;
  }
}

/** Numbers of keys and documents that were read. */
export interface ScanStats {
  keys: number;
  documents: number;
}

/** Reads what a plan finds, in its order, one by one: who has enough stops. */
export function* scan(
  store: Store,
  collection: Collection,
  plan: Plan,
  stats: ScanStats,
  variables?: Document,
): Generator<Found> {
  const matches = Object.keys(plan.residual).length ? compileFilter(plan.residual, variables) : undefined;
  for (const found of candidates(store, collection, plan, stats)) {
    stats.documents++;
    if (!matches || matches(found.document)) yield found;
  }
}

function* candidates(store: Store, collection: Collection, plan: Plan, stats: ScanStats): Generator<Found> {
  const isPrimary = !plan.index || plan.index.id === collection.id;
  const table = isPrimary ? store.documents : store.entries;
  const seen = plan.index?.multikey.length ? new Set<string>() : undefined;
  for (const { key, value } of entries(table, plan)) {
    stats.keys++;
    if (isPrimary) {
      yield new Found(key.subarray(COLLECTION_PREFIX_BYTES), value);
      continue;
    }
    if (seen && seen.size === seen.add(value.toString('latin1')).size) continue;
    const raw = store.documents.get(documentKey(collection, value));
    if (raw) yield new Found(value, raw);
  }
}

type Entry = { key: Buffer; value: Buffer };

function* entries(table: Table, plan: Plan): Generator<Entry> {
  if (plan.exact) {
    for (const { start } of plan.ranges) {
      const value = table.get(start);
      if (value) yield { key: start, value };
    }
  } else if (plan.merge && plan.ranges.length > 1) yield* merged(table, plan);
  else for (const range of plan.ranges) yield* scanRange(table, range, plan.reverse);
}

interface Source {
  iterator: Iterator<Entry>;
  prefixLength: number;
  entry: Entry;
  /** Bytes that order this entry among those of the other ranges. */
  rest: Buffer;
}

// Always gives the entry whose key is the first (or, backwards, the last) after its range's prefix.
function* merged(table: Table, plan: Plan): Generator<Entry> {
  const sign = plan.reverse ? -1 : 1;
  const sources: Source[] = [];
  const enqueue = (iterator: Iterator<Entry>, prefixLength: number) => {
    const { done, value } = iterator.next();
    if (done) return;
    const source = { iterator, prefixLength, entry: value, rest: value.key.subarray(prefixLength) };
    sources.splice(placeOf(source.rest, sources, sign), 0, source);
  };
  for (const range of plan.ranges)
    enqueue(scanRange(table, range, plan.reverse)[Symbol.iterator](), range.prefixLength);
  try {
    for (let first = sources.shift(); first; first = sources.shift()) {
      yield first.entry;
      enqueue(first.iterator, first.prefixLength);
    }
  } finally {
    for (const { iterator } of sources) iterator.return?.();
  }
}

function placeOf(rest: Buffer, sources: Source[], sign: number): number {
  let [low, high] = [0, sources.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (Buffer.compare((sources[middle] as Source).rest, rest) * sign <= 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
