import { type Document, deserialize } from 'bson';
import { ServerError, StorageFailure } from '../errors.ts';
import { DECODE, MAX_DOCUMENT_BYTES } from '../wire/limits.ts';
import type { Catalog, Collection, Index } from './catalog.ts';
import { type IndexKeys, indexKeys, numberPrefix } from './index-keys.ts';
import { encodeComponent, isCut } from './key-encoding.ts';
import { valuesAt } from './paths.ts';
import type { Store } from './store.ts';

interface EntryChange {
  index: Index;
  before: Buffer[];
  after: IndexKeys;
}

/**
 * Puts, replaces and removes documents together with their index entries. Everything that can fail is
 * checked before the first byte is written, so a refused write leaves nothing of itself behind.
 * Call it inside a transaction of the store.
 */
export class Writer {
  readonly #store: Store;
  readonly #catalog: Catalog;

  constructor(store: Store, catalog: Catalog) {
    this.#store = store;
    this.#catalog = catalog;
  }

  /** Adds a document. Throws 11000 if a unique index (or `_id`) has its values already. */
  insert(collection: Collection, raw: Uint8Array, document: Document): void {
    checkSize(raw);
    const id = encodeComponent(document._id);
    const key = documentKey(collection, id);
    if (this.#store.documents.doesExist(key)) throw duplicateKey(collection, idIndex(collection), document);
    const changes = secondary(collection).map((index) => this.#change(index, [], document, id));
    for (const change of changes) this.#refuseDuplicates(collection, change, document, id);
    commit(() => {
      if (isCut(id)) this.#note(collection, idIndex(collection), undefined, true);
      for (const change of changes) this.#apply(collection, change, id);
      this.#store.documents.putSync(key, asBuffer(raw));
    });
  }

  /** The entries of a document in the given indexes, to be handed to `replace` once it has changed. */
  keysOf(indexes: Index[], document: Document, id: Buffer): Map<Index, Buffer[]> {
    return new Map(indexes.map((index) => [index, indexKeys(index, document, id).keys]));
  }

  /** Writes a new version of a document whose entries were `before`. Throws 11000 like `insert`. */
  replace(
    collection: Collection,
    id: Buffer,
    before: Map<Index, Buffer[]>,
    raw: Uint8Array,
    document: Document,
  ): void {
    checkSize(raw);
    const changes = [...before].map(([index, keys]) => this.#change(index, keys, document, id));
    for (const change of changes) this.#refuseDuplicates(collection, change, document, id);
    commit(() => {
      for (const change of changes) this.#apply(collection, change, id);
      this.#store.documents.putSync(documentKey(collection, id), asBuffer(raw));
    });
  }

  /** Removes a document and its entries. */
  remove(collection: Collection, id: Buffer, raw: Uint8Array): void {
    const indexes = secondary(collection);
    const document = indexes.length ? deserialize(raw, DECODE) : {};
    const keys = indexes.flatMap((index) => indexKeys(index, document, id).keys);
    commit(() => {
      for (const key of keys) this.#store.entries.removeSync(key);
      this.#store.documents.removeSync(documentKey(collection, id));
    });
  }

  /** Adds the entry of a document that is already there to a new index. */
  addToIndex(collection: Collection, index: Index, document: Document, id: Buffer): void {
    const change = this.#change(index, [], document, id);
    this.#refuseDuplicates(collection, change, document, id);
    commit(() => this.#apply(collection, change, id));
  }

  #change(index: Index, before: Buffer[], document: Document, id: Buffer): EntryChange {
    return { index, before, after: indexKeys(index, document, id) };
  }

  #refuseDuplicates(
    collection: Collection,
    { index, after }: EntryChange,
    document: Document,
    id: Buffer,
  ): void {
    if (!index.unique) return;
    for (const key of after.keys) {
      const owner = this.#store.entries.get(key);
      if (owner && !owner.equals(id)) throw duplicateKey(collection, index, document);
    }
  }

  #apply(collection: Collection, { index, before, after }: EntryChange, id: Buffer): void {
    if (after.multikeyPath || after.cut) this.#note(collection, index, after.multikeyPath, after.cut);
    for (const key of before) if (!contains(after.keys, key)) this.#store.entries.removeSync(key);
    for (const key of after.keys) if (!contains(before, key)) this.#store.entries.putSync(key, id);
  }

  // The planner has to know of arrays and cut values before it trusts an index's order.
  #note(collection: Collection, index: Index, multikeyPath: string | undefined, cut: boolean): void {
    const known = (!multikeyPath || index.multikey.includes(multikeyPath)) && (!cut || index.cut);
    if (known) return;
    if (multikeyPath && !index.multikey.includes(multikeyPath)) index.multikey.push(multikeyPath);
    index.cut ||= cut;
    this.#catalog.save(collection);
  }
}

// Half a write is worse than none: what fails from here on must not be taken for a refused write.
function commit(write: () => void): void {
  try {
    write();
  } catch (error) {
    throw new StorageFailure(`The store failed: ${error instanceof Error ? error.message : error}`, {
      cause: error,
    });
  }
}

/** All indexes but that of `_id`. */
export function secondary(collection: Collection): Index[] {
  return collection.indexes.slice(1);
}

/** Where a document stands in the table of documents. */
export function documentKey(collection: Collection, id: Buffer): Buffer {
  return Buffer.concat([numberPrefix(collection.id), id]);
}

function idIndex(collection: Collection): Index {
  return collection.indexes[0] as Index;
}

function contains(keys: Buffer[], wanted: Buffer): boolean {
  return keys.some((key) => key.equals(wanted));
}

function asBuffer(raw: Uint8Array): Buffer {
  return Buffer.isBuffer(raw) ? raw : Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength);
}

function checkSize(raw: Uint8Array): void {
  if (raw.length <= MAX_DOCUMENT_BYTES) return;
  throw new ServerError(
    10334,
    `BSONObj size: ${raw.length} is invalid. Size must be between 0 and ${MAX_DOCUMENT_BYTES}`,
  );
}

function duplicateKey(collection: Collection, index: Index, document: Document): ServerError {
  const keyPattern = Object.fromEntries(index.key);
  const keyValue = Object.fromEntries(index.key.map(([path]) => [path, shownValue(document, path)]));
  const shown = Object.entries(keyValue).map(([path, value]) => `${path}: ${shellText(value)}`);
  const where = `${collection.db}.${collection.name} index: ${index.name}`;
  const message = `E11000 duplicate key error collection: ${where} dup key: { ${shown.join(', ')} }`;
  return new ServerError(11000, message, { keyPattern, keyValue });
}

function shownValue(document: Document, path: string): unknown {
  const [value] = valuesAt(document, path).values;
  return value === undefined || typeof value === 'symbol' ? null : value;
}

function shellText(value: unknown): string {
  if (value instanceof Date) return `new Date(${value.getTime()})`;
  const hex = (value as { toHexString?: () => string } | null)?.toHexString?.();
  return hex === undefined ? JSON.stringify(value) : `ObjectId('${hex}')`;
}
