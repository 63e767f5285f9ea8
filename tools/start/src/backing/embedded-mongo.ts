import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { builtEntry } from '../system/paths.ts';
import { type ManagedProcess, startProcess } from '../system/processes.ts';
import { SetupError } from '../system/setup-error.ts';

const LISTENING = /listening on (mongodb:\/\/[^\s/]+:(\d+))/;
const READY_DEADLINE_MS = 30_000;

export interface RunningMongo {
  /** Without a database name. */
  uri: string;
  port: number;
  process: ManagedProcess;
  stop(): Promise<void>;
}

/** The embedded database as a process of its own. Port 0: any free one. */
export async function startEmbeddedMongo(dataDir: string, port = 0): Promise<RunningMongo> {
  const entry = builtEntry('tools/embedded-mongo');
  if (!existsSync(entry)) throw new SetupError('The embedded database is not built. Type: npm run build');
  await mkdir(dataDir, { recursive: true });
  const args = [entry, '--data', dataDir, '--port', String(port)];
  const mongo = startProcess({ name: 'embedded-mongo', command: process.execPath, args });
  try {
    const line = await mongo.waitForLog(LISTENING, { deadlineMs: READY_DEADLINE_MS });
    const stop = async () => {
      await mongo.stop();
    };
    return { uri: line[1] ?? '', port: Number(line[2]), process: mongo, stop };
  } catch (error) {
    await mongo.stop();
    throw new SetupError(
      `The embedded database did not start. ${error instanceof Error ? error.message : error}`,
    );
  }
}
