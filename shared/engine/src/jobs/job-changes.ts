import type { Collections } from '../database/collections.ts';
import type { RunDocument } from '../database/documents.ts';
import { JobLocks } from './job-locks.ts';
import { JobSummaries } from './job-summaries.ts';
import type { LockResult } from './lock-result.ts';

/** The one place where a job's status, its active run and the summary of its last run change. */
export class JobChanges {
  readonly #claims: JobLocks;
  readonly #settling: JobSummaries;

  constructor(collections: Collections) {
    this.#claims = new JobLocks(collections);
    this.#settling = new JobSummaries(collections);
  }

  /** Makes runs that were taken the active ones of their jobs: see JobClaims. Verdicts are in their order. */
  acquire(runs: RunDocument[]): Promise<LockResult[]> {
    return this.#claims.acquire(runs);
  }

  /** Writes what became of runs into their jobs: see JobSettling. `counted: false` for a repetition. */
  summarize(runs: RunDocument[], counted: boolean): Promise<void> {
    return this.#settling.summarize(runs, counted);
  }
}
