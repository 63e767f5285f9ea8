import type { Document } from 'bson';
import type { Engine } from '../engine.ts';
import { ServerError } from '../errors.ts';
import type { Request } from '../wire/messages.ts';
import { aggregate } from './aggregate.ts';
import { collMod, create, drop, dropDatabase, listCollections, listDatabases } from './collections.ts';
import type { CommandHandler } from './command.ts';
import { count, distinct } from './counting.ts';
import { remove } from './delete.ts';
import { explain } from './explain.ts';
import { find, getMore, killCursors } from './find.ts';
import { findAndModify } from './find-and-modify.ts';
import { createIndexes, dropIndexes, listIndexes } from './indexes.ts';
import { insert } from './insert.ts';
import * as server from './server-info.ts';
import { update } from './update.ts';

const COMMANDS: Record<string, CommandHandler> = {
  find,
  getMore,
  killCursors,
  insert,
  update,
  delete: remove,
  findAndModify,
  aggregate,
  count,
  distinct,
  explain,
  createIndexes,
  listIndexes,
  dropIndexes,
  create,
  drop,
  dropDatabase,
  listCollections,
  listDatabases,
  collMod,
  hello: server.hello,
  isMaster: server.hello,
  buildInfo: server.buildInfo,
  serverStatus: server.serverStatus,
  hostInfo: server.hostInfo,
  getParameter: server.getParameter,
  connectionStatus: server.connectionStatus,
  ping: server.acknowledge,
  startSession: server.acknowledge,
  refreshSessions: server.acknowledge,
  endSessions: server.acknowledge,
  killSessions: server.acknowledge,
};

// Some clients write ismaster or findandmodify.
const BY_NAME = new Map(Object.entries(COMMANDS).map(([name, handler]) => [name.toLowerCase(), handler]));

/** Finds the handler of a request's command and runs it. Throws 59 if there is none, 20 for transactions. */
export function runCommand(engine: Engine, { command, lists }: Request, connectionId: number): Document {
  const [name = ''] = Object.keys(command);
  const handler = BY_NAME.get(name.toLowerCase());
  if (!handler) throw new ServerError(59, `no such command: '${name}'`);
  if (command.startTransaction || command.autocommit === false) {
    throw new ServerError(20, 'Transaction numbers are only allowed on a replica set member or mongos');
  }
  return handler({ engine, db: command.$db ?? 'admin', command, lists, connectionId, now: new Date() });
}
