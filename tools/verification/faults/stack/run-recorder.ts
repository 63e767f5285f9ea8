import { TERMINAL_STATUSES } from '@punctual/contracts/runs/run-status';
import type { JobDocument, RunDocument } from '@punctual/engine/database/documents';
import { TestDatabase } from '@punctual/testing/engine/database';
import { expect } from 'vitest';
import type { Evidence } from '../invariants/evidence.ts';
import { checkInvariants } from '../invariants/invariant-checker.ts';
import { PathRecorder } from '../invariants/path-recorder.ts';
import { ApiUser } from './api-user.ts';
import { Expectations } from './expectations.ts';
import { HttpSink } from './http-sink.ts';
import { PATIENCE_MS, until } from './waiting.ts';

/** Records what is expected, reads what happened in the database and outside, and has the invariants checked. */
export class RunRecorder {
  readonly db: TestDatabase;
  readonly sink = new HttpSink();
  readonly #expectations = new Expectations(() => this.sink.url());
  readonly #paths = new PathRecorder(() => this.db.runs);
  readonly #users: ApiUser[] = [];

  /** @param mongodbUri another database server than the one that the tests of this run share */
  constructor(mongodbUri?: string) {
    this.db = new TestDatabase(mongodbUri);
  }

  async open(): Promise<void> {
    await Promise.all([this.db.open(), this.sink.open()]);
    this.#paths.start();
  }

  /** Somebody with an account: what the API promises them the invariant checker looks up. */
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
      // After a fault they are counted anew, by a sweep.
      expect(await this.db.jobs.countDocuments({ countsDirty: true })).toBe(0);
    }, timeout);
  }

  effects(count: number): Promise<void> {
    return until(() => expect(this.sink.effects).toHaveLength(count));
  }

  /** Checks the invariants after a number of faults that may have repeated an effect; returns the violations. */
  async verdict({ faults = 0, uncounted = false } = {}): Promise<string[]> {
    return checkInvariants(await this.evidence({ faultsBetween: () => faults, uncounted }));
  }

  /** All that the invariant checker looks at, as it is now. */
  async evidence(more: Partial<Evidence> & Pick<Evidence, 'faultsBetween'>): Promise<Evidence> {
    await this.#paths.look();
    const [runs, jobs] = await Promise.all([this.runs(), this.db.jobs.find({}).toArray()]);
    const promises = this.#users.flatMap((user) => user.promises);
    const expected = this.#expectations.windows;
    const { effects } = this.sink;
    const now = await this.db.time();
    return { runs, jobs, effects, expected, promises, paths: this.#paths.paths, now, ...more };
  }

  /** Forgets what was. */
  async clear(): Promise<void> {
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
    await this.#paths.stop();
    await this.db.drop();
  }
}
