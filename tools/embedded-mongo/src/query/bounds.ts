import { Binary, Long, ObjectId } from 'bson';
import {
  encodeComponent,
  HASH_BYTES,
  invert,
  isCut,
  KEPT_BYTES,
  TYPE_ORDER,
} from '../storage/key-encoding.ts';
import { isDocument } from '../storage/paths.ts';
import type { Clause } from './clauses.ts';

/** One end of a range of encoded values: at `bytes`, or after everything that begins with them. */
export interface Edge {
  bytes: Buffer;
  after: boolean;
}

/** Range of an index that conditions on one field allow. Conditions in `covered` need not be tested again. */
export interface Bounds {
  points?: Buffer[];
  range?: { low: Edge; high: Edge };
  covered: Clause[];
}

const RANGE_OPS = new Set(['$gt', '$gte', '$lt', '$lte']);

/** The bounds that `clauses` (all on one path) give, or undefined if an index cannot serve them. */
export function boundsOf(clauses: Clause[], direction: 1 | -1, multikey: boolean): Bounds | undefined {
  const bounds = pointBounds(clauses) ?? rangeBounds(clauses, multikey);
  return bounds && direction === -1 ? inverted(bounds) : bounds;
}

function pointBounds(clauses: Clause[]): Bounds | undefined {
  const clause =
    clauses.find(({ op, value }) => op === '$eq' && isIndexable(value)) ??
    clauses.find(({ op, value }) => op === '$in' && Array.isArray(value) && value.every(isIndexable));
  if (!clause) return undefined;
  const values = clause.op === '$eq' ? [clause.value] : (clause.value as unknown[]);
  // An index does not tell null from missing, nor documents whose fields stand in another order.
  const exact = values.every((value) => value !== null && !isDocument(value));
  return { points: values.map(encodeComponent), covered: exact ? [clause] : [] };
}

function isIndexable(value: unknown): boolean {
  return (
    value === null ||
    isDocument(value) ||
    typeof value === 'boolean' ||
    isOrdered(value) ||
    value instanceof Binary
  );
}

function isOrdered(value: unknown): boolean {
  if (typeof value === 'number') return !Number.isNaN(value);
  return (
    typeof value === 'string' || value instanceof Date || value instanceof ObjectId || value instanceof Long
  );
}

// Several conditions on an array may be met by several of its elements, so only one may bound the scan.
function rangeBounds(clauses: Clause[], multikey: boolean): Bounds | undefined {
  const ordered = clauses.filter(({ op, value }) => RANGE_OPS.has(op) && isOrdered(value));
  const [first] = ordered;
  if (!first) return undefined;
  const type = encodeComponent(first.value)[0] as number;
  const used = multikey ? [first] : ordered.filter(({ value }) => encodeComponent(value)[0] === type);
  let { low, high } = wholeType(type);
  for (const { op, value } of used) {
    const edge = edgeAt(op, encodeComponent(value));
    if (op === '$gt' || op === '$gte') low = compareEdges(edge, low) > 0 ? edge : low;
    else high = compareEdges(edge, high) < 0 ? edge : high;
  }
  return { range: { low, high }, covered: used.filter(({ value }) => !isCut(encodeComponent(value))) };
}

// Ranges never reach into another type: no two types have neighbouring numbers. NaN is a number, but in no range: it is the least one.
function wholeType(type: number): { low: Edge; high: Edge } {
  const low = type === TYPE_ORDER.number ? { bytes: encodeComponent(Number.NaN), after: true } : undefined;
  return {
    low: low ?? { bytes: Buffer.from([type - 1]), after: true },
    high: { bytes: Buffer.from([type + 1]), after: false },
  };
}

function edgeAt(op: string, component: Buffer): Edge {
  const upper = op === '$gt' || op === '$lte';
  if (!isCut(component)) return { bytes: component, after: upper };
  // What follows the cut is a hash: let everything with this beginning in, and test it afterwards.
  const kept = component.subarray(0, KEPT_BYTES);
  const isHigh = op === '$lt' || op === '$lte';
  return { bytes: isHigh ? Buffer.concat([kept, Buffer.alloc(HASH_BYTES, 0xff)]) : kept, after: isHigh };
}

function compareEdges(a: Edge, b: Edge): number {
  return Buffer.compare(a.bytes, b.bytes) || Number(a.after) - Number(b.after);
}

function inverted({ points, range, covered }: Bounds): Bounds {
  if (points) return { points: points.map(invert), covered };
  const turn = (edge: Edge): Edge => ({ bytes: invert(edge.bytes), after: !edge.after });
  return range ? { range: { low: turn(range.high), high: turn(range.low) }, covered } : { covered };
}
