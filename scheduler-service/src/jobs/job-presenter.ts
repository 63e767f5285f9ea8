import type { JobView } from '@punctual/contracts/jobs/job';
import type { Language } from '@punctual/contracts/language';
import { describeSchedule } from '@punctual/contracts/schedules/describe/describe';
import type { JobDocument, LastRun } from '@punctual/engine/database/documents';
import { maskTask } from '@punctual/engine/tasks/sealed-task';

export const formatTime = (at: Date | null): string | null => at?.toISOString() ?? null;

const presentLastRun = (run: LastRun): JobView['lastRun'] => ({
  id: run.id.toHexString(),
  status: run.status,
  reason: run.reason,
  scheduledFor: run.scheduledFor.toISOString(),
  startedAt: formatTime(run.startedAt),
  finishedAt: formatTime(run.finishedAt),
  lateness: run.lateness,
});

/** Presents a schedule without its seed, from which jitter could be predicted. */
function presentSchedule({ seed: _, ...schedule }: JobDocument['schedule']): JobView['schedule'] {
  return schedule;
}

/** Presents a job as it leaves the service: its secrets masked, its schedule also in words. */
export const presentJob = (job: JobDocument, language: Language): JobView => ({
  id: job._id.toHexString(),
  ownerId: job.ownerId.toHexString(),
  name: job.name,
  description: job.description,
  tags: job.tags,
  task: maskTask(job.task),
  schedule: presentSchedule(job.schedule),
  scheduleText: describeSchedule(job.schedule, language),
  retry: job.retry,
  timeoutMs: job.timeoutMs,
  overlap: job.overlap,
  misfire: job.misfire,
  catchUpWindowMs: job.catchUpWindowMs,
  delivery: job.delivery,
  pauseAfterFailures: job.pauseAfterFailures ?? null,
  enabled: job.enabled,
  suspended: job.ownerDisabled,
  status: job.status,
  nextRunAt: job.enabled ? formatTime(job.nextRunAt) : null,
  lastRun: job.lastRun ? presentLastRun(job.lastRun) : null,
  counts: job.counts,
  failuresInRow: job.failuresInRow ?? 0,
  starts: job.schedule.maxRuns === null ? null : (job.starts ?? 0),
  revision: job.revision,
  createdAt: job.createdAt.toISOString(),
  updatedAt: job.updatedAt.toISOString(),
});
