import type { JobView, OwnedJobView } from '@punctual/contracts/jobs/job';
import { describeSchedule } from '@punctual/contracts/schedules/describe/describe';
import type { JobDocument, LastRun } from '@punctual/engine/database/documents';
import { maskTask } from '@punctual/engine/tasks/sealed-task';

export const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

const presentLastRun = (run: LastRun): JobView['lastRun'] => ({
  id: run.id.toHexString(),
  status: run.status,
  reason: run.reason,
  scheduledFor: run.scheduledFor.toISOString(),
  startedAt: iso(run.startedAt),
  finishedAt: iso(run.finishedAt),
  lateness: run.lateness,
});

/** What leaves of a schedule: all but the seed, from which jitter could be foretold. */
function presentSchedule({ seed: _, ...schedule }: JobDocument['schedule']): JobView['schedule'] {
  return schedule;
}

/** What leaves of a job. */
export function presentJob(job: JobDocument): JobView {
  const { name, description, tags, task, retry, timeoutMs, overlap, misfire, catchUpWindowMs, delivery } =
    job;
  const policies = { retry, timeoutMs, overlap, misfire, catchUpWindowMs, delivery };
  return {
    id: job._id.toHexString(),
    ownerId: job.ownerId.toHexString(),
    ...{ name, description, tags, task: maskTask(task) },
    schedule: presentSchedule(job.schedule),
    scheduleText: describeSchedule(job.schedule),
    ...policies,
    enabled: job.enabled,
    status: job.status,
    nextRunAt: job.enabled ? iso(job.nextRunAt) : null,
    lastRun: job.lastRun ? presentLastRun(job.lastRun) : null,
    counts: job.counts,
    revision: job.revision,
    createdAt: job.createdAt.toISOString(),
    updatedAt: job.updatedAt.toISOString(),
  };
}

/** The same for administrators, who see whose it is. */
export const presentOwnedJob = (job: JobDocument, emails: Map<string, string>): OwnedJobView => {
  const id = job.ownerId.toHexString();
  return { ...presentJob(job), owner: { id, email: emails.get(id) ?? '' } };
};
