import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { type ManagedProcess, startProcess } from '@punctual/local-stack/system/processes';
import { startPrivateRedis } from '@punctual/local-stack/testing/private-redis';
import {
  type ServiceName,
  type SpawnedService,
  spawnService,
} from '@punctual/local-stack/testing/spawn-service';
import { TERMINAL_STATUSES } from '@punctual/shared/runs/run-status';
import type { JobDocument, RunDocument } from '@punctual/shared/store/documents';
import { afterAll, afterEach, beforeAll, expect, inject, vi } from 'vitest';
import { TestDatabase } from '../../../shared/test/support/engine/database.ts';
import { aJob, every, once } from '../../../shared/test/support/engine/documents.ts';
import { HttpSink } from './effects.ts';
import { judge, type Window } from './oracle.ts';
import { TcpProxy } from './tcp-proxy.ts';

export const LEASE_MS = 5_000;
/** Longest that anything may take: several leases and steps of every loop, on a busy machine. */
const PATIENCE_MS = 45_000;
const SHARDS = 64;
/** Watchers hold shards that are neighbours: jobs are spread over all of them. */
const SHARD_STEP = 23;
const KILLED = { code: null, signal: 'SIGKILL' } as const;

type Environment = Record<string, string>;

export const inSeconds = (seconds: number): Date => new Date(Date.now() + seconds * 1_000);

export const until = (isSo: () => Promise<void> | void, timeout = PATIENCE_MS): Promise<void> =>
  vi.waitFor(isSo, { timeout, interval: 50 });

/** Services as processes of their own, with a database, a Redis and a target of calls that are theirs alone. */
export class Stack {
  readonly db = new TestDatabase();
  readonly sink = new HttpSink();
  #redis: Awaited<ReturnType<typeof startPrivateRedis>> | undefined;
  #processes: ManagedProcess[] = [];
  #links: TcpProxy[] = [];
  #expected: Window[] = [];
  #shard = 0;

  async open(): Promise<void> {
    const [, , redis] = await Promise.all([this.db.open(), this.sink.open(), startPrivateRedis()]);
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
  async linkToMongo(): Promise<{ link: TcpProxy; env: Environment }> {
    const address = new URL(this.db.uri);
    const link = await TcpProxy.to(Number(address.port || 27_017), address.hostname);
    address.host = `127.0.0.1:${link.port}`;
    // Without it the driver would ask who the members are, and go to them directly.
    address.searchParams.set('directConnection', 'true');
    this.#links.push(link);
    return { link, env: { MONGODB_URI: address.href } };
  }

  async linkToRedis(): Promise<{ link: TcpProxy; env: Environment }> {
    const link = await TcpProxy.to(this.redis.port);
    this.#links.push(link);
    return { link, env: { REDIS_URL: `redis://127.0.0.1:${link.port}` } };
  }

  watcher(env: Environment = {}): Promise<SpawnedService> {
    return this.#spawn('watcher-service', { ...this.#watcherEnv, ...env });
  }

  get #watcherEnv(): Environment {
    return {
      LEASE_MS: String(LEASE_MS),
      SMTP_URL: 'smtp://127.0.0.1:9',
      HTTP_ALLOWED_NETWORKS: '127.0.0.0/8',
      HTTP_ALLOWED_PORTS: String(this.sink.port),
      HTTP_PER_HOST: '1000',
      HTTP_CIRCUIT_FAILURES: '1000',
    };
  }

  /** A watcher whose event loop stands still for so long after each call of this path. */
  async blockingWatcher(path: string, ms: number): Promise<ManagedProcess> {
    const blocking = startProcess({
      name: 'blocking-watcher',
      command: process.execPath,
      args: [join(import.meta.dirname, 'blocking-watcher.mjs'), path, String(ms)],
      env: { ...this.#base, ...this.#watcherEnv, WATCHER_PORT: '0' },
    });
    this.#processes.push(blocking);
    await blocking.waitForLog(/"msg":"listening"/);
    return blocking;
  }

  get #base(): Environment {
    return { MONGODB_URI: this.db.uri, REDIS_URL: this.redis.url, LOG_LEVEL: 'info' };
  }

  scheduler(env: Environment = {}): Promise<SpawnedService> {
    return this.#spawn('scheduler-service', { JWT_SECRET: randomBytes(32).toString('base64'), ...env });
  }

  async #spawn(name: ServiceName, env: Environment): Promise<SpawnedService> {
    const service = await spawnService(name, { ...this.#base, ...env });
    this.#processes.push(service.process);
    return service;
  }

  /** A job that calls the sink; a failure is tried again soon. */
  job(more: Partial<JobDocument> = {}): JobDocument {
    this.#shard = (this.#shard + SHARD_STEP) % SHARDS;
    return aJob({
      task: {
        type: 'http',
        url: this.sink.url(),
        method: 'POST',
        expectStatus: '2xx',
      } as JobDocument['task'],
      retry: { attempts: 5, backoff: 'fixed', delayMs: 500, maxAgeMs: 86_400_000 },
      shard: this.#shard,
      ...more,
    });
  }

  /** The run of this job at this instant is expected, although it was not made here. */
  expect(jobId: string, at: Date): void {
    this.#expected.push({ jobId, at });
  }

  /** Jobs due once, all at this instant; each has to run then. */
  async due(count: number, when: Date, more: Partial<JobDocument> = {}): Promise<JobDocument[]> {
    const schedule = once(when);
    const jobs = Array.from({ length: count }, () => this.job({ schedule, ...more }));
    for (const job of jobs) this.expect(job._id.toHexString(), when);
    await this.db.jobs.insertMany(jobs);
    return jobs;
  }

  /** A job due so many times, each so many seconds, from this instant on. */
  async recurring(times: number, seconds: number, first: Date): Promise<JobDocument> {
    const job = this.job({ schedule: every(seconds, first, { maxRuns: times }) });
    for (let i = 0; i < times; i += 1) {
      this.#expected.push({
        jobId: job._id.toHexString(),
        at: new Date(first.getTime() + i * seconds * 1_000),
      });
    }
    await this.db.jobs.insertOne(job);
    return job;
  }

  /** Waits until so many watchers have shared out the jobs among themselves. */
  shared(watchers: number): Promise<void> {
    return until(async () =>
      expect(await this.db.models.shardLeases.distinct('owner')).toHaveLength(watchers),
    );
  }

  /** Waits until a service has been killed. */
  async killed({ process }: SpawnedService): Promise<void> {
    await until(() => expect(process.isRunning()).toBe(false));
    expect(await process.exited).toEqual(KILLED);
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
      expect(await this.db.runs.countDocuments(ended)).toBe(this.#expected.length);
      expect(await this.db.jobs.countDocuments({ active: { $ne: null } })).toBe(0);
    }, timeout);
  }

  effects(count: number): Promise<void> {
    return until(() => expect(this.sink.effects).toHaveLength(count));
  }

  /** What the oracle finds wrong, after so many faults that may have repeated an effect. */
  async verdict({ faults = 0, uncounted = false } = {}): Promise<string[]> {
    const [runs, jobs] = await Promise.all([this.runs(), this.db.jobs.find({}).toArray()]);
    const { effects } = this.sink;
    return judge({ runs, jobs, effects, expected: this.#expected, faults, uncounted, now: new Date() });
  }

  /** Ends all services, and forgets what was. */
  async clear(): Promise<void> {
    this.sink.forget();
    for (const process of this.#processes) process.kill('SIGCONT');
    for (const link of this.#links) await link.set('pass');
    await Promise.all(this.#processes.splice(0).map((process) => process.stop()));
    await Promise.all(this.#links.splice(0).map((link) => link.close()));
    await this.db.empty();
    this.sink.forget();
    this.#expected = [];
  }

  async close(): Promise<void> {
    await this.sink.close();
    await this.#redis?.stop();
    await this.db.drop();
  }
}

export const engine = (): 'embedded' | 'external' => inject('mongodbKind');

/** A stack for the tests of a file. */
export function useStack(): Stack {
  const stack = new Stack();
  beforeAll(() => stack.open());
  afterEach(() => stack.clear());
  afterAll(() => stack.close());
  return stack;
}
