import type { mongo } from 'mongoose';
import type { Collections } from '../database/collections.ts';
import type { CancelReason, Id, RunDocument } from '../database/documents.ts';
import type { JobSummaries } from '../jobs/job-summaries.ts';
import type { RunTransitions } from './run-transitions.ts';

type Filter = mongo.Filter<RunDocument>;

const BATCH = 500;

/** Ends runs that are not wanted any more: waiting ones at once, those under way by a request to their workers. */
export class RunCancellation {
  readonly #collections: Collections;
  readonly #runs: RunTransitions;
  readonly #summaries: JobSummaries;

  constructor(collections: Collections, runs: RunTransitions, summaries: JobSummaries) {
    this.#collections = collections;
    this.#runs = runs;
    this.#summaries = summaries;
  }

  /** Cancels the waiting ones of these runs. Returns those that were canceled, without those that were taken meanwhile. */
  async cancelWaiting(
    which: Filter,
    reason: CancelReason,
    at: Date,
    canceledBy?: Id,
  ): Promise<RunDocument[]> {
    const canceled: RunDocument[] = [];
    for (;;) {
      const waiting = await this.#collections.runs
        .find({ ...which, status: 'PENDING' })
        .limit(BATCH)
        .toArray();
      const ending = { change: 'cancel', reason, at, attempt: null, canceledBy } as const;
      const endings = waiting.map((run) => ({ run, ...ending }));
      const ended = await this.#runs.finish(endings);
      await this.#summaries.summarizeOrLeave(ended);
      canceled.push(...ended);
      if (waiting.length < BATCH) return canceled;
    }
  }

  /** Asks the workers of these runs to end them, and returns the runs. The workers record their ends. */
  async requestAbort(which: Filter, reason: CancelReason, canceledBy?: Id): Promise<RunDocument[]> {
    const running: Filter = { ...which, status: 'RUNNING' };
    await this.#collections.runs.updateMany(
      { ...running, cancelRequested: null },
      { $set: { cancelRequested: reason, ...(canceledBy ? { canceledBy } : {}) } },
    );
    return this.#collections.runs.find(running).toArray();
  }

  /** Lets waiting runs of a job that lie ahead and were never begun follow an edit of its task or policies. */
  async refresh(jobId: Id, now: Date, change: Pick<RunDocument, 'snapshot' | 'revision'>): Promise<void> {
    await this.#collections.runs.updateMany(
      { ...upcomingRuns(jobId, now), status: 'PENDING' },
      { $set: change },
    );
  }
}

/** Scheduled runs of a job that lie ahead and were never begun: the ones that follow an edit. */
export const upcomingRuns = (jobId: Id, now: Date): Filter => ({
  jobId,
  trigger: 'schedule',
  attempt: 0,
  dueAt: { $gt: now },
});
