import type { ManagedProcess } from '@punctual/start/system/processes';
import { startPrivateRedis } from '@punctual/testing/backing/private-redis';
import type { SpawnedService } from '@punctual/testing/backing/spawn-service';
import { afterAll, afterEach, beforeAll, inject } from 'vitest';
import { type Environment, NetworkProxies, type ServiceLink } from './network-proxies.ts';
import { killed, Processes } from './processes.ts';
import { RunRecorder } from './run-recorder.ts';

export { LEASE_MS } from './processes.ts';
export { inSeconds, until } from './waiting.ts';

/** Services as processes of their own, with a database, a Redis and a target of calls that are theirs alone. */
export class Stack extends RunRecorder {
  readonly killed = killed;
  readonly #links = new NetworkProxies();
  readonly #processes = new Processes(() => ({
    mongodbUri: this.db.uri,
    redisUrl: this.redis.url,
  }));
  #redis: Awaited<ReturnType<typeof startPrivateRedis>> | undefined;

  override async open(): Promise<void> {
    const [redis] = await Promise.all([startPrivateRedis(), super.open()]);
    this.#redis = redis;
  }

  get redis() {
    if (!this.#redis) throw new Error('Redis is not running.');
    return this.#redis;
  }

  /** Brings Redis back at its address, with nothing in it. */
  async reviveRedis(): Promise<void> {
    this.#redis = await startPrivateRedis({ port: this.redis.port });
  }

  /** A connection to the database, or to Redis, that can be disturbed; give its address to a service. */
  linkToMongo(): Promise<ServiceLink> {
    return this.#links.toMongo(this.db.uri);
  }

  linkToRedis(): Promise<ServiceLink> {
    return this.#links.toRedis(this.redis.port);
  }

  watcher(env?: Environment): Promise<SpawnedService> {
    return this.#processes.watcher(env);
  }

  scheduler(env?: Environment): Promise<SpawnedService> {
    return this.#processes.scheduler(env);
  }

  /** A watcher whose event loop stands still for so long after each call of this path. */
  blockingWatcher(path: string, ms: number): Promise<ManagedProcess> {
    return this.#processes.blockingWatcher(path, ms);
  }

  /** Lists the lines in which services told of errors. */
  errors(): string[] {
    return this.#processes.errors();
  }

  /** Ends all services, and forgets what was. */
  override async clear(): Promise<void> {
    this.sink.release();
    this.#processes.thaw();
    await this.#links.mend();
    await this.#processes.stop();
    await this.#links.close();
    await super.clear();
  }

  override async close(): Promise<void> {
    await this.#redis?.stop();
    await super.close();
  }
}

export const engine = (): 'embedded' | 'external' => inject('mongodbKind');

/** A stack for the tests of a file, on the database server that they share unless told otherwise. */
export function useStack(mongodbUri?: string): Stack {
  const stack = new Stack(mongodbUri);
  beforeAll(() => stack.open());
  afterEach(() => stack.clear());
  afterAll(() => stack.close());
  return stack;
}
