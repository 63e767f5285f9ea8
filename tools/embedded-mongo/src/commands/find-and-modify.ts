import type { Document } from 'bson';
import { ServerError } from '../errors.ts';
import { compileProjection } from '../query/projection.ts';
import { Found } from '../query/scan.ts';
import { select, selectionOf } from '../query/select.ts';
import type { Collection } from '../storage/catalog.ts';
import { encodeComponent } from '../storage/key-encoding.ts';
import { compileUpdate } from '../update/update.ts';
import { upsertDocument } from '../update/upsert.ts';
import { writeUpdate } from '../update/write-update.ts';
import { encode } from '../wire/raw-bson.ts';
import { type CommandCall, refuseOptions, targetName } from './command.ts';
import { checkId } from './insert.ts';

/** `findAndModify`: finds the first that matches, changes or removes it, and gives it as it was or is. */
export function findAndModify(call: CommandCall): Document {
  const { engine, db, command } = call;
  refuseOptions(command, []);
  if (Boolean(command.remove) === Boolean(command.update)) {
    throw new ServerError(9, 'Either an update or remove=true must be specified');
  }
  const name = targetName(call);
  return engine.transact(() => {
    const collection = command.upsert ? engine.catalog.ensure(db, name) : engine.catalog.find(db, name);
    const { found } = select(engine, collection, { ...selectionOf(command.query, command), limit: 1 });
    const [first] = found;
    if (collection && first) return changeFound(call, collection, first);
    if (collection && command.upsert) return insertNew(call, collection);
    return { lastErrorObject: lastError(command, 0), value: null, ok: 1 };
  });
}

function lastError(command: Document, n: number): Document {
  return command.remove ? { n } : { n, updatedExisting: n > 0 };
}

function changeFound(call: CommandCall, collection: Collection, found: Found): Document {
  const { engine, command } = call;
  const show = compileProjection(command.fields, command.query ?? {});
  const before = new Found(found.id, found.raw);
  let after = before;
  if (command.remove) engine.writer.remove(collection, found.id, found.raw);
  else {
    const raw = writeUpdate(engine, collection, found, compile(call));
    after = raw ? new Found(found.id, raw) : before;
  }
  return { lastErrorObject: lastError(command, 1), value: show(command.new ? after : before), ok: 1 };
}

function insertNew(call: CommandCall, collection: Collection): Document {
  const { engine, command } = call;
  const document = upsertDocument(command.query ?? {}, compile(call));
  checkId(document._id);
  const raw = encode(document);
  engine.writer.insert(collection, raw, document);
  const show = compileProjection(command.fields, command.query ?? {});
  const value = command.new ? show(new Found(encodeComponent(document._id), raw)) : null;
  return { lastErrorObject: { n: 1, updatedExisting: false, upserted: document._id }, value, ok: 1 };
}

function compile({ command, now }: CommandCall) {
  const { query: filter = {}, update, arrayFilters, let: variables } = command;
  return compileUpdate({ filter, update, multi: false, arrayFilters, variables, now });
}
