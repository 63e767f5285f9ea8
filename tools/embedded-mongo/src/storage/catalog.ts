import { type Document, deserialize, serialize } from 'bson';
import { ServerError } from '../errors.ts';
import { compileFilter, type Matcher } from '../query/filter.ts';
import type { KeyPattern } from './key-encoding.ts';
import { prefixRange, type Store } from './store.ts';

/** One index: how it was defined, and what has been seen of the values in it. */
export interface Index {
  id: number;
  name: string;
  key: KeyPattern;
  /**
   * Options that the client gave besides key and name: unique, sparse, partialFilterExpression,
   * expireAfterSeconds.
   */
  options: Document;
  unique: boolean;
  /** Paths that held an array in some document: such a document has several entries. */
  multikey: string[];
  /** Some value was too long to be kept whole: the order of the entries is not to be relied on. */
  cut: boolean;
  partial: Matcher | undefined;
  /** The top-level fields on which its entries depend. */
  roots: Set<string>;
}

/** One collection; its first index is that of `_id`, which is the table of documents itself. */
export interface Collection {
  id: number;
  db: string;
  name: string;
  indexes: Index[];
}

export const ID_INDEX = '_id_';
const NEXT_ID_KEY = Buffer.from('next');
const MAX_NAME_BYTES = 255;

/** Knows the collections and their indexes; every change is written in the caller's transaction. */
export class Catalog {
  readonly #store: Store;
  #collections = new Map<string, Collection>();

  constructor(store: Store) {
    this.#store = store;
    this.reload();
  }

  /** Forgets what a failed transaction left in memory. */
  reload(): void {
    this.#collections = new Map();
    for (const { value } of this.#store.catalog.getRange(prefixRange(Buffer.from('c:')))) {
      const collection = restore(deserialize(value));
      this.#collections.set(namespace(collection.db, collection.name), collection);
    }
  }

  find(db: string, name: string): Collection | undefined {
    return this.#collections.get(namespace(db, name));
  }

  list(db?: string): Collection[] {
    return [...this.#collections.values()].filter((collection) => db === undefined || collection.db === db);
  }

  /** The collection, made now if there is none: as MongoDB does on the first write. */
  ensure(db: string, name: string): Collection {
    return this.find(db, name) ?? this.#create(db, name);
  }

  #create(db: string, name: string): Collection {
    const key = namespace(db, name);
    if (typeof name !== 'string' || !name || name.includes('$') || Buffer.byteLength(key) > MAX_NAME_BYTES) {
      throw new ServerError(73, `Invalid collection name: ${name}`);
    }
    const collection: Collection = { id: this.nextId(), db, name, indexes: [] };
    collection.indexes.push(newIndex(collection.id, ID_INDEX, [['_id', 1]], {}));
    this.#collections.set(key, collection);
    this.save(collection);
    return collection;
  }

  nextId(): number {
    const id = (this.#store.catalog.get(NEXT_ID_KEY)?.readUInt32BE() ?? 0) + 1;
    const value = Buffer.alloc(4);
    value.writeUInt32BE(id);
    this.#store.catalog.putSync(NEXT_ID_KEY, value);
    return id;
  }

  save(collection: Collection): void {
    const indexes = collection.indexes.map(({ partial: _partial, roots: _roots, ...stored }) => stored);
    this.#store.catalog.putSync(catalogKey(collection), Buffer.from(serialize({ ...collection, indexes })));
  }

  remove(collection: Collection): void {
    this.#collections.delete(namespace(collection.db, collection.name));
    this.#store.catalog.removeSync(catalogKey(collection));
  }
}

/** An index as it is before it has any entries. */
export function newIndex(id: number, name: string, key: KeyPattern, options: Document): Index {
  const unique = name === ID_INDEX || options.unique === true;
  return withDerived({ id, name, key, options, unique, multikey: [], cut: false });
}

function withDerived(index: Omit<Index, 'partial' | 'roots'>): Index {
  const filter = index.options.partialFilterExpression;
  const paths = [...index.key.map(([path]) => path), ...fieldPaths(filter ?? {})];
  const roots = new Set(paths.map((path) => path.split('.')[0] as string));
  return { ...index, roots, partial: filter ? compileFilter(filter) : undefined };
}

function fieldPaths(filter: Document): string[] {
  return Object.entries(filter).flatMap(([key, value]) => {
    if (!key.startsWith('$')) return [key];
    return Array.isArray(value) ? value.flatMap(fieldPaths) : [];
  });
}

function restore(stored: Document): Collection {
  return { ...(stored as Collection), indexes: stored.indexes.map(withDerived) };
}

function namespace(db: string, name: string): string {
  return `${db}.${name}`;
}

function catalogKey(collection: Collection): Buffer {
  return Buffer.from(`c:${namespace(collection.db, collection.name)}`);
}
