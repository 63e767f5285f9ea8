import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunningMongo, startEmbeddedMongo } from '@punctual/start/backing/embedded-mongo';

export interface PrivateMongo extends RunningMongo {
  dataDir: string;
}

/**
 * An embedded database that a test may stop or kill: its own process, port and folder.
 * Give the folder and port of one that was killed to bring it back with what it had stored;
 * `stop()` removes the folder, `process.stop()` leaves it.
 */
export async function startPrivateMongo(
  options: { dataDir?: string; port?: number } = {},
): Promise<PrivateMongo> {
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'punctual-mongo-')));
  const mongo = await startEmbeddedMongo(dataDir, options.port);
  const stop = async () => {
    await mongo.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
  return { ...mongo, dataDir, stop };
}
