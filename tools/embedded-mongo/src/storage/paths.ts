import type { Document } from 'bson';
import { EMPTY_ARRAY } from './key-encoding.ts';

/** The values a path leads to: several where it passes through an array. Missing is `undefined`. */
export interface PathValues {
  values: unknown[];
  isArray: boolean;
}

/** Reads a dotted path as an index does: arrays on the way and at the end are spread. */
export function valuesAt(document: Document, path: string): PathValues {
  if (!path.includes('.')) return spread(document[path]);
  const found: unknown[] = [];
  const isArray = collect(document, path.split('.'), 0, found);
  return { values: found, isArray };
}

function spread(value: unknown): PathValues {
  if (!Array.isArray(value)) return { values: [value], isArray: false };
  return { values: value.length ? value : [EMPTY_ARRAY], isArray: true };
}

function collect(node: unknown, parts: string[], at: number, found: unknown[]): boolean {
  if (at === parts.length) {
    const { values, isArray } = spread(node);
    found.push(...values);
    return isArray;
  }
  const part = parts[at] as string;
  if (!Array.isArray(node) || /^\d+$/.test(part)) return collect(childOf(node, part), parts, at + 1, found);
  const before = found.length;
  for (const item of node) if (isDocument(item)) collect(item, parts, at, found);
  if (found.length === before) found.push(undefined);
  return true;
}

function childOf(node: unknown, part: string): unknown {
  if (Array.isArray(node)) return node[Number(part)];
  return isDocument(node) && Object.hasOwn(node, part) ? node[part] : undefined;
}

/** True for an embedded document, as opposed to dates, ids and other single values. */
export function isDocument(value: unknown): value is Document {
  return typeof value === 'object' && value !== null && (value as object).constructor === Object;
}
