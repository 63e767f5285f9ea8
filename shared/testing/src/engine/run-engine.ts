import { DAY_MS } from '@punctual/contracts/time';
import type { Collections } from '@punctual/engine/database/collections';
import type { Attempt, Id, JobDocument, RunDocument } from '@punctual/engine/database/documents';
import { ProcessStore } from '@punctual/engine/database/process-store';
import { JobLocks } from '@punctual/engine/jobs/job-locks';
import { JobRecovery } from '@punctual/engine/jobs/job-recovery';
import { JobSummaries } from '@punctual/engine/jobs/job-summaries';
import type { LockResult } from '@punctual/engine/jobs/lock-result';
import { RunRecovery } from '@punctual/engine/runs/run-recovery';
import type { RunTransition } from '@punctual/engine/runs/run-transition';
import { RunTransitions, type StartedBy } from '@punctual/engine/runs/run-transitions';
import { isSuspect } from '@punctual/engine/runs/suspects';
import type { TestDatabase } from './database.ts';
import { after, aJob, aRun, NOON } from './documents.ts';

export const LEASE_MS = 30_000;

let batches = 0;
/** A batch of starts by one process. */
export const by = (owner: string, now = NOON): StartedBy => ({
  owner,
  token: `${owner}-${++batches}`,
  leaseUntil: after(now, LEASE_MS),
});

export const anAttempt = (more: Partial<Attempt> = {}): Attempt => ({
  startedAt: NOON,
  finishedAt: NOON,
  outcome: 'COMPLETED',
  code: 250,
  error: null,
  response: 'OK',
  ...more,
});

type Whole = Pick<RunTransition, 'run' | 'at' | 'attempt'>;
type Without<T, K extends keyof T> = T extends unknown ? Omit<T, K> : never;
/** A transition as a test writes it: a completion at noon, with an attempt, where it says nothing else. */
type TransitionDraft =
  | (Without<RunTransition, keyof Whole> & Partial<Whole>)
  | (Partial<Whole> & { change?: never });

/** The end of a run; at noon and completed unless told otherwise. */
export function ending(run: RunDocument, draft: TransitionDraft = {}): RunTransition {
  const common = { run, at: NOON, attempt: anAttempt() };
  return draft.change ? { ...common, ...draft } : { ...common, ...draft, change: 'complete' };
}

/** Builds the transition that recovery makes of a run whose worker was lost. */
export const takeover = (run: RunDocument, at = NOON): RunTransition =>
  ending(run, { change: 'takeOver', at, crashed: true, attempt: anAttempt({ outcome: 'LOST' }) });

/** The engine on a test's database, and what tests do with it. */
export class RunEngine {
  readonly #db: TestDatabase;

  constructor(db: TestDatabase) {
    this.#db = db;
  }

  get runs(): RunTransitions {
    return new RunTransitions(this.#db.collections, DAY_MS);
  }

  get locks(): JobLocks {
    return new JobLocks(this.#db.collections);
  }

  get summaries(): JobSummaries {
    return new JobSummaries(this.#db.collections);
  }

  get recovery(): RunRecovery {
    return new RunRecovery(this.#db.collections);
  }

  get jobRecovery(): JobRecovery {
    return new JobRecovery(this.#db.collections);
  }

  get processes(): ProcessStore {
    return new ProcessStore(this.#db.models);
  }

  /** On collections that a test has put something between. */
  runsOn(collections: Collections): RunTransitions {
    return new RunTransitions(collections, DAY_MS);
  }

  async addJob(more: Partial<JobDocument> = {}): Promise<JobDocument> {
    const job = aJob(more);
    await this.#db.jobs.insertOne(job);
    return job;
  }

  async addRun(job?: JobDocument, more: Partial<RunDocument> = {}): Promise<RunDocument> {
    const run = aRun(job, more);
    await this.#db.runs.insertOne(run);
    return run;
  }

  /** Takes a run; it has to be there to be taken. */
  async start(run: RunDocument, owner = 'ana', now = NOON): Promise<RunDocument> {
    const start = { ...by(owner, now), inQuarantine: isSuspect(run) };
    const [started] = await this.runs.start([{ id: run._id, queuedAt: now }], start, now);
    if (!started) throw new Error('The run could not be started.');
    return started;
  }

  async finish(run: RunDocument, draft: TransitionDraft = {}): Promise<RunDocument> {
    const [ended] = await this.runs.finish([ending(run, draft)]);
    if (!ended) throw new Error('The run could not be ended.');
    return ended;
  }

  /** A run of a job that is under way and holds its place. */
  async running(job: JobDocument, more: Partial<RunDocument> = {}): Promise<RunDocument> {
    const run = await this.start(await this.addRun(job, more));
    await this.locks.acquire([run]);
    return run;
  }

  async acquire(run: RunDocument): Promise<LockResult | undefined> {
    return (await this.locks.acquire([run]))[0];
  }

  run({ _id }: { _id: Id }): Promise<RunDocument> {
    return found(this.#db.runs.findOne({ _id }));
  }

  job({ _id }: { _id: Id }): Promise<JobDocument> {
    return found(this.#db.jobs.findOne({ _id }));
  }
}

async function found<T>(search: Promise<T | null>): Promise<T> {
  const document = await search;
  if (!document) throw new Error('It is not there.');
  return document;
}
