import type { Document } from 'bson';
import type { Engine } from '../engine.ts';
import { ServerError } from '../errors.ts';
import { checkPartialFilter } from '../query/partial.ts';
import { planQuery } from '../query/planner.ts';
import { scan } from '../query/scan.ts';
import { type Collection, ID_INDEX, type Index, newIndex } from '../storage/catalog.ts';
import { numberPrefix } from '../storage/index-keys.ts';
import type { KeyPattern } from '../storage/key-encoding.ts';
import { prefixRange, type Table } from '../storage/store.ts';
import { secondary } from '../storage/writer.ts';
import { encode, RawDocument } from '../wire/raw-bson.ts';
import { type CommandCall, refuseOptions, targetName } from './command.ts';

const KEPT_OPTIONS = ['unique', 'sparse', 'partialFilterExpression', 'expireAfterSeconds'];
const MAX_FIELDS = 8;

/** `createIndexes`: builds what is missing, all or none. */
export function createIndexes(call: CommandCall): Document {
  const { engine, db, command } = call;
  const name = targetName(call);
  return engine.transact(() => {
    const createdCollectionAutomatically = !engine.catalog.find(db, name);
    const collection = engine.catalog.ensure(db, name);
    const numIndexesBefore = collection.indexes.length;
    for (const spec of command.indexes as Document[]) createIndex(engine, collection, spec);
    const numIndexesAfter = collection.indexes.length;
    const note = numIndexesAfter === numIndexesBefore ? { note: 'all indexes already exist' } : {};
    return { numIndexesBefore, numIndexesAfter, createdCollectionAutomatically, ...note, ok: 1 };
  });
}

function createIndex(engine: Engine, collection: Collection, spec: Document): void {
  const key = readKey(spec.key);
  const options = Object.fromEntries(Object.entries(spec).filter(([name]) => KEPT_OPTIONS.includes(name)));
  refuseOptions(spec, ['wildcardProjection', 'weights', '2dsphereIndexVersion']);
  if (options.partialFilterExpression) checkPartialFilter(options.partialFilterExpression);
  if (isPresent(collection, spec.name, key, options)) return;
  const index = newIndex(engine.catalog.nextId(), spec.name, key, options);
  const all = planQuery({ ...collection, indexes: [] }, { filter: {}, sort: [], limit: 0 });
  for (const { document, id } of scan(engine.store, collection, all, { keys: 0, documents: 0 })) {
    engine.writer.addToIndex(collection, index, document, id);
  }
  collection.indexes.push(index);
  engine.catalog.save(collection);
}

function readKey(key: Document): KeyPattern {
  const fields = Object.entries(key ?? {});
  if (fields.length === 0 || fields.length > MAX_FIELDS)
    throw new ServerError(67, `Bad index key pattern: ${JSON.stringify(key)}`);
  return fields.map(([field, direction]) => {
    if ((direction !== 1 && direction !== -1) || field.includes('$')) {
      throw new ServerError(
        67,
        `The embedded database has no index of the kind ${field}: ${JSON.stringify(direction)}`,
      );
    }
    return [field, direction];
  });
}

// The same again is no error; the same name or the same fields for something else are.
function isPresent(collection: Collection, name: string, key: KeyPattern, options: Document): boolean {
  const sameKey = (index: Index) => JSON.stringify(index.key) === JSON.stringify(key);
  if (JSON.stringify(key) === '[["_id",1]]') return true;
  const byName = collection.indexes.find((index) => index.name === name);
  if (byName && !sameKey(byName)) {
    throw new ServerError(86, `An existing index has the same name as the requested index: ${name}`);
  }
  const byKey = byName ?? collection.indexes.find(sameKey);
  if (!byKey) return false;
  const isSame =
    byKey.name === name && encode(byKey.options).equals(encode(inOrderOf(byKey.options, options)));
  if (!isSame)
    throw new ServerError(85, `An equivalent index already exists with different options: ${byKey.name}`);
  return true;
}

function inOrderOf(model: Document, options: Document): Document {
  return {
    ...Object.fromEntries(
      Object.keys(model)
        .filter((key) => key in options)
        .map((key) => [key, options[key]]),
    ),
    ...options,
  };
}

/** `listIndexes`: how they were defined. Throws 26 if there is no such collection. */
export function listIndexes(call: CommandCall): Document {
  const { engine, db, command } = call;
  const name = targetName(call);
  const collection = engine.catalog.find(db, name);
  if (!collection) throw new ServerError(26, `ns does not exist: ${db}.${name}`);
  const shown = collection.indexes.map(
    ({ key, name: indexName, options }) =>
      new RawDocument(encode({ v: 2, key: Object.fromEntries(key), name: indexName, ...options })),
  );
  return engine.cursors.first(`${db}.${name}`, shown, command.cursor?.batchSize);
}

/** `dropIndexes`: by name, by key pattern, several names, or `*` for all but that of `_id`. */
export function dropIndexes(call: CommandCall): Document {
  const { engine, db, command } = call;
  const name = targetName(call);
  return engine.transact(() => {
    const collection = engine.catalog.find(db, name);
    if (!collection) throw new ServerError(26, `ns not found ${db}.${name}`);
    const nIndexesWas = collection.indexes.length;
    for (const index of wantedIndexes(collection, command.index)) {
      collection.indexes = collection.indexes.filter((other) => other !== index);
      clearRange(engine.store.entries, index.id);
    }
    engine.catalog.save(collection);
    return { nIndexesWas, ok: 1 };
  });
}

function wantedIndexes(collection: Collection, wanted: string | string[] | Document): Index[] {
  if (wanted === '*') return secondary(collection);
  const names = Array.isArray(wanted) ? wanted : [wanted];
  return names.map((one: string | Document) => {
    const key = JSON.stringify(Object.entries(one));
    const found = collection.indexes.find((index) => index.name === one || JSON.stringify(index.key) === key);
    if (found?.name === ID_INDEX) throw new ServerError(72, 'cannot drop _id index');
    if (!found)
      throw new ServerError(27, `index not found with name [${typeof one === 'string' ? one : key}]`);
    return found;
  });
}

/** Removes everything that belongs to an index or, in the table of documents, to a collection. */
export function clearRange(table: Table, id: number): void {
  const keys = [...table.getKeys(prefixRange(numberPrefix(id)))];
  for (const key of keys) table.removeSync(key);
}
