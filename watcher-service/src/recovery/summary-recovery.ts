import type { JobEdits } from '@punctual/engine/jobs/job-edits';
import type { JobRecovery } from '@punctual/engine/jobs/job-recovery';
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
  readonly #jobs: JobRecovery;
  readonly #edits: Pick<JobEdits, 'disableFailing'>;
  readonly #clock: Clock;

  constructor(
    recovery: RunRecovery,
    summaries: JobSummaries,
    jobs: JobRecovery,
    edits: Pick<JobEdits, 'disableFailing'>,
    clock: Clock,
  ) {
    this.#recovery = recovery;
    this.#summaries = summaries;
    this.#jobs = jobs;
    this.#edits = edits;
    this.#clock = clock;
  }

  /**
   * Adds runs that ended without it, counts again where counts may be wrong, and disables jobs that have failed as often
   * as they may; returns how much there was.
   */
  async step(): Promise<number> {
    const now = this.#clock.now();
    const before = new Date(now.getTime() - GRACE_MS);
    const runs = await this.#recovery.unsummarized(before, BATCH);
    await this.#summaries.summarize(runs, false);
    const behind = await this.#jobs.recount(BATCH);
    return runs.length + behind + (await this.#disableFailing(now));
  }

  /** One that cannot be disabled now is left for the next step, and so are those after it. */
  async #disableFailing(now: Date): Promise<number> {
    const due = await this.#jobs.pausesDue(BATCH);
    for (const id of due) await this.#edits.disableFailing(id, now);
    return due.length;
  }
}
