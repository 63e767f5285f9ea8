import type { Document } from 'bson';
import { isDocument } from '../storage/paths.ts';

/** One condition of a filter, all of which must hold. `path` is empty for `$or`, `$expr` and the like. */
export interface Clause {
  path: string;
  op: string;
  value: unknown;
}

/** Takes a filter apart into conditions that must all hold; `$and` is opened. */
export function clausesOf(filter: Document): Clause[] {
  return Object.entries(filter).flatMap(([key, value]) => {
    if (key === '$and' && Array.isArray(value)) return value.flatMap(clausesOf);
    if (key.startsWith('$')) return [{ path: '', op: key, value }];
    return fieldClauses(key, value);
  });
}

function fieldClauses(path: string, value: unknown): Clause[] {
  if (value instanceof RegExp) return [{ path, op: '$regex', value }];
  if (!isDocument(value) || !Object.keys(value).some((key) => key.startsWith('$'))) {
    return [{ path, op: '$eq', value }];
  }
  const { $options, ...operators } = value;
  return Object.entries(operators).map(([op, operand]) => {
    if (op === '$regex' && $options) return { path, op, value: new RegExp(operand, $options) };
    return { path, op, value: operand };
  });
}

/** Puts conditions together again, into the flattest filter there is: nesting costs mingo time. */
export function filterOf(clauses: Clause[]): Document {
  const flat: Document = {};
  const clashing: Document[] = [];
  for (const { path, op, value } of clauses) {
    if (path) flat[path] ??= {};
    const target: Document = path ? flat[path] : flat;
    if (Object.hasOwn(target, op)) clashing.push(path ? { [path]: { [op]: value } } : { [op]: value });
    else target[op] = value;
  }
  return clashing.length ? { $and: [flat, ...clashing] } : flat;
}
