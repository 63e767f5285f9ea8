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
  const ends = endsOf(document, path).map(spread);
  const values = ends.flatMap((end) => end.values);
  const isArray = ends.length !== 1 || ends.some((end) => end.isArray);
  return { values: values.length ? values : [undefined], isArray };
}

function spread(value: unknown): PathValues {
  if (!Array.isArray(value)) return { values: [value], isArray: false };
  return { values: value.length ? value : [EMPTY_ARRAY], isArray: true };
}

/** Where a dotted path ends: once per document of each array on its way. An array at the end stays whole. */
export function endsOf(document: Document, path: string): unknown[] {
  const ends: unknown[] = [];
  follow(document, path.split('.'), 0, ends);
  return ends;
}

function follow(node: unknown, parts: string[], at: number, ends: unknown[]): void {
  const part = parts[at];
  if (part === undefined) ends.push(node);
  else if (Array.isArray(node)) {
    const index = /^\d+$/.test(part) ? Number(part) : undefined;
    if (index !== undefined && index < node.length) follow(node[index], parts, at + 1, ends);
    const inside = node.filter(
      (item) => isDocument(item) && (index === undefined || Object.hasOwn(item, part)),
    );
    for (const item of inside) follow(item, parts, at, ends);
  } else if (isDocument(node) && Object.hasOwn(node, part)) follow(node[part], parts, at + 1, ends);
  else ends.push(undefined);
}

/** True for an embedded document, as opposed to dates, ids and other single values. */
export function isDocument(value: unknown): value is Document {
  return typeof value === 'object' && value !== null && (value as object).constructor === Object;
}
