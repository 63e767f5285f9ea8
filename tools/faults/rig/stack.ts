import type { ManagedProcess } from '@punctual/local-stack/system/processes';
import { startPrivateRedis } from '@punctual/local-stack/testing/private-redis';
import type { SpawnedService } from '@punctual/local-stack/testing/spawn-service';
import { TERMINAL_STATUSES } from '@punctual/shared/runs/run-status';
import type { JobDocument, RunDocument } from '@punctual/shared/store/documents';
import { afterAll, afterEach, beforeAll, expect, inject } from 'vitest';
import { TestDatabase } from '../../../shared/test/support/engine/database.ts';
import { ApiUser } from './api-user.ts';
import { HttpSink } from './effects.ts';
import type { Evidence } from './evidence.ts';
import { Expectations } from './expectations.ts';
import { type Environment, Links, type ServiceLink } from './links.ts';
import { judge } from './oracle.ts';
import { PathRecorder } from './path-recorder.ts';
import { killed, Processes } from './processes.ts';
import { PATIENCE_MS, until } from './waiting.ts';

export { LEASE_MS } from './processes.ts';
export { inSeconds, until } from './waiting.ts';

/** Services as processes of their own, with a database, a Redis and a target of calls that are theirs alone. */
export class Stack {
  readonly db: TestDatabase;
  readonly sink = new HttpSink();
  readonly killed = killed;
  readonly #expectations = new Expectations(() => this.sink.url());
  readonly #paths = new PathRecorder(() => this.db.runs);
  readonly #users: ApiUser[] = [];
  readonly #links = new Links();
  readonly #processes = new Processes(() => ({
    mongodbUri: this.db.uri,
    redisUrl: this.redis.url,
    sinkPort: this.sink.port,
  }));
  #redis: Awaited<ReturnType<typeof startPrivateRedis>> | undefined;

  /** @param mongodbUri another database server than the one that the tests of this run share */
  constructor(mongodbUri?: string) {
    this.db = new TestDatabase(mongodbUri);
  }

  async open(): Promise<void> {
    const [, , redis] = await Promise.all([this.db.open(), this.sink.open(), startPrivateRedis()]);
    this.#redis = redis;
    this.#paths.start();
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

  /** Somebody with an account: what the API promises them the oracle looks up. */
  async user(url: string | (() => string)): Promise<ApiUser> {
    const user = await ApiUser.register(url);
    this.#users.push(user);
    return user;
  }

  /** A job that calls the sink; a failure is tried again soon. */
  job(more?: Partial<JobDocument>): JobDocument {
    return this.#expectations.job(more);
  }

  /** The run of this job at this instant is expected, although it was not made here. */
  expect(jobId: string, at: Date): void {
    this.#expectations.add(jobId, at);
  }

  /** Jobs due once, all at this instant; each has to run then. */
  async due(count: number, when: Date, more?: Partial<JobDocument>): Promise<JobDocument[]> {
    const jobs = this.#expectations.due(count, when, more);
    await this.db.jobs.insertMany(jobs);
    return jobs;
  }

  /** A job due so many times, each so many seconds, from this instant on. */
  async recurring(
    times: number,
    seconds: number,
    first: Date,
    more?: Partial<JobDocument>,
  ): Promise<JobDocument> {
    const job = this.#expectations.recurring(times, seconds, first, more);
    await this.db.jobs.insertOne(job);
    return job;
  }

  /** Waits until so many watchers have shared out the jobs among themselves. */
  shared(watchers: number): Promise<void> {
    return until(async () =>
      expect(await this.db.models.shardLeases.distinct('owner')).toHaveLength(watchers),
    );
  }

  runs(): Promise<RunDocument[]> {
    return this.db.runs.find({}).sort({ scheduledFor: 1 }).toArray();
  }

  /** The only run there is. */
  async run(): Promise<RunDocument> {
    const runs = await this.runs();
    expect(runs).toHaveLength(1);
    return runs[0] as RunDocument;
  }

  /** Waits until every expected window has ended, and its job has been told. */
  settled(timeout = PATIENCE_MS): Promise<void> {
    return until(async () => {
      const ended = { status: { $in: [...TERMINAL_STATUSES] }, settled: true };
      expect(await this.db.runs.countDocuments(ended)).toBe(this.#expectations.windows.length);
      expect(await this.db.jobs.countDocuments({ active: { $ne: null } })).toBe(0);
    }, timeout);
  }

  effects(count: number): Promise<void> {
    return until(() => expect(this.sink.effects).toHaveLength(count));
  }

  /** What the oracle finds wrong, after so many faults that may have repeated an effect. */
  async verdict({ faults = 0, uncounted = false } = {}): Promise<string[]> {
    return judge(await this.evidence({ faultsBetween: () => faults, uncounted }));
  }

  /** All that the oracle looks at, as it is now. */
  async evidence(more: Partial<Evidence> & Pick<Evidence, 'faultsBetween'>): Promise<Evidence> {
    await this.#paths.look();
    const [runs, jobs] = await Promise.all([this.runs(), this.db.jobs.find({}).toArray()]);
    const promises = this.#users.flatMap((user) => user.promises);
    const expected = this.#expectations.windows;
    const { effects } = this.sink;
    const now = await this.db.time();
    return { runs, jobs, effects, expected, promises, paths: this.#paths.paths, now, ...more };
  }

  /** Ends all services, and forgets what was. */
  async clear(): Promise<void> {
    this.sink.forget();
    this.#processes.thaw();
    await this.#links.mend();
    await this.#processes.stop();
    await this.#links.close();
    await this.#paths.stop();
    await this.db.empty();
    this.#paths.forget();
    this.#paths.start();
    this.sink.forget();
    this.#users.length = 0;
    this.#expectations.forget();
  }

  async close(): Promise<void> {
    await this.sink.close();
    await this.#redis?.stop();
    await this.#paths.stop();
    await this.db.drop();
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
