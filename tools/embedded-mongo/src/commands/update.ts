import { type Document, deserialize } from 'bson';
import { select, selectionOf } from '../query/select.ts';
import { compileUpdate } from '../update/update.ts';
import { upsertDocument } from '../update/upsert.ts';
import { writeUpdate } from '../update/write-update.ts';
import { DECODE } from '../wire/limits.ts';
import { encode } from '../wire/raw-bson.ts';
import { type CommandCall, refuseOptions, targetName } from './command.ts';
import { checkId, runWrites } from './insert.ts';

/** `update`: statements one after the other, all in one transaction. */
export function update(call: CommandCall): Document {
  const { engine, command, lists } = call;
  const name = targetName(call);
  return engine.transact(() => {
    const reply = runWrites(lists.get('updates') ?? [], command.ordered !== false, (raw) =>
      updateStatement(call, name, deserialize(raw, DECODE)),
    );
    return { nModified: 0, ...reply };
  });
}

function updateStatement(call: CommandCall, name: string, statement: Document): Document {
  const { engine, db, now, command } = call;
  refuseOptions(statement, []);
  const { q: filter, u, multi = false, upsert = false, arrayFilters } = statement;
  const variables = { ...command.let, ...statement.c };
  const compiled = compileUpdate({ filter, update: u, multi, arrayFilters, variables, now });
  const collection = upsert ? engine.catalog.ensure(db, name) : engine.catalog.find(db, name);
  const { sort, hint } = statement;
  const { found } = select(
    engine,
    collection,
    selectionOf(filter, { sort, hint, limit: multi ? 0 : 1, let: variables }),
  );
  if (!collection) return { n: 0, nModified: 0 };
  if (found.length === 0 && upsert) {
    const document = upsertDocument(filter, compiled);
    checkId(document._id);
    engine.writer.insert(collection, encode(document), document);
    return { n: 1, nModified: 0, upserted: { _id: document._id } };
  }
  const written = found.filter((item) => writeUpdate(engine, collection, item, compiled));
  return { n: found.length, nModified: written.length };
}
