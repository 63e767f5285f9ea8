import type { OwnedRunView } from '@punctual/contracts/api/runs-contract';
import type { AttemptView, RunView } from '@punctual/contracts/runs/run';
import type { Attempt, RunDocument } from '@punctual/engine/database/documents';
import { iso } from '../jobs/job-presenter.ts';

const presentAttempt = ({ startedAt, finishedAt, outcome, code, error, response }: Attempt): AttemptView => ({
  startedAt: iso(startedAt),
  finishedAt: iso(finishedAt),
  ...{ outcome, code, error, response },
});

/** What leaves of a run. */
export const presentRun = (run: RunDocument): RunView => ({
  id: run._id.toHexString(),
  jobId: run.jobId.toHexString(),
  jobName: run.snapshot.name,
  ownerId: run.ownerId.toHexString(),
  trigger: run.trigger,
  status: run.status,
  reason: run.reason,
  blockedBy: run.blockedBy?.toHexString() ?? null,
  missed: run.missed,
  scheduledFor: run.scheduledFor.toISOString(),
  dueAt: run.dueAt.toISOString(),
  queuedAt: iso(run.queuedAt),
  startedAt: iso(run.startedAt),
  finishedAt: iso(run.finishedAt),
  lateness: run.lateness,
  attempt: run.attempt,
  attempts: run.attempts.map(presentAttempt),
  rerunOf: run.rerunOf?.toHexString() ?? null,
});

/** The same for administrators, who see whose it is. */
export function presentOwnedRun(run: RunDocument, emails: Map<string, string>): OwnedRunView {
  const id = run.ownerId.toHexString();
  return { ...presentRun(run), owner: { id, email: emails.get(id) ?? '' } };
}
