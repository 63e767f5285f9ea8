import { type Document, serialize } from 'bson';
import { isEqual } from 'mingo/util';
import type { Engine } from '../engine.ts';
import { ServerError } from '../errors.ts';
import type { Found } from '../query/scan.ts';
import type { Collection } from '../storage/catalog.ts';
import { secondary } from '../storage/writer.ts';
import { encode, topLevelElements } from '../wire/raw-bson.ts';
import type { CompiledUpdate } from './compiled-update.ts';

/** The new version of a document, or undefined if the update left it as it was. */
export type Written = Buffer | undefined;

/** Applies an update to one found document and writes it. Entries of untouched indexes are left alone. */
export function writeUpdate(
  engine: Engine,
  collection: Collection,
  found: Found,
  update: CompiledUpdate,
): Written {
  const { touched } = update;
  const indexes = secondary(collection).filter(
    ({ roots }) => !touched || [...roots].some((root) => touched.has(root)),
  );
  const { document } = found;
  const { _id } = document;
  const before = engine.writer.keysOf(indexes, document, found.id);
  const next = update.apply(document, false);
  if (!isEqual(next._id, _id)) {
    throw new ServerError(
      66,
      "After applying the update, the (immutable) field '_id' was found to have been altered",
    );
  }
  const raw = encodeNext(found.raw, next, touched);
  if (raw.equals(found.raw)) return undefined;
  engine.writer.replace(collection, found.id, before, raw, next);
  return raw;
}

// What was not touched is copied as it is: numbers keep the type they were stored with.
function encodeNext(raw: Buffer, next: Document, touched: Set<string> | undefined): Buffer {
  if (!touched) return Buffer.from(serialize(next));
  const elements = topLevelElements(raw);
  const parts = Object.entries(next).map(([name, value]) => [
    name,
    (!touched.has(name) && elements.get(name)) || value,
  ]);
  return encode(Object.fromEntries(parts));
}
