import type { JobSummaries } from '@punctual/engine/jobs/job-summaries';
import type { Clock } from '@punctual/engine/platform/clock';
import type { RunRecovery } from '@punctual/engine/runs/run-recovery';

const BATCH = 1_000;
/** A process that ends a run summarizes it at once; after this long it did not. */
const GRACE_MS = 5_000;

/** Completes the summaries of jobs. */
export class SummaryRecovery {
  readonly #recovery: RunRecovery;
  readonly #summaries: JobSummaries;
  readonly #clock: Clock;

  constructor(recovery: RunRecovery, summaries: JobSummaries, clock: Clock) {
    this.#recovery = recovery;
    this.#summaries = summaries;
    this.#clock = clock;
  }

  /** Adds runs that ended without it, and counts again where counts may be wrong; returns how much there was. */
  async step(): Promise<number> {
    const before = new Date(this.#clock.now().getTime() - GRACE_MS);
    const runs = await this.#recovery.unsummarized(before, BATCH);
    await this.#summaries.summarize(runs, false);
    return runs.length + (await this.#recovery.recount(BATCH));
  }
}
