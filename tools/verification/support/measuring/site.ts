import { randomBytes } from 'node:crypto';
import { type Collections, collectionsOf } from '@punctual/engine/database/collections';
import { migrate } from '@punctual/engine/database/migrations';
import { createModels, type Models } from '@punctual/engine/database/models';
import { connectMongo } from '@punctual/engine/platform/mongo';
import { createTeardown } from '@punctual/start/system/teardown';
import { type ServiceName, type SpawnedService, spawnService } from '@punctual/testing/backing/spawn-service';
import type { Connection } from 'mongoose';

/** Longer than what a service takes to finish what is under way (ms). */
const STOP_MS = 35_000;
const CONNECTION = { poolSize: 4, appName: 'punctual-bench', timeoutMs: 0 };

/** An installation of its own: a database, and services as real processes from dist. */
export class Site {
  readonly uri: string;
  readonly redisUrl: string;
  readonly connection: Connection;
  readonly models: Models;
  readonly collections: Collections;
  readonly #teardown = createTeardown();
  /** With which the services sign access tokens. */
  readonly secret = randomBytes(32).toString('base64');

  private constructor(uri: string, redisUrl: string, connection: Connection) {
    this.uri = uri;
    this.redisUrl = redisUrl;
    this.connection = connection;
    this.models = createModels(connection);
    this.collections = collectionsOf(connection);
  }

  /** Makes the indexes and nothing else. */
  static async open(uri: string, redisUrl: string): Promise<Site> {
    const site = new Site(uri, redisUrl, await connectMongo({ ...CONNECTION, uri }));
    await migrate(site.models);
    return site;
  }

  startWatcher(env: Record<string, string> = {}): Promise<SpawnedService> {
    return this.#start('watcher-service', { SMTP_URL: 'smtp://127.0.0.1:9', ...env });
  }

  startScheduler(env: Record<string, string> = {}): Promise<SpawnedService> {
    return this.#start('scheduler-service', { JWT_SECRET: this.secret, ...env });
  }

  async #start(name: ServiceName, env: Record<string, string>): Promise<SpawnedService> {
    const common = { MONGODB_URI: this.uri, REDIS_URL: this.redisUrl, LOG_LEVEL: 'info' };
    const service = await spawnService(name, { ...common, ...env });
    this.#teardown.add(() => service.stop(STOP_MS));
    return service;
  }

  /** Stops the services, and leaves nothing of it behind. */
  async close(): Promise<void> {
    const failures = await this.#teardown.run();
    await this.connection.dropDatabase();
    await this.connection.close();
    if (failures.length > 0) throw failures[0];
  }
}
