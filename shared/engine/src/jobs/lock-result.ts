import { PLANNED_TRIGGERS } from '@punctual/contracts/runs/run-status';
import type { CancelReason, Id, JobDocument, RunDocument } from '../database/documents.ts';
import { SNAPSHOT_VERSION } from '../runs/run-draft.ts';
import { firstInLine } from './next-active.ts';
import { checkNumber, type NumberFacts } from './start-numbers.ts';

/** The fields of a job that decide whether a run of it may go on. */
export type JobFacts = Pick<
  JobDocument,
  '_id' | 'enabled' | 'ownerDisabled' | 'deletedAt' | 'active' | 'nextActive' | 'queuedRunId' | 'backlogUntil'
> &
  NumberFacts;

/** The part of a run that has the lock which decides if it is an overlap of others, or they waited with it. */
export type LockHolder = Pick<
  RunDocument,
  '_id' | 'runKey' | 'status' | 'fence' | 'attemptStartedAt' | 'after'
>;

/** The answer to a run that asks for the lock of its job, read after the run was taken. */
export type LockResult =
  | { kind: 'acquired' }
  | { kind: 'cancelled'; reason: CancelReason }
  | { kind: 'locked'; by: Id }
  /** The run waits for the active run of its job to end, as the only one that does. */
  | { kind: 'queued' }
  /** The run that comes before this one has not ended. */
  | { kind: 'outOfOrder' }
  /** The run with this key has the lock, and had not begun when this one was due: both waited, and none overlaps. */
  | { kind: 'waited'; after: string }
  /** The run belongs to a backlog, which is judged as a whole. */
  | { kind: 'missed' }
  /** As many runs of the job have been started as its `maxRuns` allows. */
  | { kind: 'usedUp' }
  /** A newer release made the run: this one cannot know what it asks for. */
  | { kind: 'unsupportedVersion' }
  /** No run has the lock, or the run has no number yet: it has to be acquired again. Never leaves JobLocks. */
  | { kind: 'retry' };

/**
 * Decides by the run alone; null where its job decides.
 * @param isEarly the run that comes before it has not ended
 */
export function checkRun(run: RunDocument, isEarly: boolean): LockResult | null {
  if (run.cancelRequested) return { kind: 'cancelled', reason: run.cancelRequested };
  if (run.snapshot.version > SNAPSHOT_VERSION) return { kind: 'unsupportedVersion' };
  if (isEarly) return { kind: 'outOfOrder' };
  return null;
}

/** Decides by the job, for a run that is RUNNING. */
export function checkLock(run: RunDocument, job: JobFacts | undefined): LockResult {
  if (!job || job.deletedAt) return { kind: 'cancelled', reason: 'DELETED' };
  if (job.ownerDisabled) return { kind: 'cancelled', reason: 'OWNER_DISABLED' };
  if (!job.enabled) return { kind: 'cancelled', reason: 'DISABLED' };
  if (isInBacklog(run, job)) return { kind: 'missed' };
  const number = checkNumber(run, job);
  if (number === 'none') return { kind: 'usedUp' };
  if (run.snapshot.overlap === 'allow') return { kind: number === 'held' ? 'acquired' : 'retry' };
  const { active } = job;
  const first = firstInLine(job);
  if (!active) return first && !first.equals(run._id) ? { kind: 'locked', by: first } : { kind: 'retry' };
  if (!active.runId.equals(run._id) || active.fence > run.fence) return { kind: 'locked', by: active.runId };
  return { kind: active.fence === run.fence ? 'acquired' : 'retry' };
}

/** A first attempt of an occurrence that the judge has not seen, which was due when the backlog was judged. */
const isInBacklog = (
  { trigger, attempts, attempt, dueAt }: RunDocument,
  { backlogUntil }: JobFacts,
): boolean =>
  trigger === 'schedule' && attempt === 1 && attempts.length === 0 && !!backlogUntil && dueAt <= backlogUntil;

/**
 * Says if a blocked run only waited together with the one that has the lock now. Overlap is decided at the due instant:
 * what began later, or has not begun, was not going on then.
 */
export const hasWaitedWith = (run: RunDocument, holder: LockHolder): boolean =>
  isPlanned(run.trigger) &&
  run.attempts.length === 0 &&
  !holder._id.equals(run._id) &&
  (holder.status === 'PENDING' || (holder.attemptStartedAt !== null && holder.attemptStartedAt > run.dueAt));

const isPlanned = (trigger: RunDocument['trigger']): boolean =>
  (PLANNED_TRIGGERS as readonly string[]).includes(trigger);
