import type { ChangedJob } from '@punctual/contracts/api/job-actions-contract';
import type { Language } from '@punctual/contracts/language';
import type { JobDocument } from '@punctual/engine/database/documents';
import type { JobStore, Whose } from '@punctual/engine/database/job-store';
import type { EditResult } from '@punctual/engine/jobs/job-edits';
import { changedMeanwhile } from '../http/etag.ts';
import { findJob } from './find-job.ts';
import type { ImminentRuns } from './imminent-runs.ts';
import { presentJob } from './job-presenter.ts';

/** The job that is to be changed. */
export interface JobSelection {
  scope: Whose;
  id: string;
  now: Date;
  /** Refuses a job that is not as the caller saw it. */
  check?: (job: JobDocument) => void;
}

/** Changes a job as it was read; null if it was changed by others in between. */
export type JobChange = (job: JobDocument) => Promise<EditResult | null>;

/** The job may be changed by others between our reading and our writing: it is read again this many times. */
const TRIES = 5;

/** Changes jobs that others, and watchers, may change at the same moment. */
export class JobChanger {
  readonly #jobs: JobStore;
  readonly #imminentRuns: ImminentRuns;

  constructor(jobs: JobStore, imminentRuns: ImminentRuns) {
    this.#jobs = jobs;
    this.#imminentRuns = imminentRuns;
  }

  /**
   * Applies a change to a job as it is at that moment, and makes the runs that are imminent by it.
   * @throws AppError 404 without such a job, 412 if it does not stop being changed by others
   */
  async change({ scope, id, now, check }: JobSelection, change: JobChange): Promise<EditResult> {
    for (let i = 0; i < TRIES; i++) {
      const job = await findJob(this.#jobs, scope, id);
      check?.(job);
      if (i === 0 && isOverdue(job, now)) {
        await this.#imminentRuns.scheduleOrFail([job], now);
        continue;
      }
      const result = await change(job);
      if (!result) continue;
      // It is as was asked for already, perhaps by a process that died before it announced the change.
      if (result.job === job) this.#jobs.tell([job]);
      await this.#imminentRuns.schedule([result.job], now);
      return result;
    }
    throw changedMeanwhile();
  }
}

/** No watcher has looked at it in time: what was due before a change is recorded before it. */
const isOverdue = ({ enabled, nextRunAt }: JobDocument, now: Date): boolean =>
  enabled && nextRunAt !== null && nextRunAt <= now;

/** Presents the job after a change, and the effects of the change on its runs. */
export const presentEditResult = (
  { job, canceled, running }: EditResult,
  language: Language,
): ChangedJob => ({
  ...presentJob(job, language),
  effects: { canceledRuns: canceled.length, runningRuns: running.map(({ _id }) => _id.toHexString()) },
});
