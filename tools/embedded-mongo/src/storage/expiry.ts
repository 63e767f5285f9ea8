import type { Engine } from '../engine.ts';
import { select } from '../query/select.ts';
import type { Collection, Index } from './catalog.ts';

const BATCH = 1000;

/** Removes what has expired by a TTL index. Returns how many documents it removed. */
export function removeExpired(engine: Engine, now: Date): number {
  let removed = 0;
  for (const collection of engine.catalog.list()) {
    for (const index of collection.indexes) {
      if (index.options.expireAfterSeconds !== undefined)
        removed += sweepIndex(engine, collection, index, now);
    }
  }
  return removed;
}

function sweepIndex(engine: Engine, collection: Collection, index: Index, now: Date): number {
  const [field] = index.key[0] as [string, number];
  const latest = new Date(now.getTime() - index.options.expireAfterSeconds * 1000);
  const filter = { ...index.options.partialFilterExpression, [field]: { $lte: latest } };
  let removed = 0;
  for (;;) {
    const selection = { filter, sort: [], limit: BATCH, skip: 0, hint: index.name };
    const { found } = select(engine, collection, selection);
    engine.transact(() => {
      for (const { id, raw } of found) engine.writer.remove(collection, id, raw);
    });
    removed += found.length;
    if (found.length < BATCH) return removed;
  }
}
