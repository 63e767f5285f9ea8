import { type Document, ObjectId } from 'bson';
import { setValue } from 'mingo/util';
import { ServerError } from '../errors.ts';
import { clausesOf } from '../query/clauses.ts';
import type { CompiledUpdate } from './compiled-update.ts';

/** The document that an upsert inserts: what the filter says is equal, then the update. Its id comes first. */
export function upsertDocument(filter: Document, update: CompiledUpdate): Document {
  const base: Document = {};
  for (const { path, op, value } of clausesOf(filter)) {
    if (op === '$eq' && path) setValue(base, path, value);
  }
  const filterId = base._id;
  const { _id = new ObjectId(), ...fields } = update.apply(base, true);
  if (filterId !== undefined && String(filterId) !== String(_id)) {
    throw new ServerError(
      66,
      "Performing an update on the path '_id' would modify the immutable field '_id'",
    );
  }
  return { _id, ...fields };
}
