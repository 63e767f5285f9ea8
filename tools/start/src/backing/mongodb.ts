import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { findTool } from '../system/find-tool.ts';
import { firstFreePort } from '../system/free-port.ts';
import { type ManagedProcess, startProcess } from '../system/processes.ts';
import { SetupError } from '../system/setup-error.ts';
import { type Environment, hidePassword, readAddress } from '../variables.ts';
import { startEmbeddedMongo } from './embedded-mongo.ts';
import { requireAnswer } from './reachable.ts';

const DEFAULT_PORT = 27_017;
const DATABASE = 'punctual';
const EXAMPLE = `mongodb://host:27017/${DATABASE}`;
const MONGOD_READY = /Waiting for connections/;
const READY_DEADLINE_MS = 60_000;

export interface Database {
  uri: string;
  /** Name for the start page. */
  label: string;
  /** Tells databases apart: whose administrator exists already. */
  id: string;
  /** Its folder did not exist before this start. */
  isNew: boolean;
  process?: ManagedProcess;
  stop(): Promise<void>;
}

/** MONGODB_URI, else a mongod on the PATH, else the embedded database. */
export async function startDatabase(env: Environment, dataDir: string): Promise<Database> {
  const given = readAddress(env, 'MONGODB_URI', ['mongodb', 'mongodb+srv'], EXAMPLE);
  if (given) return useGiven(given);
  const mongod = findTool(['mongod']);
  return mongod ? startMongod(mongod, join(dataDir, 'mongod')) : startEmbedded(join(dataDir, 'database'));
}

async function useGiven(uri: string): Promise<Database> {
  // Without one the driver would take one called "test".
  if (!/^mongodb(\+srv)?:\/\/[^/?]+\/[^/?]+/.test(uri))
    throw new SetupError(`MONGODB_URI names no database. Type: MONGODB_URI=${EXAMPLE} npm start`);
  await requireAnswer('MONGODB_URI', uri, DEFAULT_PORT);
  const id = hidePassword(uri);
  return { uri, label: `MongoDB at ${id}`, id, isNew: false, stop: async () => {} };
}

async function startEmbedded(folder: string): Promise<Database> {
  const isNew = !existsSync(folder);
  const mongo = await startEmbeddedMongo(folder, await firstFreePort(DEFAULT_PORT));
  const label = 'the embedded database, not for production';
  return { ...mongo, uri: `${mongo.uri}/${DATABASE}`, label, id: 'embedded', isNew };
}

async function startMongod(program: string, folder: string): Promise<Database> {
  const isNew = !existsSync(folder);
  await mkdir(folder, { recursive: true });
  const port = await firstFreePort(DEFAULT_PORT);
  const args = ['--dbpath', folder, '--port', String(port), '--bind_ip', '127.0.0.1'];
  const mongod = startProcess({ name: 'mongod', command: program, args });
  try {
    await mongod.waitForLog(MONGOD_READY, { deadlineMs: READY_DEADLINE_MS });
  } catch (error) {
    await mongod.stop();
    throw new SetupError(`mongod did not start. ${error instanceof Error ? error.message : String(error)}`);
  }
  const stop = async () => {
    await mongod.stop();
  };
  const uri = `mongodb://127.0.0.1:${port}/${DATABASE}`;
  return { uri, label: 'mongod', id: 'mongod', isNew, process: mongod, stop };
}
