import type { JobChanges } from '@punctual/engine/jobs/job-changes';
import type { Clock } from '@punctual/engine/platform/clock';
import type { Logger } from '@punctual/engine/platform/logger';
import type { DueTimer } from '@punctual/engine/queue/due-timer';
import type { Materialiser } from '@punctual/engine/runs/materialiser';
import type { RunTransitions } from '@punctual/engine/runs/run-transitions';
import { dueBatches } from './due-batches.ts';
import { skipMisfires } from './skip-misfires.ts';

/** Runs are made this long before they are due, so that at the due millisecond only the queue is left to do. */
export const LOOK_AHEAD_MS = 2_000;
/** A job that is due for so long is taken by any watcher, whoever looks after its shard. */
const NEGLECTED_MS = 2_000;

export interface WatchParts {
  materialiser: Materialiser;
  runs: RunTransitions;
  jobs: JobChanges;
  timer: DueTimer;
  clock: Clock;
  logger: Logger;
  /** The shards that this watcher looks after; all, unless there are others. */
  shards?: () => number[];
}

/** One look at the jobs: what is due soon becomes runs, which are handed to the timer. Answers how many. */
export async function watchStep(parts: WatchParts): Promise<number> {
  const shards = parts.shards?.();
  const own = await watchShards(parts, LOOK_AHEAD_MS, shards);
  // A watcher that is lost keeps its shards until their leases end: nobody's jobs wait for that.
  return shards ? own + (await watchShards(parts, -NEGLECTED_MS)) : own;
}

/** @param aheadMs what is due so long after now, or, below 0, has been since so long before it */
async function watchShards(parts: WatchParts, aheadMs: number, shards?: number[]): Promise<number> {
  const { materialiser, clock, timer } = parts;
  const until = () => new Date(clock.now().getTime() + aheadMs);
  let made = 0;
  for await (const jobs of dueBatches(materialiser, until, shards)) {
    const now = clock.now();
    const { waiting, expired, failed } = await materialiser.materialise(jobs, now, until());
    timer.arm(waiting);
    await skipMisfires(expired, now, parts);
    made += waiting.length + expired.length;
    for (const { job, error } of failed)
      parts.logger.error({ err: error, jobId: job._id }, 'The next run of a job cannot be computed');
    // They stay due: the next batch would be the same.
    if (failed.length === jobs.length) break;
  }
  return made;
}
