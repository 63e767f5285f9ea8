import type { Document } from 'bson';
import { select, selectionOf } from '../query/select.ts';
import { numberPrefix } from '../storage/index-keys.ts';
import { encodeValue } from '../storage/key-encoding.ts';
import { valuesAt } from '../storage/paths.ts';
import { prefixRange } from '../storage/store.ts';
import { type CommandCall, refuseOptions, targetName } from './command.ts';

/** `count`: how many documents match; without a filter they are counted, not read. */
export function count(call: CommandCall): Document {
  const { engine, db, command } = call;
  refuseOptions(command, []);
  const collection = engine.catalog.find(db, targetName(call));
  const selection = selectionOf(command.query, command);
  if (!collection || Object.keys(selection.filter).length) {
    return { n: select(engine, collection, selection).found.length, ok: 1 };
  }
  const all = engine.store.documents.getKeysCount(prefixRange(numberPrefix(collection.id)));
  const left = Math.max(0, all - selection.skip);
  return { n: selection.limit ? Math.min(left, selection.limit) : left, ok: 1 };
}

/** `distinct`: the different values at a path, arrays spread. */
export function distinct(call: CommandCall): Document {
  const { engine, db, command } = call;
  refuseOptions(command, []);
  const collection = engine.catalog.find(db, targetName(call));
  const { found } = select(engine, collection, selectionOf(command.query, { hint: command.hint }));
  const values = new Map<string, unknown>();
  for (const { document } of found) {
    for (const value of valuesAt(document, command.key).values) {
      if (value === undefined || typeof value === 'symbol') continue;
      const key = encodeValue(value).toString('latin1');
      if (!values.has(key)) values.set(key, value);
    }
  }
  return { values: [...values.values()], ok: 1 };
}
