import { type Document, serialize } from 'bson';
import { ServerError } from '../errors.ts';
import { encodeComponent } from '../storage/key-encoding.ts';
import { type Clause, clausesOf } from './clauses.ts';

const ALLOWED = new Set(['$eq', '$exists', '$gt', '$gte', '$lt', '$lte', '$type', '$in', '$or']);
const LOWER = new Set(['$gt', '$gte', '$eq']);
const UPPER = new Set(['$lt', '$lte', '$eq']);

/** Throws 67 for conditions that MongoDB does not take in a partial index either. */
export function checkPartialFilter(filter: Document): void {
  for (const { op, value } of clausesOf(filter)) {
    if (!ALLOWED.has(op) || (op === '$exists' && value !== true && value !== 1)) {
      throw new ServerError(67, `unsupported expression in partial index: ${op}: ${JSON.stringify(value)}`);
    }
  }
}

/**
 * If every document that meets `query` is in an index with this partial filter, the conditions of the query
 * that the index guarantees by itself; otherwise undefined.
 */
export function impliedBy(partial: Document, query: Clause[]): Clause[] | undefined {
  const guaranteed: Clause[] = [];
  for (const needed of clausesOf(partial)) {
    const same = query.find((clause) => isSame(clause, needed));
    if (same) guaranteed.push(same);
    else if (!query.some((clause) => clause.path === needed.path && implies(clause, needed)))
      return undefined;
  }
  return guaranteed;
}

function isSame(a: Clause, b: Clause): boolean {
  if (a.path !== b.path || a.op !== b.op) return false;
  return Buffer.from(serialize({ v: a.value })).equals(serialize({ v: b.value }));
}

function implies(given: Clause, needed: Clause): boolean {
  if (!given.path || !['$eq', '$in', '$gt', '$gte', '$lt', '$lte'].includes(given.op)) return false;
  const values = given.op === '$in' ? (given.value as unknown[]) : [given.value];
  if (values.some((value) => value === null || (typeof value === 'object' && value.constructor === Object)))
    return false;
  if (needed.op === '$exists') return true;
  if (needed.op === '$eq' || needed.op === '$in') return isWithin(given, values, needed);
  return values.every((value) => staysInRange(given.op === '$in' ? '$eq' : given.op, value, needed));
}

function isWithin(given: Clause, values: unknown[], needed: Clause): boolean {
  if (given.op !== '$eq' && given.op !== '$in') return false;
  const allowed = needed.op === '$eq' ? [needed.value] : (needed.value as unknown[]);
  return values.every((value) =>
    allowed.some((other) => encodeComponent(other).equals(encodeComponent(value))),
  );
}

function staysInRange(op: string, value: unknown, needed: Clause): boolean {
  const lower = needed.op === '$gt' || needed.op === '$gte';
  if (needed.op === '$type' || needed.op === '$or' || !(lower ? LOWER : UPPER).has(op)) return false;
  const [mine, limit] = [encodeComponent(value), encodeComponent(needed.value)];
  if (mine[0] !== limit[0]) return false;
  const order = Buffer.compare(mine, limit) * (lower ? 1 : -1);
  return order > 0 || (order === 0 && (needed.op.endsWith('e') || op === '$gt' || op === '$lt'));
}
