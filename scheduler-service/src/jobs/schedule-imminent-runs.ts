import type { JobDocument } from '@punctual/engine/database/documents';
import type { Logger } from '@punctual/engine/platform/logger';
import type { DueTimer } from '@punctual/engine/queue/due-timer';
import type { Materialiser } from '@punctual/engine/runs/materialiser';

/** A watcher looks each second, two seconds ahead: what is due sooner than this may be made here at once. */
const SOON_MS = 3_000;

export interface DueSoonParts {
  materialiser: Materialiser;
  timer: DueTimer;
  logger: Logger;
}

/**
 * Makes the runs of jobs that are due in a moment right now, by the same code that watchers use, so that
 * they are on time. If it fails nothing is lost: the next look of a watcher makes them.
 */
export async function scheduleImminentRuns(
  jobs: JobDocument[],
  now: Date,
  parts: DueSoonParts,
): Promise<void> {
  try {
    await makeDue(jobs, now, parts);
  } catch (err) {
    const jobIds = jobs.map(({ _id }) => _id);
    parts.logger.warn({ err, jobIds }, 'What is due at once is left to the watchers');
  }
}

/** The same for jobs that are about to change: no watcher could make them afterwards, so a failure is one. */
export async function makeDue(
  jobs: JobDocument[],
  now: Date,
  { materialiser, timer }: Pick<DueSoonParts, 'materialiser' | 'timer'>,
): Promise<void> {
  const until = new Date(now.getTime() + SOON_MS);
  const due = jobs.filter(({ nextRunAt }) => nextRunAt && nextRunAt <= until);
  if (due.length === 0) return;
  const { waiting } = await materialiser.materialise(due, now, until);
  timer.arm(waiting);
}
