import type { DueTimer } from '@punctual/shared/dispatch/due-timer';
import type { JobChanges } from '@punctual/shared/engine/job-changes';
import type { Materialiser } from '@punctual/shared/engine/materialiser';
import type { RunChanges } from '@punctual/shared/engine/run-changes';
import type { Clock } from '@punctual/shared/platform/clock';
import type { Logger } from '@punctual/shared/platform/logger';
import { skipMissed } from './skip-missed.ts';

/** Runs are made this long before they are due, so that at the due millisecond only the queue is left to do. */
export const LOOK_AHEAD_MS = 2_000;
const BATCH = 500;

export interface WatchParts {
  materialiser: Materialiser;
  runs: RunChanges;
  jobs: JobChanges;
  timer: DueTimer;
  clock: Clock;
  logger: Logger;
}

/** One look at the jobs: what is due soon becomes runs, which are handed to the timer. Answers how many. */
export async function watchStep(parts: WatchParts): Promise<number> {
  const now = parts.clock.now();
  const until = new Date(now.getTime() + LOOK_AHEAD_MS);
  let made = 0;
  for (;;) {
    const jobs = await parts.materialiser.due(until, BATCH);
    const { waiting, expired, failed } = await parts.materialiser.materialise(jobs, now, until);
    parts.timer.arm(waiting);
    await skipMissed(expired, now, parts);
    made += waiting.length + expired.length;
    for (const { job, error } of failed)
      parts.logger.error({ err: error, jobId: job._id }, 'The next run of a job cannot be computed');
    if (jobs.length < BATCH || failed.length === BATCH) return made;
  }
}
