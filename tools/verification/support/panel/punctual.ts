import { randomBytes } from 'node:crypto';
import type { RunningRedis } from '@punctual/start/backing/redis';
import { freePort } from '@punctual/start/system/free-port';
import { databaseAddress } from '@punctual/testing/backing/database-address';
import { type MailSink, startMailSink } from '@punctual/testing/backing/mail-sink';
import { startPrivateRedis } from '@punctual/testing/backing/private-redis';
import { type SpawnedService, spawnService } from '@punctual/testing/backing/spawn-service';
import { MongoClient } from 'mongodb';
import { inject } from 'vitest';

export const ADMIN = { email: 'carla@example.com', password: 'carla watches everything' };

/** The whole product as its users meet it: both services as processes, a mail server, the built panel. */
export interface Punctual {
  url: string;
  /** Its own database, which goes when it stops. */
  mongodbUri: string;
  mail: MailSink;
  redis: RunningRedis;
  scheduler: SpawnedService;
  watcher: SpawnedService;
  stop(): Promise<void>;
}

/** Environment variables of both services beyond what they need to start; those of a mail server are its own. */
export type Settings = Record<string, string> | ((mail: MailSink) => Record<string, string>);

export async function startPunctual(settings: Settings = {}): Promise<Punctual> {
  const [mail, redis] = await Promise.all([startMailSink(), startPrivateRedis()]);
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const uri = databaseAddress(inject('mongodbUri'), `system-${randomBytes(6).toString('hex')}`);
  const env = {
    MONGODB_URI: uri,
    REDIS_URL: redis.url,
    SMTP_URL: mail.smtpUrl,
    JWT_SECRET: randomBytes(32).toString('base64'),
    ADMIN_EMAIL: ADMIN.email,
    ADMIN_PASSWORD: ADMIN.password,
    PUBLIC_URL: url,
    SCHEDULER_PORT: String(port),
    ...(typeof settings === 'function' ? settings(mail) : settings),
  };
  const [scheduler, watcher] = await Promise.all([
    spawnService('scheduler-service', env),
    spawnService('watcher-service', env),
  ]);
  return {
    ...{ url, mongodbUri: uri, mail, redis, scheduler, watcher },
    async stop() {
      await Promise.all([scheduler.stop(), watcher.stop()]);
      await Promise.all([mail.stop(), redis.stop()]);
      const client = await new MongoClient(uri).connect();
      await client.db().dropDatabase();
      await client.close();
    },
  };
}
