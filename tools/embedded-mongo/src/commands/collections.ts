import type { Document } from 'bson';
import type { Engine } from '../engine.ts';
import { ServerError } from '../errors.ts';
import { compileFilter } from '../query/filter.ts';
import type { Collection } from '../storage/catalog.ts';
import { secondary } from '../storage/writer.ts';
import { encode, RawDocument } from '../wire/raw-bson.ts';
import { type CommandCall, refuseOptions, targetName } from './command.ts';
import { clearRange } from './indexes.ts';

/** `create`: a collection before its first document. If it is there, nothing happens. */
export function create(call: CommandCall): Document {
  const { engine, db, command } = call;
  refuseOptions(command, [
    'capped',
    'viewOn',
    'timeseries',
    'validator',
    'clusteredIndex',
    'expireAfterSeconds',
  ]);
  engine.transact(() => engine.catalog.ensure(db, targetName(call)));
  return { ok: 1 };
}

/** `drop`: a collection with all it holds. */
export function drop(call: CommandCall): Document {
  const { engine, db } = call;
  const name = targetName(call);
  const collection = engine.catalog.find(db, name);
  if (!collection) throw new ServerError(26, 'ns not found');
  engine.transact(() => dropCollection(engine, collection));
  return { nIndexesWas: collection.indexes.length, ns: `${db}.${name}`, ok: 1 };
}

/** `dropDatabase`: all collections of a database. */
export function dropDatabase({ engine, db }: CommandCall): Document {
  engine.transact(() => {
    for (const collection of engine.catalog.list(db)) dropCollection(engine, collection);
  });
  return { dropped: db, ok: 1 };
}

function dropCollection(engine: Engine, collection: Collection): void {
  for (const index of secondary(collection)) clearRange(engine.store.entries, index.id);
  clearRange(engine.store.documents, collection.id);
  engine.catalog.remove(collection);
}

/** `listCollections`, with its filter. */
export function listCollections({ engine, db, command }: CommandCall): Document {
  const matches = compileFilter(command.filter ?? {});
  const all = engine.catalog
    .list(db)
    .map(({ name }) => ({ name, type: 'collection', options: {}, info: { readOnly: false } }));
  const shown = all
    .filter(matches)
    .map(
      (entry) => new RawDocument(encode(command.nameOnly ? { name: entry.name, type: entry.type } : entry)),
    );
  return engine.cursors.first(`${db}.$cmd.listCollections`, shown, command.cursor?.batchSize);
}

/** `listDatabases`: those that have a collection. */
export function listDatabases({ engine }: CommandCall): Document {
  const names = [...new Set(engine.catalog.list().map(({ db }) => db))].sort();
  const databases = names.map((name) => ({ name, sizeOnDisk: 0, empty: false }));
  return { databases, totalSize: 0, totalSizeMb: 0, ok: 1 };
}

/** `collMod`: changes when documents expire; nothing else can be changed. */
export function collMod(call: CommandCall): Document {
  const { engine, db, command } = call;
  const { keyPattern, name: indexName, expireAfterSeconds } = command.index ?? {};
  const collection = engine.catalog.find(db, targetName(call));
  if (!collection) throw new ServerError(26, 'ns does not exist');
  if (expireAfterSeconds === undefined)
    throw new ServerError(238, 'collMod can only change expireAfterSeconds');
  const key = JSON.stringify(Object.entries(keyPattern ?? {}));
  const index = collection.indexes.find((one) => one.name === indexName || JSON.stringify(one.key) === key);
  if (!index) throw new ServerError(27, 'cannot find index to modify');
  const old = index.options.expireAfterSeconds;
  index.options.expireAfterSeconds = expireAfterSeconds;
  engine.transact(() => engine.catalog.save(collection));
  return { expireAfterSeconds_old: old, expireAfterSeconds_new: expireAfterSeconds, ok: 1 };
}
