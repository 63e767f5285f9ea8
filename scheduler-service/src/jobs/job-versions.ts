import { isDeepStrictEqual } from 'node:util';
import type { FieldChange, VersionView } from '@punctual/contracts/api/job-versions-contract';
import type { JobSettings, RevisionDocument } from '@punctual/engine/database/documents';
import { maskTask } from '@punctual/engine/tasks/sealed-task';

type Fields = Record<string, unknown>;

/** Whose parts are told one by one; what a user has put into a task is told as a whole. */
const TAKEN_APART = new Set(['schedule', 'task', 'retry']);
/** Of no meaning to anybody but the schedule. */
const UNTOLD = new Set(['schedule.seed']);

/** What of a job's settings changed from one version to the next, in the order in which they are written. */
export function changesBetween(before: JobSettings, after: JobSettings): FieldChange[] {
  return differences(shown(before), shown(after), '');
}

const shown = (settings: JobSettings) =>
  ({ ...settings, task: maskTask(settings.task) }) as unknown as Fields;

function differences(before: Fields, after: Fields, path: string): FieldChange[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names.flatMap((name) => {
    const here = path + name;
    const [old, now] = [before[name], after[name]];
    if (UNTOLD.has(here) || isDeepStrictEqual(old, now)) return [];
    if (TAKEN_APART.has(here)) return differences(old as Fields, now as Fields, `${here}.`);
    return [{ path: here, before: old ?? null, after: now ?? null }];
  });
}

/** A version as it is shown, against the one before. */
export function presentVersion(
  version: RevisionDocument,
  before: RevisionDocument | undefined,
  emails: Map<string, string>,
): VersionView {
  const { revision, at, action } = version;
  const id = version.by.toHexString();
  return {
    ...{ revision, at: at.toISOString(), action },
    by: { id, email: emails.get(id) ?? '' },
    changes: before ? changesBetween(before.settings, version.settings) : [],
  };
}
