import type { DueTimer } from '@punctual/shared/dispatch/due-timer';
import type { Materialiser } from '@punctual/shared/engine/materialiser';
import type { Logger } from '@punctual/shared/platform/logger';
import type { JobDocument } from '@punctual/shared/store/documents';

/** A watcher looks each second, two seconds ahead: what is due sooner than this may be made here at once. */
const SOON_MS = 3_000;

export interface DueSoonParts {
  materialiser: Materialiser;
  timer: DueTimer;
  logger: Logger;
}

/**
 * Makes the runs of a job that is due in a moment right now, by the same code that watchers use, so that
 * they are on time. If it fails nothing is lost: the next look of a watcher makes them.
 */
export async function makeDueSoon(job: JobDocument, now: Date, parts: DueSoonParts): Promise<void> {
  try {
    await makeDue(job, now, parts);
  } catch (err) {
    parts.logger.warn({ err, jobId: job._id }, 'A job due at once is left to the watchers');
  }
}

/** The same for a job that is about to change: no watcher could make them afterwards, so a failure is one. */
export async function makeDue(
  job: JobDocument,
  now: Date,
  { materialiser, timer }: Pick<DueSoonParts, 'materialiser' | 'timer'>,
): Promise<void> {
  const until = new Date(now.getTime() + SOON_MS);
  if (!job.nextRunAt || job.nextRunAt > until) return;
  const { waiting } = await materialiser.materialise([job], now, until);
  timer.arm(waiting);
}
