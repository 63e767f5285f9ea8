import type { AttemptView, RunView } from '@punctual/contracts/runs/run';
import type { Attempt, RunDocument } from '@punctual/engine/database/documents';
import { formatTime } from '../jobs/job-presenter.ts';

const presentAttempt = (attempt: Attempt): AttemptView => ({
  startedAt: formatTime(attempt.startedAt),
  finishedAt: formatTime(attempt.finishedAt),
  outcome: attempt.outcome,
  code: attempt.code,
  error: attempt.error,
  response: attempt.response,
  timings: attempt.timings ?? null,
});

/** Presents a run as it leaves the service. */
export const presentRun = (run: RunDocument): RunView => ({
  id: run._id.toHexString(),
  jobId: run.jobId.toHexString(),
  jobName: run.snapshot.name,
  taskType: run.snapshot.task.type,
  ownerId: run.ownerId.toHexString(),
  trigger: run.trigger,
  status: run.status,
  reason: run.reason,
  blockedBy: run.blockedBy?.toHexString() ?? null,
  missed: run.missed,
  scheduledFor: run.scheduledFor.toISOString(),
  dueAt: run.dueAt.toISOString(),
  queuedAt: formatTime(run.queuedAt),
  startedAt: formatTime(run.startedAt),
  finishedAt: formatTime(run.finishedAt),
  lateness: run.lateness,
  attempt: run.attempt,
  retryAt: run.status === 'PENDING' && run.attempt > 0 ? formatTime(run.nextAttemptAt) : null,
  attempts: run.attempts.map(presentAttempt),
  rerunOf: run.rerunOf?.toHexString() ?? null,
  startedBy: run.startedBy?.toHexString() ?? null,
  // A run that was asked to end, and ended by itself before, was not canceled.
  canceledBy: (run.reason === 'BY_USER' && run.canceledBy?.toHexString()) || null,
});
