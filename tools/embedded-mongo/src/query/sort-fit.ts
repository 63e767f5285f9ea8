import type { Index } from '../storage/catalog.ts';
import type { KeyPattern } from '../storage/key-encoding.ts';
import type { Bounds } from './bounds.ts';
import type { Clause } from './clauses.ts';

/** Fit of an index's order to a sort. */
export interface SortFit {
  reverse: boolean;
  /** The ranges must be read side by side: the sort begins after the fields that have several values. */
  merge: boolean;
}

const MAX_MERGED_RANGES = 500;

/** Tells whether reading the index within `bounds` gives the order of `sort`; undefined if it does not. */
export function fitSort(
  index: Index,
  bounds: Bounds[],
  clauses: Clause[],
  sort: KeyPattern,
  ranges: number,
): SortFit | undefined {
  if (sort.length === 0) return { reverse: false, merge: false };
  if (index.cut || sort.some(([field]) => index.multikey.includes(field))) return undefined;
  const constant = constantFields(index, clauses);
  const wanted = sort.filter(([field]) => !constant.has(field));
  const fields = orderOf(index);
  const direct = follows(fields, wanted, constant);
  if (direct !== undefined) return { reverse: direct, merge: false };
  const pointFields = bounds.filter(({ points }) => points).length;
  if (ranges > MAX_MERGED_RANGES) return undefined;
  const merged = follows(fields.slice(pointFields), wanted, constant);
  return merged === undefined ? undefined : { reverse: merged, merge: true };
}

// Among equals of a non-unique index the entries stand by _id, which a unique one decides by itself.
function orderOf(index: Index): KeyPattern {
  const hasId = index.key.some(([field]) => field === '_id');
  return hasId || index.unique ? index.key : [...index.key, ['_id', 1]];
}

function constantFields(index: Index, clauses: Clause[]): Set<string> {
  const equal = clauses.filter(
    ({ op, value }) => op === '$eq' && value !== null && typeof value !== 'object',
  );
  const ids = clauses.filter(
    ({ op, value }) => op === '$eq' && typeof value === 'object' && value && '_bsontype' in value,
  );
  return new Set([...equal, ...ids].map(({ path }) => path).filter((path) => !index.multikey.includes(path)));
}

// undefined: the order is another one; otherwise whether to read backwards.
function follows(fields: KeyPattern, wanted: KeyPattern, constant: Set<string>): boolean | undefined {
  let reverse: boolean | undefined;
  let at = 0;
  for (const [field, direction] of wanted) {
    while (at < fields.length && fields[at]?.[0] !== field && constant.has(fields[at]?.[0] as string)) at++;
    const next = fields[at++];
    if (next?.[0] !== field) return undefined;
    const backwards = next[1] !== direction;
    if (reverse !== undefined && reverse !== backwards) return undefined;
    reverse = backwards;
  }
  return reverse ?? false;
}
