import mongoose, { type Connection } from 'mongoose';

export interface MongoSettings {
  uri: string;
  poolSize: number;
  appName: string;
}

/** A request waits this long for a server before it is answered with 503. */
const SERVER_SELECTION_MS = 1_500;
const SOCKET_TIMEOUT_MS = 20_000;

/**
 * Opens a connection of its own (never mongoose's global one, so that a process may hold several).
 * Filters from outside cannot smuggle operators in, and a misspelt field is an error instead of "all".
 */
export async function connectMongo(settings: MongoSettings): Promise<Connection> {
  mongoose.set('strictQuery', 'throw');
  mongoose.set('sanitizeFilter', true);
  const connection = mongoose.createConnection(settings.uri, {
    appName: settings.appName,
    maxPoolSize: settings.poolSize,
    serverSelectionTimeoutMS: SERVER_SELECTION_MS,
    socketTimeoutMS: SOCKET_TIMEOUT_MS,
    autoIndex: false,
    autoCreate: false,
    bufferCommands: false,
    writeConcern: { w: 'majority', journal: true },
    readPreference: 'primary',
  });
  return connection.asPromise();
}

/** Whether the database answers now, within `deadlineMs`. */
export async function mongoAnswers(connection: Connection, deadlineMs = 1_000): Promise<boolean> {
  if (connection.readyState !== mongoose.ConnectionStates.connected) return false;
  try {
    await connection.db?.command({ ping: 1 }, { timeoutMS: deadlineMs });
    return true;
  } catch {
    return false; // the answer to "does it answer?" is no; whoever asked reports it
  }
}
