import type { Document } from 'bson';
import type { Iterator } from 'mingo/lazy';
import { Lazy } from 'mingo/lazy';
import { ServerError } from '../errors.ts';
import type { KeyPattern } from '../storage/key-encoding.ts';
import { encodeValue, invert } from '../storage/key-encoding.ts';
import { valuesAt } from '../storage/paths.ts';

/** Reads `{ field: 1 | -1 }`. Throws 2 for anything else, such as `$meta`. */
export function parseSort(spec: Document | undefined): KeyPattern {
  return Object.entries(spec ?? {}).map(([field, direction]) => {
    if ((direction !== 1 && direction !== -1) || field.startsWith('$')) {
      throw new ServerError(2, `Illegal key in $sort specification: ${field}: ${JSON.stringify(direction)}`);
    }
    return [field, direction];
  });
}

/** Bytes that order documents as an index on `pattern` would: an array counts by its least or greatest value. */
export function sortKey(document: Document, pattern: KeyPattern): Buffer {
  const parts = pattern.map(([field, direction]) => {
    const encoded = valuesAt(document, field).values.map(encodeValue);
    const first = encoded.reduce((best, next) => (Buffer.compare(next, best) * direction < 0 ? next : best));
    return direction === 1 ? first : invert(first);
  });
  return parts.length === 1 ? (parts[0] as Buffer) : Buffer.concat(parts);
}

/** Sorts by `pattern`; equals keep their order. */
export function sortBy<T>(items: T[], pattern: KeyPattern, documentOf: (item: T) => Document): T[] {
  const keyed = items.map((item) => ({ item, key: sortKey(documentOf(item), pattern) }));
  return keyed.sort((a, b) => Buffer.compare(a.key, b.key)).map(({ item }) => item);
}

/** `$sort` for mingo's pipelines, in the order of the indexes. */
export function sortStage(documents: Iterator, spec: Document, _options: unknown): Iterator {
  const pattern = parseSort(spec);
  return documents.transform((all) => Lazy(sortBy(all as Document[], pattern, (document) => document)));
}
