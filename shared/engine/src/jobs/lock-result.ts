import type { CancelReason, Id, JobDocument, RunDocument } from '../database/documents.ts';
import { SNAPSHOT_VERSION } from '../runs/run-draft.ts';

/** The fields of a job that decide whether a run of it may go on. */
export type JobFacts = Pick<
  JobDocument,
  '_id' | 'enabled' | 'ownerDisabled' | 'deletedAt' | 'active' | 'queuedRunId'
>;

/** The answer to a run that asks for the lock of its job, read after the run was taken. */
export type LockResult =
  | { kind: 'acquired' }
  | { kind: 'cancelled'; reason: CancelReason }
  | { kind: 'locked'; by: Id }
  /** The run waits for the active run of its job to end, as the only one that does. */
  | { kind: 'queued' }
  /** The run that is caught up before this one has not ended. */
  | { kind: 'outOfOrder' }
  /** A newer release made the run: this one cannot know what it asks for. */
  | { kind: 'unsupportedVersion' }
  /** No run has the lock: it has to be acquired again. Never leaves JobLocks. */
  | { kind: 'retry' };

/**
 * Decides by the run alone; null where its job decides.
 * @param open the keys of runs that have not ended
 */
export function checkRun(run: RunDocument, open: Set<string>): LockResult | null {
  if (run.cancelRequested) return { kind: 'cancelled', reason: run.cancelRequested };
  if (run.snapshot.version > SNAPSHOT_VERSION) return { kind: 'unsupportedVersion' };
  if (run.after && open.has(run.after)) return { kind: 'outOfOrder' };
  return null;
}

/** Decides by the job, for a run that is RUNNING. */
export function checkLock(run: RunDocument, job: JobFacts | undefined): LockResult {
  if (!job || job.deletedAt) return { kind: 'cancelled', reason: 'DELETED' };
  if (job.ownerDisabled) return { kind: 'cancelled', reason: 'OWNER_DISABLED' };
  if (!job.enabled) return { kind: 'cancelled', reason: 'DISABLED' };
  if (run.snapshot.overlap === 'allow') return { kind: 'acquired' };
  const { active, queuedRunId } = job;
  if (!active)
    return queuedRunId && !queuedRunId.equals(run._id)
      ? { kind: 'locked', by: queuedRunId }
      : { kind: 'retry' };
  if (!active.runId.equals(run._id) || active.fence > run.fence) return { kind: 'locked', by: active.runId };
  return { kind: active.fence === run.fence ? 'acquired' : 'retry' };
}
