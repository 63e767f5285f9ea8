import { isDeepStrictEqual } from 'node:util';
import type { FieldChange, VersionView } from '@punctual/contracts/api/job-versions-contract';
import type { Id, RevisionDocument, VersionSettings } from '@punctual/engine/database/documents';
import { maskTask } from '@punctual/engine/tasks/sealed-task';
import { presentActor } from '../accounts/user-presenter.ts';

type Fields = Record<string, unknown>;

/** Fields whose parts are listed one by one; the contents of a task are listed as a whole. */
const COMPOUND = new Set(['schedule', 'task', 'retry']);
/** Fields that mean nothing to a reader. */
const INTERNAL = new Set(['schedule.seed']);

/**
 * Lists the settings that changed from one version to the next, in the order in which they are stored. Tasks are left
 * out where one of the two is kept no longer.
 */
function listChanges(before: VersionSettings, after: VersionSettings): FieldChange[] {
  const [old, now] = [before, after].map(maskSettings) as [Fields, Fields];
  if (old.task && now.task) return listDifferences(old, now, '');
  return listDifferences({ ...old, task: {} }, { ...now, task: {} }, '');
}

const maskSettings = ({ task, ...settings }: VersionSettings) =>
  ({ ...settings, task: task && maskTask(task) }) as unknown as Fields;

function listDifferences(before: Fields, after: Fields, path: string): FieldChange[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names.flatMap((name) => {
    const field = path + name;
    const [old, now] = [before[name], after[name]];
    if (INTERNAL.has(field) || isDeepStrictEqual(old, now)) return [];
    if (COMPOUND.has(field)) return listDifferences(old as Fields, now as Fields, `${field}.`);
    return [{ path: field, before: old ?? null, after: now ?? null }];
  });
}

/** Presents a version and its changes since the one before. */
export const presentVersion = (
  version: RevisionDocument,
  before: RevisionDocument | undefined,
  owner: { id: Id; email: string },
): VersionView => ({
  revision: version.revision,
  at: version.at.toISOString(),
  action: version.action,
  by: version.by && presentActor(version.by, owner),
  cause: version.cause ?? null,
  changes: before ? listChanges(before.settings, version.settings) : [],
});
