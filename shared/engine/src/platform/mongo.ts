import mongoose, { type Connection } from 'mongoose';
import type { Releasers } from './releasers.ts';
import { withTimeout } from './with-timeout.ts';

export interface MongoSettings {
  uri: string;
  poolSize: number;
  appName: string;
  /** A database that says nothing for so long counts as away: ms; 0 for as long as it takes. */
  timeoutMs: number;
}

/** A request waits this long for a server before it is answered with 503. */
const SERVER_SELECTION_MS = 1_500;
/** A service that starts waits longer: a replica set may be choosing its primary. */
export const START_SELECTION_MS = 5_000;
/** A server that takes a connection and says nothing counts as away. */
const CONNECT_MS = 2_000;
const PROBE_MS = 1_000;
/** The driver looks often whether the server is there, so that one that is back is used soon. */
const LOOK = { heartbeatFrequencyMS: 500, minHeartbeatFrequencyMS: 1_000 };

// For all connections of the process, in any module: filters from outside cannot smuggle operators in, and a
// misspelt field is an error instead of "all".
mongoose.set('strictQuery', 'throw');
mongoose.set('sanitizeFilter', true);

/**
 * Opens a connection of its own (never mongoose's global one, so that a process may hold several).
 * @param selectionMs how long it waits for a server
 */
export async function connectMongo(
  settings: MongoSettings,
  selectionMs = SERVER_SELECTION_MS,
): Promise<Connection> {
  const connection = mongoose.createConnection(settings.uri, {
    appName: settings.appName,
    maxPoolSize: settings.poolSize,
    serverSelectionTimeoutMS: selectionMs,
    connectTimeoutMS: CONNECT_MS,
    ...LOOK,
    socketTimeoutMS: settings.timeoutMs,
    waitQueueTimeoutMS: settings.timeoutMs,
    autoIndex: false,
    autoCreate: false,
    bufferCommands: false,
    writeConcern: { w: 'majority', journal: true },
    readPreference: 'primary',
  });
  return connection.asPromise();
}

/** Asks the database for its time. */
export async function databaseTime(connection: Connection): Promise<Date> {
  const hello = await connection.db?.command({ hello: 1 });
  return (hello?.localTime as Date | undefined) ?? new Date();
}

/** Asks a backing service whether it answers now. */
export type Probe = () => Promise<boolean>;

/**
 * Creates a probe of the database with a deadline (ms), on a connection of its own: with those of the product it would
 * wait behind their work, and a database that is busy is not away. However many callers there are at a time, it is
 * asked once.
 * @param releasers closes the connection with what they release
 */
export async function probeMongo(
  settings: MongoSettings,
  releasers: Releasers,
  deadlineMs = PROBE_MS,
): Promise<Probe> {
  const connection = await connectMongo({
    ...settings,
    appName: `${settings.appName}-probe`,
    poolSize: 1,
    // An answer that does not come closes the connection, or it would keep the next question waiting.
    timeoutMs: deadlineMs,
  });
  releasers.add('probe of the database', () => connection.close());
  let asking: Promise<boolean> | null = null;
  return () => {
    asking ??= mongoAnswers(connection, deadlineMs).finally(() => {
      asking = null;
    });
    return asking;
  };
}

async function mongoAnswers(connection: Connection, deadlineMs: number): Promise<boolean> {
  if (!connection.db) return false;
  try {
    // Asked although the driver thinks it away: the question makes it look again at once.
    await withTimeout(deadlineMs, connection.db.command({ ping: 1 }), 'MongoDB');
    return true;
  } catch {
    return false; // the answer to "does it answer?" is no; the caller reports it
  }
}
