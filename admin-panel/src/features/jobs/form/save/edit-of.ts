import type { JobDraft, JobEdit } from '@punctual/contracts/jobs/job';

/** What is sent for an edit: the fields that differ, each as a whole; null when none does. */
export function editOf(before: JobDraft, after: JobDraft, now: Date): JobEdit | null {
  const changed = Object.entries(after).filter(
    ([field, value]) => JSON.stringify(value) !== JSON.stringify(before[field as keyof JobDraft]),
  );
  if (changed.length === 0) return null;
  const edit = Object.fromEntries(changed) as JobEdit;
  return edit.schedule ? { ...edit, schedule: begun(before.schedule, edit.schedule, now) } : edit;
}

/** Without a start of its own a schedule would keep the one it had: whoever emptied that means now. */
function begun(before: JobDraft['schedule'], after: JobDraft['schedule'], now: Date): JobDraft['schedule'] {
  const hadStart = before.kind === after.kind && before.startAt != null && after.startAt == null;
  return hadStart ? { ...after, startAt: now.toISOString() } : after;
}
