import { join } from 'node:path';
import { startMail } from './backing/mail.ts';
import { type Database, startDatabase } from './backing/mongodb.ts';
import { startRedis } from './backing/redis.ts';
import type { ManagedProcess } from './system/processes.ts';
import { type Log, step } from './system/progress.ts';
import { createTeardown } from './system/teardown.ts';
import type { Environment } from './variables.ts';

export interface BackingServices {
  database: Database;
  mongodbUri: string;
  redisUrl: string;
  smtpUrl: string;
  mailDir?: string;
  mailPageUrl?: string;
  /** Those that we started as processes: if one ends, the whole is broken. */
  processes: ManagedProcess[];
  stop(): Promise<void>;
}

export interface BackingServicesOptions {
  dataDir: string;
  env: Environment;
  log: Log;
}

/** Brings up what is missing of database, Redis and mail. If one fails, those already up are stopped. */
export async function startBackingServices(options: BackingServicesOptions): Promise<BackingServices> {
  const { dataDir, env, log } = options;
  const teardown = createTeardown();
  const stop = async () => {
    const [failure] = await teardown.run();
    if (failure) throw failure;
  };
  try {
    const database = await step(log, 'Starting the database', () => startDatabase(env, dataDir));
    teardown.add(database.stop);
    const redis = await step(log, 'Starting Redis', () => startRedis(env, join(dataDir, 'redis'), log));
    teardown.add(redis.stop);
    const { stop: stopMail, ...mail } = await step(log, 'Starting the mail catcher', () =>
      startMail(env, dataDir),
    );
    teardown.add(stopMail);
    const processes = [database.process, redis.process].filter((process) => process !== undefined);
    const mongodb = { database, mongodbUri: database.uri };
    return { ...mongodb, redisUrl: redis.url, ...mail, processes, stop };
  } catch (error) {
    await teardown.run();
    throw error;
  }
}
