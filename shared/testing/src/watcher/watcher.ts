import { randomUUID } from 'node:crypto';
import type { RunStatus } from '@punctual/contracts/runs/run-status';
import type { JobDocument, RunDocument } from '@punctual/engine/database/documents';
import { Dispatcher } from '@punctual/engine/queue/dispatcher';
import { readConfig } from '@punctual/watcher-service/config';
import { type Overrides, startWatcher, type Watcher } from '@punctual/watcher-service/watcher';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { type SpawnedService, spawnService } from '../backing/spawn-service.ts';
import { TestDatabase } from '../engine/database.ts';
import { aJob, anEmail, aRun, once } from '../engine/documents.ts';
import { quietLogger, TestRedis } from '../engine/redis.ts';
import { inSeconds, untilHolds } from '../waiting.ts';
import { ScriptedSmtp } from './scripted-smtp.ts';

/** Longest that anything a test waits for may take. */
export const PATIENCE_MS = 15_000;

/** A job that sends an email to this address in a second, unless told otherwise; a failure is tried again soon. */
export const mailingJob = (to: string, more: Partial<JobDocument> = {}): JobDocument =>
  aJob({
    schedule: once(inSeconds(1)),
    task: { ...anEmail(`Hello ${to}`), to: [to] } as JobDocument['task'],
    retry: { attempts: 3, backoff: 'fixed', delayMs: 100, maxAgeMs: 60_000 },
    ...more,
  });

export { inSeconds } from '../waiting.ts';

/** Waits until an assertion holds, and fails with its last message when it never does. */
export const until = (assertion: () => Promise<void> | void, timeoutMs = PATIENCE_MS): Promise<void> =>
  untilHolds(assertion, timeoutMs);

/** Database, Redis and mail server of a test's own, for the watchers that it starts. */
export class Surroundings {
  readonly db = new TestDatabase();
  readonly redis = new TestRedis();
  readonly smtp = new ScriptedSmtp();
  readonly #watchers: Watcher[] = [];
  readonly #processes: SpawnedService[] = [];

  async open(): Promise<void> {
    await Promise.all([this.db.open(), this.redis.start(), this.smtp.open()]);
  }

  /** The settings of a watcher here, by their variables. */
  get env(): Record<string, string> {
    return {
      WATCHER_PORT: '0',
      MONGODB_URI: this.db.uri,
      REDIS_URL: this.redis.url,
      SMTP_URL: this.smtp.url,
      LOG_LEVEL: process.env.TEST_LOG_LEVEL ?? 'silent',
    };
  }

  /** Starts a watcher in this process. */
  async watch(env: Record<string, string> = {}, overrides: Overrides = {}): Promise<Watcher> {
    const config = readConfig({ ...this.env, ...env });
    const watcher = await startWatcher(config, { logger: quietLogger, ...overrides });
    this.#watchers.push(watcher);
    return watcher;
  }

  /** Starts a watcher as a process of its own, from the built service. */
  async spawn(env: Record<string, string | undefined> = {}): Promise<SpawnedService> {
    const process = await spawnService('watcher-service', { ...this.env, LOG_LEVEL: 'info', ...env });
    this.#processes.push(process);
    return process;
  }

  async add(job: JobDocument): Promise<JobDocument> {
    await this.db.jobs.insertOne(job);
    return job;
  }

  /** A run of a job that somebody asks for: it is put into the queue at once. */
  async arrive(job: JobDocument, more: Partial<RunDocument> = {}): Promise<RunDocument> {
    const runKey = `${job._id.toHexString()}|m|${randomUUID()}`;
    const run = aRun(job, { trigger: 'manual', runKey, dueAt: new Date(), ...more });
    await this.db.runs.insertOne(run);
    await new Dispatcher(this.redis.producer, quietLogger).enqueue([run]);
    return run;
  }

  /** A run whose worker has been lost: its lease is over. */
  async abandoned(job: JobDocument, more: Partial<RunDocument> = {}): Promise<RunDocument> {
    const start = {
      fence: 1,
      attempt: 1,
      owner: 'gone',
      startToken: 'gone',
      attemptStartedAt: inSeconds(-60),
    };
    const lost = { status: 'RUNNING', startedAt: inSeconds(-60), leaseUntil: inSeconds(-30) } as const;
    const run = aRun(job, { dueAt: inSeconds(-60), ...start, ...lost, ...more });
    await this.db.runs.insertOne(run);
    await this.db.jobs.updateOne({ _id: job._id }, { $set: { active: { runId: run._id, fence: 1 } } });
    return run;
  }

  /** Waits until a run has become this, and answers it. */
  async whenLike(
    { _id }: Pick<RunDocument, '_id'>,
    like: object,
    timeout = PATIENCE_MS,
  ): Promise<RunDocument> {
    const now = () => this.db.runs.findOne({ _id });
    await until(async () => expect(await now()).toMatchObject(like), timeout);
    return (await now()) as RunDocument;
  }

  /** Waits until so many messages for an address have reached the mail server. */
  sent(to: string, count = 1): Promise<void> {
    return until(() => expect(this.smtp.for(to)).toHaveLength(count));
  }

  /** The runs of a job, the earliest first. */
  runsOf(job: JobDocument): Promise<RunDocument[]> {
    return this.db.runs.find({ jobId: job._id }).sort({ scheduledFor: 1 }).toArray();
  }

  /** Waits until the job's first runs have these statuses, and answers them. */
  async whenRuns(job: JobDocument, ...statuses: RunStatus[]): Promise<RunDocument[]> {
    const now = async () => (await this.runsOf(job)).slice(0, statuses.length).map(({ status }) => status);
    await until(async () => expect(await now()).toEqual(statuses));
    return this.runsOf(job);
  }

  /** Waits until the job's only run has this status, and answers it. */
  async whenRun(job: JobDocument, status: RunStatus): Promise<RunDocument> {
    const [run] = await this.whenRuns(job, status);
    return run as RunDocument;
  }

  /** Counts the runs by status. */
  async tally(): Promise<Record<string, number>> {
    const all = await this.db.runs.find({}, { projection: { status: 1 } }).toArray();
    const tally: Record<string, number> = {};
    for (const { status } of all) tally[status] = (tally[status] ?? 0) + 1;
    return tally;
  }

  /** Waits until the job has settled into this, and answers it. */
  async whenJob(job: JobDocument, like: object): Promise<JobDocument> {
    const now = () => this.db.jobs.findOne({ _id: job._id });
    await until(async () => expect(await now()).toMatchObject(like));
    return (await now()) as JobDocument;
  }

  /** Counts the processes that were started here so far. */
  get spawned(): number {
    return this.#processes.length;
  }

  /** Ends the processes that were started after the first `count`: a test that failed has left them. */
  async endSpawned(count: number): Promise<void> {
    await Promise.all(this.#processes.splice(count).map((process) => process.stop()));
  }

  async close(): Promise<void> {
    await Promise.all([...this.#watchers, ...this.#processes].map((watcher) => watcher.stop()));
    await this.smtp.close();
    await this.redis.stop();
    await this.db.drop();
  }
}

/** Surroundings for the tests of a file. */
export function useSurroundings(): Surroundings {
  const here = new Surroundings();
  let before = 0;
  beforeAll(() => here.open());
  beforeEach(() => {
    before = here.spawned;
  });
  // What a failed test has left running must not take the runs of the next one.
  afterEach(({ task }) => (task.result?.state === 'fail' ? here.endSpawned(before) : undefined));
  afterAll(() => here.close());
  return here;
}
