import type { Document } from 'bson';
import { compileProjection } from '../query/projection.ts';
import { select, selectionOf } from '../query/select.ts';
import { type CommandCall, refuseOptions, targetName } from './command.ts';

const UNSUPPORTED = ['min', 'max', 'returnKey', 'showRecordId', 'tailable', 'awaitData'];

/** `find`: the first batch of what matches. */
export function find(call: CommandCall): Document {
  const { engine, db, command } = call;
  refuseOptions(command, UNSUPPORTED);
  const name = targetName(call);
  const project = compileProjection(command.projection, command.filter ?? {});
  const { found } = select(engine, engine.catalog.find(db, name), selectionOf(command.filter, command));
  const single = command.singleBatch === true || command.limit < 0;
  return engine.cursors.first(`${db}.${name}`, found.map(project), command.batchSize, single);
}

/** `getMore`: the next batch of an open cursor. */
export function getMore({ engine, command }: CommandCall): Document {
  return engine.cursors.next(Number(command.getMore), command.batchSize);
}

/** `killCursors`: the client has seen enough. */
export function killCursors({ engine, command }: CommandCall): Document {
  const ids: unknown[] = command.cursors ?? [];
  const killed = ids.filter((id) => engine.cursors.kill(Number(id)));
  const unknown = ids.filter((id) => !killed.includes(id));
  return { cursorsKilled: killed, cursorsNotFound: unknown, cursorsAlive: [], cursorsUnknown: [], ok: 1 };
}
