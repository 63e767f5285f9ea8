import type { DueTimer } from '@punctual/shared/dispatch/due-timer';
import type { JobChanges } from '@punctual/shared/engine/job-changes';
import type { Materialiser } from '@punctual/shared/engine/materialiser';
import type { RunChanges } from '@punctual/shared/engine/run-changes';
import type { Clock } from '@punctual/shared/platform/clock';
import type { RunDocument } from '@punctual/shared/store/documents';

/** Runs are made this long before they are due, so that at the due millisecond only the queue is left to do. */
export const LOOK_AHEAD_MS = 2_000;
const BATCH = 500;

export interface WatchParts {
  materialiser: Materialiser;
  runs: RunChanges;
  jobs: JobChanges;
  timer: DueTimer;
  clock: Clock;
}

/** One look at the jobs: what is due soon becomes runs, which are handed to the timer. Answers how many. */
export async function watchStep(parts: WatchParts): Promise<number> {
  const now = parts.clock.now();
  const until = new Date(now.getTime() + LOOK_AHEAD_MS);
  let made = 0;
  for (;;) {
    const jobs = await parts.materialiser.due(until, BATCH);
    const { waiting, expired } = await parts.materialiser.materialise(jobs, now, until);
    parts.timer.arm(waiting);
    await skipExpired(parts, expired, now);
    made += waiting.length + expired.length;
    if (jobs.length < BATCH) return made;
  }
}

/** Missed longer ago than its job wants it caught up: the row says so, and nothing is run. */
async function skipExpired({ runs, jobs }: WatchParts, expired: RunDocument[], at: Date): Promise<void> {
  const endings = expired.map(
    (run) => ({ run, change: 'skip', reason: 'MISFIRED', at, attempt: null }) as const,
  );
  await jobs.settle(await runs.finish(endings), true);
}
