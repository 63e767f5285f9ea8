import type { CancelReason, Id, JobDocument, RunDocument } from '../database/documents.ts';
import { SNAPSHOT_VERSION } from '../runs/run-draft.ts';

/** What of a job decides whether a run of it may go on. */
export type JobFacts = Pick<
  JobDocument,
  '_id' | 'enabled' | 'ownerDisabled' | 'deletedAt' | 'active' | 'queuedRunId'
>;

/** Whether a run that was taken may go on, read after it was taken. */
export type Verdict =
  | { kind: 'go' }
  | { kind: 'unwanted'; reason: CancelReason }
  | { kind: 'blocked'; by: Id }
  /** It waits for the active run of its job to end, as the only one that does. */
  | { kind: 'queued' }
  /** The run before it, which is caught up first, has not ended. */
  | { kind: 'early' }
  /** A newer release made it: this one cannot know what it asks for. */
  | { kind: 'newer' }
  /** Nobody holds the job: it has to be taken again. Never leaves this module. */
  | { kind: 'free' };

/** What a run tells by itself; null where it takes a look at its job. `open`: the keys of runs that have not ended. */
export function ownVerdict(run: RunDocument, open: Set<string>): Verdict | null {
  if (run.cancelRequested) return { kind: 'unwanted', reason: run.cancelRequested };
  if (run.snapshot.version > SNAPSHOT_VERSION) return { kind: 'newer' };
  if (run.after && open.has(run.after)) return { kind: 'early' };
  return null;
}

/** What the job says of a run that is RUNNING. */
export function verdictBy(run: RunDocument, job: JobFacts | undefined): Verdict {
  if (!job || job.deletedAt) return { kind: 'unwanted', reason: 'DELETED' };
  if (job.ownerDisabled) return { kind: 'unwanted', reason: 'OWNER_DISABLED' };
  if (!job.enabled) return { kind: 'unwanted', reason: 'DISABLED' };
  if (run.snapshot.overlap === 'allow') return { kind: 'go' };
  const { active, queuedRunId } = job;
  if (!active)
    return queuedRunId && !queuedRunId.equals(run._id)
      ? { kind: 'blocked', by: queuedRunId }
      : { kind: 'free' };
  if (!active.runId.equals(run._id) || active.fence > run.fence) return { kind: 'blocked', by: active.runId };
  return { kind: active.fence === run.fence ? 'go' : 'free' };
}
