import { nextRun } from '@punctual/contracts/schedules/next-runs';
import type { Collections } from '../database/collections.ts';
import type { Id, RunDocument } from '../database/documents.ts';
import { literals } from '../database/update-expressions.ts';
import { computeInTurns } from '../platform/compute-in-turns.ts';
import { openRuns } from '../runs/open-runs.ts';
import { setState } from './job-state.ts';
import { remainingOf } from './start-numbers.ts';

/**
 * Gives jobs a next time again that have none, though they have a number left: a run had taken the last one, was given
 * back before its effect, and then ended without having been started. May be repeated.
 * @param unstarted the runs that ended so; the next time lies after their end
 */
export async function resumeSchedules(
  collections: Collections,
  stopped: Id[],
  unstarted: RunDocument[],
): Promise<void> {
  const ids = stopped.filter((id) => unstarted.some(({ jobId }) => jobId.equals(id)));
  if (ids.length === 0) return;
  const ends = unstarted.flatMap(({ finishedAt }) => finishedAt?.getTime() ?? []);
  const after = new Date(Math.max(...ends));
  const enabled = { enabled: true, ownerDisabled: false, deletedAt: null };
  const jobs = await collections.jobs.find({ _id: { $in: ids }, nextRunAt: null, ...enabled }).toArray();
  for (const job of jobs) {
    const next = await computeInTurns(job.ownerId, () => nextRun(job.schedule, after, remainingOf(job)));
    if (!next) continue;
    const unchanged = { _id: job._id, nextRunAt: null, scheduleRevision: job.scheduleRevision, ...enabled };
    const fields = literals({ nextOccurrence: next.at, nextRunAt: next.dueAt });
    await collections.jobs.updateMany(unchanged, setState(fields, await openRuns(collections, [job._id])));
  }
}
