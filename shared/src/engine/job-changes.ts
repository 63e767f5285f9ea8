import type { Collections } from '../store/collections.ts';
import type { RunDocument } from '../store/documents.ts';
import { JobClaims } from './job-claims.ts';
import { JobSettling } from './job-settling.ts';
import type { Verdict } from './verdict.ts';

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
