import type { JobDocument } from '@punctual/engine/database/documents';
import { upcomingOf } from '@punctual/engine/jobs/start-numbers';
import type { ScheduleComputer } from '../computing/schedule-computer.ts';
import type { RunStore } from '../runs/run-store.ts';

/** Where more runs than this are left, each occurrence counts as planned: what is skipped makes room for later ones. */
const LOOKED_AHEAD = 1_000;

/**
 * Finds the last occurrence that a job with `maxRuns` may have by what is known now: none comes after it, unless some
 * before it are skipped. Null where there is no such end.
 */
export async function findLastPlanned(
  job: JobDocument,
  now: Date,
  runs: RunStore,
  computer: ScheduleComputer,
): Promise<Date | null> {
  const remaining = upcomingOf(job);
  if (remaining === null || remaining > LOOKED_AHEAD) return null;
  if (remaining === 0) return (await runs.newestScheduled(job._id)) ?? job.createdAt;
  const after = job.nextOccurrence ? new Date(job.nextOccurrence.getTime() - 1) : now;
  const owner = job.ownerId.toHexString();
  const planned = await computer.compute(owner, 'nextRuns', job.schedule, after, remaining);
  return planned.at(-1)?.at ?? null;
}
