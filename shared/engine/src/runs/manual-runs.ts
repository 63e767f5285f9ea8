import { randomUUID } from 'node:crypto';
import type { Collections } from '../database/collections.ts';
import type { Id, JobDocument, RunDocument } from '../database/documents.ts';
import { isDuplicateKey } from '../database/driver-errors.ts';
import { yielding } from '../database/yielding.ts';
import type { JobSummaries } from '../jobs/job-summaries.ts';
import { draftRun } from './run-draft.ts';
import type { RunTransitions } from './run-transitions.ts';

export interface ManualRequest {
  at: Date;
  /** The user who asks for it. */
  by?: Id;
  /** Two requests of one key make one run; without a key each request makes a run of its own. */
  key?: string;
  /** The run that this one repeats. */
  rerunOf?: RunDocument;
}

const manualRunKey = ({ _id }: JobDocument, key: string): string => `${_id.toHexString()}|m|${key}`;

/** Makes the runs that users trigger. They obey the overlap policy like all others. */
export class ManualRuns {
  readonly #collections: Collections;
  readonly #runs: RunTransitions;
  readonly #summaries: JobSummaries;

  constructor(collections: Collections, runs: RunTransitions, summaries: JobSummaries) {
    this.#collections = collections;
    this.#runs = runs;
    this.#summaries = summaries;
  }

  /** Returns whether the run of a key is there. */
  async isMade(job: JobDocument, key: string): Promise<boolean> {
    return (await this.#collections.runs.countDocuments({ runKey: manualRunKey(job, key) })) > 0;
  }

  /**
   * Makes a run: waiting for a worker, or skipped because another one is going on. The caller has to call `tell` for
   * one that waits; a worker may have it meanwhile.
   */
  async make(job: JobDocument, { at, by, key = randomUUID(), rerunOf }: ManualRequest): Promise<RunDocument> {
    const occurrence = { at, dueAt: at };
    const trigger = rerunOf ? 'rerun' : 'manual';
    const runKey = manualRunKey(job, key);
    const draft = draftRun(job, { occurrence, trigger, missed: null, expired: false });
    const run = await this.#insert({
      ...draft,
      runKey,
      rerunOf: rerunOf?._id ?? null,
      ...(by && { startedBy: by }),
    });
    if (run.status !== 'PENDING') return run;
    const blockedBy = job.overlap === 'skip' ? await this.#underWay(job) : null;
    const skip = { run, change: 'skip', reason: 'OVERLAP', blockedBy, at, attempt: null } as const;
    const [skipped] = blockedBy ? await this.#runs.finish([skip]) : [];
    if (skipped) await this.#summaries.summarizeOrLeave([skipped]);
    return skipped ?? run;
  }

  /** Shows in the job, which is given as it was read when the run was made, that it has a run to come. */
  tell(waiting: RunDocument, job: JobDocument): Promise<void> {
    return this.#summaries.summarize([waiting], true, new Map([[job._id.toHexString(), job]]));
  }

  /** Finds the run that has the lock of the job; one that has ended, and is not summarized yet, has it no more. */
  async #underWay({ active }: JobDocument): Promise<Id | null> {
    if (!active) return null;
    const running = { _id: active.runId, status: 'RUNNING' } as const;
    return (await this.#collections.runs.findOne(running, { projection: { _id: 1 } }))?._id ?? null;
  }

  async #insert(run: RunDocument): Promise<RunDocument> {
    try {
      await yielding(() => this.#collections.runs.insertOne(run));
      this.#collections.changes.emit('runsCreated', [run], 0);
      return run;
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      const { runKey } = run;
      return (await this.#collections.runs.findOne({ runKey })) ?? run;
    }
  }
}
