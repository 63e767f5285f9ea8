import type { RunTrigger } from '@punctual/contracts/runs/run-status';
import type { RunDocument } from '@punctual/engine/database/documents';

/** The part of a run that its placeholders may name. */
export interface PlaceholderFacts {
  jobId: string;
  jobName: string;
  tags: readonly string[];
  /** The zone of the job's schedule, in which dates are written; null: that of its owner. */
  zone: string | null;
  trigger: RunTrigger;
  scheduledFor: Date;
  dueAt: Date;
}

/** Collects the facts of a run; none where its task has no placeholders. */
export function placeholderFacts({
  jobId,
  trigger,
  scheduledFor,
  dueAt,
  snapshot,
}: RunDocument): { facts: PlaceholderFacts } | undefined {
  const { name: jobName, forPlaceholders } = snapshot;
  if (!forPlaceholders) return undefined;
  return { facts: { jobId: jobId.toHexString(), jobName, ...forPlaceholders, trigger, scheduledFor, dueAt } };
}
