import { type Document, deserialize } from 'bson';
import { select, selectionOf } from '../query/select.ts';
import { DECODE } from '../wire/limits.ts';
import { type CommandCall, refuseOptions, targetName } from './command.ts';
import { runWrites } from './insert.ts';

/** `delete`: statements one after the other, all in one transaction. */
export function remove(call: CommandCall): Document {
  const { engine, db, command, lists } = call;
  const name = targetName(call);
  return engine.transact(() =>
    runWrites(lists.get('deletes') ?? [], command.ordered !== false, (raw) => {
      const { q, limit, hint, collation } = deserialize(raw, DECODE);
      refuseOptions({ collation }, []);
      const collection = engine.catalog.find(db, name);
      const { found } = select(engine, collection, selectionOf(q, { limit, hint, let: command.let }));
      for (const { id, raw: stored } of found) if (collection) engine.writer.remove(collection, id, stored);
      return { n: found.length };
    }),
  );
}
