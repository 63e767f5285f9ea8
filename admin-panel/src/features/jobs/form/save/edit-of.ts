import type { TaskKind } from '@punctual/contracts/api/tasks-contract';
import type { JobDraft, JobEdit } from '@punctual/contracts/jobs/job';
import type { JobFormValues } from '../job-form-values.ts';
import { toJobDraft } from '../to-job-draft.ts';

/** Makes the request for the edit between two states of the form; null when it changes nothing. */
export function editBetween(
  before: JobFormValues,
  after: JobFormValues,
  kinds: readonly TaskKind[],
  now: Date,
): JobEdit | null {
  const edit = editOf(toJobDraft(before, kinds, now), toJobDraft(after, kinds, now), now);
  return after.restartCount ? { ...edit, restartCount: true } : edit;
}

/** Makes the request for an edit: the fields that differ, each as a whole; null when none does. */
function editOf(before: JobDraft, after: JobDraft, now: Date): JobEdit | null {
  const changed = Object.entries(after).filter(
    ([field, value]) => JSON.stringify(value) !== JSON.stringify(before[field as keyof JobDraft]),
  );
  if (changed.length === 0) return null;
  const edit = Object.fromEntries(changed) as JobEdit;
  return edit.schedule ? { ...edit, schedule: begun(before.schedule, edit.schedule, now) } : edit;
}

/**
 * Adds a start where one was emptied, which means now: without one the schedule would keep the one it had.
 */
function begun(before: JobDraft['schedule'], after: JobDraft['schedule'], now: Date): JobDraft['schedule'] {
  const hadStart = before.kind === after.kind && before.startAt != null && after.startAt == null;
  return hadStart ? { ...after, startAt: now.toISOString() } : after;
}
