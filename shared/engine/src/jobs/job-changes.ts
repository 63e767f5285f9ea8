import type { Collections } from '../database/collections.ts';
import type { RunDocument } from '../database/documents.ts';
import { JobClaims } from './job-locks.ts';
import { JobSettling } from './job-summaries.ts';
import type { Verdict } from './lock-result.ts';

/** The one place where a job's status, its active run and the summary of its last run change. */
export class JobChanges {
  readonly #claims: JobClaims;
  readonly #settling: JobSettling;

  constructor(collections: Collections) {
    this.#claims = new JobClaims(collections);
    this.#settling = new JobSettling(collections);
  }

  /** Makes runs that were taken the active ones of their jobs: see JobClaims. Verdicts are in their order. */
  claim(runs: RunDocument[]): Promise<Verdict[]> {
    return this.#claims.claim(runs);
  }

  /** Writes what became of runs into their jobs: see JobSettling. `counted: false` for a repetition. */
  settle(runs: RunDocument[], counted: boolean): Promise<void> {
    return this.#settling.settle(runs, counted);
  }
}
