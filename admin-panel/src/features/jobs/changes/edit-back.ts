import type { FieldChange, VersionView } from '@punctual/contracts/api/job-versions-contract';
import type { JobEdit, JobView } from '@punctual/contracts/jobs/job';

type Fields = Record<string, unknown>;

/**
 * Makes the edit that takes a job back to a version: all changes since, undone one by one. Enabled or
 * disabled, it stays so.
 * @param versions those since then, the newest first
 */
export function editBackTo(job: JobView, versions: readonly VersionView[], revision: number): JobEdit {
  const edit: Fields = {};
  for (const { changes } of versions.filter((version) => version.revision > revision))
    for (const change of changes) takeBack(edit, job as unknown as Fields, change);
  return edit as JobEdit;
}

function takeBack(edit: Fields, job: Fields, { path, before }: FieldChange): void {
  const [field = '', part] = path.split('.');
  if (field === 'enabled') return;
  if (part === undefined) {
    edit[field] = before;
    return;
  }
  const whole = { ...((edit[field] ?? job[field]) as Fields) };
  // A part that was not there is given as null; where null is a value, it is the one that leaving it out means.
  if (before === null) delete whole[part];
  else whole[part] = before;
  edit[field] = whole;
}
