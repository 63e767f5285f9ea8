import type { JobDocument } from '@punctual/engine/database/documents';
import type { Logger } from '@punctual/engine/platform/logger';
import type { DueDispatcher } from '@punctual/engine/queue/due-dispatcher';
import type { Materialiser } from '@punctual/engine/runs/materialiser';

/** A watcher looks each second, two seconds ahead: runs that are due sooner than this may be made here at once. */
const SOON_MS = 3_000;

/**
 * Makes the runs of jobs that are due within moments, by the same code that watchers use: a watcher would find
 * the job too late for its run to be on time.
 */
export class ImminentRuns {
  readonly #materialiser: Materialiser;
  readonly #dueDispatcher: DueDispatcher;
  readonly #logger: Logger;

  constructor(materialiser: Materialiser, dueDispatcher: DueDispatcher, logger: Logger) {
    this.#materialiser = materialiser;
    this.#dueDispatcher = dueDispatcher;
    this.#logger = logger;
  }

  /** Schedules the imminent runs of jobs. If it fails, nothing is lost: the next look of a watcher makes them. */
  async schedule(jobs: JobDocument[], now: Date): Promise<void> {
    try {
      await this.scheduleOrFail(jobs, now);
    } catch (err) {
      const jobIds = jobs.map(({ _id }) => _id);
      this.#logger.warn({ err, jobIds }, 'What is due at once is left to the watchers');
    }
  }

  /** Schedules the imminent runs of jobs that are about to change, after which no watcher could make them any more. */
  async scheduleOrFail(jobs: JobDocument[], now: Date): Promise<void> {
    const until = new Date(now.getTime() + SOON_MS);
    const due = jobs.filter(({ nextRunAt }) => nextRunAt && nextRunAt <= until);
    if (due.length === 0) return;
    const { waiting } = await this.#materialiser.materialise(due, now, until);
    this.#dueDispatcher.arm(waiting);
  }
}
