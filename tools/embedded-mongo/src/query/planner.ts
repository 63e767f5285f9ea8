import type { Document } from 'bson';
import { ServerError } from '../errors.ts';
import type { Collection, Index } from '../storage/catalog.ts';
import { numberPrefix } from '../storage/index-keys.ts';
import type { KeyPattern } from '../storage/key-encoding.ts';
import { prefixRange } from '../storage/store.ts';
import { type Bounds, boundsOf, type Edge } from './bounds.ts';
import { type Clause, clausesOf, filterOf } from './clauses.ts';
import { impliedBy } from './partial.ts';
import { fitSort } from './sort-fit.ts';

/** A stretch of an index. All keys in it begin with the same `prefixLength` bytes. */
interface PlannedRange {
  start: Buffer;
  end: Buffer;
  prefixLength: number;
}

/** Plan of a query. Without an index it reads all documents, by `_id`. */
export interface Plan {
  index: Index | undefined;
  ranges: PlannedRange[];
  /** The ranges are whole keys of a unique index: looked up, not scanned. */
  exact: boolean;
  reverse: boolean;
  /** The ranges are read side by side, so that what follows their prefixes comes in order. */
  merge: boolean;
  /** Documents come in the order asked for. */
  sorted: boolean;
  /** Conditions that the index does not guarantee, to be tested on each document. */
  residual: Document;
  score: number;
}

/** Query as in `find`. */
export interface QuerySpec {
  filter: Document;
  sort: KeyPattern;
  limit: number;
  hint?: string | Document | undefined;
}

const MAX_POINTS = 10_000;
const SCORE = { point: 10, points: 8, range: 5, partial: 3, sorted: 4, sortedLimit: 5, unique: 100 };

/** Chooses the index that leaves the least to read: equality first, then ranges, then the order. */
export function planQuery(collection: Collection, spec: QuerySpec): Plan {
  const clauses = clausesOf(spec.filter);
  const hinted = hintedIndex(collection, spec.hint);
  // Nothing is better than the id itself, and most writes name it.
  const byId = clauses.some(({ path, op }) => path === '_id' && op === '$eq')
    ? collection.indexes.slice(0, 1)
    : undefined;
  const candidates = (hinted ? [hinted] : (byId ?? collection.indexes)).map((index) =>
    planIndex(index, clauses, spec),
  );
  const usable = candidates.filter((plan): plan is Plan => plan !== undefined);
  if (hinted && !usable[0]) throw new ServerError(2, `hint ${hinted.name} cannot serve this query`);
  const [best] = usable.sort((a, b) => b.score - a.score || keyCount(a) - keyCount(b));
  return best && (hinted || best.score > 0) ? best : fullScan(collection, spec);
}

function keyCount(plan: Plan): number {
  return plan.index?.key.length ?? 0;
}

function hintedIndex(collection: Collection, hint: string | Document | undefined): Index | undefined {
  if (hint === undefined || (typeof hint === 'object' && '$natural' in hint)) return undefined;
  const wanted = typeof hint === 'string' ? hint : JSON.stringify(Object.entries(hint));
  const found = collection.indexes.find(({ name, key }) => name === wanted || JSON.stringify(key) === wanted);
  if (!found) throw new ServerError(2, 'hint provided does not correspond to an existing index');
  return found;
}

function fullScan(collection: Collection, { filter, sort }: QuerySpec): Plan {
  const range = { ...prefixRange(numberPrefix(collection.id)), prefixLength: 4 };
  const sorted = sort.length === 0;
  return {
    index: undefined,
    ranges: [range],
    exact: false,
    reverse: false,
    merge: false,
    sorted,
    residual: filter,
    score: 0,
  };
}

function planIndex(index: Index, clauses: Clause[], spec: QuerySpec): Plan | undefined {
  const partial = index.options.partialFilterExpression;
  const guaranteed = partial ? impliedBy(partial, clauses) : [];
  if (!guaranteed) return undefined;
  const bounds = leadingBounds(index, clauses);
  if (index.options.sparse && !bounds.some(excludesMissing)) return undefined;
  const covered = new Set([...guaranteed, ...bounds.flatMap((bound) => bound.covered)]);
  const ranges = rangesOf(index, bounds);
  const fit = fitSort(index, bounds, clauses, spec.sort, ranges.length);
  const exact = index.unique && bounds.length === index.key.length && bounds.every(({ points }) => points);
  return {
    index,
    ranges: fit?.reverse && !fit.merge ? ranges.reverse() : ranges,
    exact,
    reverse: fit?.reverse ?? false,
    merge: fit?.merge ?? false,
    sorted: fit !== undefined,
    residual: filterOf(clauses.filter((clause) => !covered.has(clause))),
    score: scoreOf(
      bounds,
      { partial: Boolean(partial), exact, sorted: Boolean(fit) && spec.sort.length > 0 },
      spec.limit,
    ),
  };
}

/** Bounds of the index's first fields, up to and with the first that is not bound to single values. */
function leadingBounds(index: Index, clauses: Clause[]): Bounds[] {
  const found: Bounds[] = [];
  let points = 1;
  for (const [path, direction] of index.key) {
    const own = clauses.filter((clause) => clause.path === path);
    const bounds = boundsOf(own, direction, index.multikey.includes(path));
    points *= bounds?.points?.length ?? 1;
    if (!bounds || points > MAX_POINTS) break;
    found.push(bounds);
    if (bounds.range) break;
  }
  return found;
}

function excludesMissing(bounds: Bounds): boolean {
  return bounds.range !== undefined || bounds.covered.length > 0;
}

function rangesOf(index: Index, bounds: Bounds[]): PlannedRange[] {
  let prefixes = [numberPrefix(index.id)];
  for (const { points } of bounds) {
    if (points)
      prefixes = prefixes.flatMap((prefix) => points.map((point) => Buffer.concat([prefix, point])));
  }
  const last = bounds.at(-1)?.range;
  return inOrder(prefixes).map((prefix) => {
    if (!last) return { ...prefixRange(prefix), prefixLength: prefix.length };
    return { start: keyAt(prefix, last.low), end: keyAt(prefix, last.high), prefixLength: prefix.length };
  });
}

function inOrder(prefixes: Buffer[]): Buffer[] {
  const sorted = prefixes.sort(Buffer.compare);
  return sorted.filter((prefix, i) => i === 0 || !prefix.equals(sorted[i - 1] as Buffer));
}

function keyAt(prefix: Buffer, { bytes, after }: Edge): Buffer {
  return Buffer.concat([prefix, bytes, Buffer.alloc(after ? 1 : 0, 0xff)]);
}

function scoreOf(
  bounds: Bounds[],
  has: { partial: boolean; exact: boolean; sorted: boolean },
  limit: number,
): number {
  let score = has.partial ? SCORE.partial : 0;
  for (const { points } of bounds) {
    if (!points) score += SCORE.range;
    else score += points.length === 1 ? SCORE.point : SCORE.points;
  }
  if (has.exact) score += SCORE.unique;
  if (has.sorted) score += limit ? SCORE.sortedLimit : SCORE.sorted;
  return score;
}
