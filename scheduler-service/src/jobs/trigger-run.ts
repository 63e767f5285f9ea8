import type { RunView } from '@punctual/contracts/runs/run';
import type { JobDocument, RunDocument } from '@punctual/engine/database/documents';
import type { Clock } from '@punctual/engine/platform/clock';
import { conflict } from '@punctual/engine/platform/errors';
import type { DueTimer } from '@punctual/engine/queue/due-timer';
import type { ManualRuns } from '@punctual/engine/runs/manual-runs';
import type { Creation } from '../http/idempotency.ts';
import { presentRun } from '../runs/run-presenter.ts';

export interface RunByHandParts {
  manual: ManualRuns;
  timer: DueTimer;
  clock: Clock;
}

/**
 * Makes the run that somebody asks for, and brings it to a worker.
 * @throws AppError 409: a job that is disabled does not run, by hand neither
 */
export async function triggerRun(
  job: JobDocument,
  { id, again }: Creation,
  { manual, timer, clock }: RunByHandParts,
  rerunOf?: RunDocument,
): Promise<RunView> {
  const key = id.toHexString();
  const isMade = again && (await manual.isMade(job, key));
  if (!job.enabled && !isMade) throw conflict('JOB_DISABLED', 'This job is disabled. Enable it to run it.');
  const run = await manual.make(job, { at: clock.now(), key, ...(rerunOf ? { rerunOf } : {}) });
  if (run.status !== 'PENDING') return presentRun(run);
  // Into the queue at once; the job is told while a worker takes it.
  timer.arm([run]);
  await manual.tell(run);
  return presentRun(run);
}
