import { isDeepStrictEqual } from 'node:util';
import type { FieldChange, VersionView } from '@punctual/contracts/api/job-versions-contract';
import type { Id, JobSettings, RevisionDocument, VersionSettings } from '@punctual/engine/database/documents';
import { type RevisionStore, settingsOf } from '@punctual/engine/database/revision-store';
import { maskTask } from '@punctual/engine/tasks/sealed-task';
import { checkCursor } from '../http/paging.ts';

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

/** Lists the paths of the settings in which a job differs from how it was. */
export const listChangedFields = (before: JobSettings, after: JobSettings): string[] =>
  listChanges(settingsOf(before), settingsOf(after)).map(({ path }) => path);

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

const REVISION = /^\d{1,9}$/;

/** A version, and the one before it, with which it is compared. */
interface Version {
  version: RevisionDocument;
  before: RevisionDocument | undefined;
}

/**
 * Reads a page of the versions of a job, the newest first.
 * @throws AppError 422 for a cursor of another list
 */
export async function readVersions(
  revisions: RevisionStore,
  jobId: Id,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<{ shown: Version[]; nextCursor: string | null }> {
  checkCursor(cursor, (given) => REVISION.test(given));
  // One more, with which the last of the page is compared.
  const found = await revisions.history(jobId, limit + 1, cursor ? Number(cursor) : undefined);
  const shown = found.slice(0, limit).map((version, i) => ({ version, before: found[i + 1] }));
  return { shown, nextCursor: found.length > limit ? String(shown.at(-1)?.version.revision) : null };
}

/**
 * Presents a version and its changes since the one before.
 * @param nameActor names the user who made it to those whom it is shown to
 */
export const presentVersion = (
  { version, before }: Version,
  nameActor: (actor: Id) => VersionView['by'],
): VersionView => ({
  revision: version.revision,
  at: version.at.toISOString(),
  action: version.action,
  by: version.by && nameActor(version.by),
  cause: version.cause ?? null,
  changes: before ? listChanges(before.settings, version.settings) : [],
});
