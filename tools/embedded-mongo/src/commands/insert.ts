import { type Document, deserialize, ObjectId } from 'bson';
import { ServerError, StorageFailure, writeError } from '../errors.ts';
import type { Collection } from '../storage/catalog.ts';
import { DECODE } from '../wire/limits.ts';
import { encode, topLevelElements } from '../wire/raw-bson.ts';
import { type CommandCall, targetName } from './command.ts';

/** `insert`: stores documents as they came, all in one transaction; a refused one leaves the others alone. */
export function insert(call: CommandCall): Document {
  const { engine, db, command, lists } = call;
  const name = targetName(call);
  return engine.transact(() => {
    const collection = engine.catalog.ensure(db, name);
    return runWrites(lists.get('documents') ?? [], command.ordered !== false, (raw) => {
      insertOne(call, collection, raw);
      return { n: 1 };
    });
  });
}

function insertOne({ engine }: CommandCall, collection: Collection, raw: Uint8Array): void {
  const document = deserialize(raw, DECODE);
  if ('_id' in document) {
    checkId(document._id);
    engine.writer.insert(collection, raw, document);
    return;
  }
  const _id = new ObjectId();
  engine.writer.insert(collection, encode({ _id, ...Object.fromEntries(topLevelElements(raw)) }), {
    _id,
    ...document,
  });
}

/** Throws 53 for values that may not identify a document. */
export function checkId(id: unknown): void {
  if (Array.isArray(id) || id instanceof RegExp || id === undefined) {
    throw new ServerError(53, `The '_id' value cannot be of type ${Array.isArray(id) ? 'array' : typeof id}`);
  }
}

/** Applies writes one by one; an error is reported by its place, and ends an ordered batch. */
export function runWrites<T>(
  writes: T[],
  ordered: boolean,
  apply: (write: T, index: number) => Document,
): Document {
  const reply: Document = { n: 0, ok: 1 };
  const errors: Document[] = [];
  for (const [index, write] of writes.entries()) {
    try {
      const { n, nModified, upserted } = apply(write, index);
      reply.n += n;
      if (nModified !== undefined) reply.nModified = (reply.nModified ?? 0) + nModified;
      if (upserted) reply.upserted = [...(reply.upserted ?? []), { index, _id: upserted._id }];
    } catch (error) {
      if (error instanceof StorageFailure) throw error;
      errors.push(writeError(index, error));
      if (ordered) break;
    }
  }
  return errors.length ? { ...reply, writeErrors: errors } : reply;
}
