import { isDeepStrictEqual } from 'node:util';
import type { JobView } from '@punctual/contracts/jobs/job';
import type { ReadBack } from '@punctual/contracts/jobs/job-as-read';
import { DEFAULT_LANGUAGE, LANGUAGES, type Said } from '@punctual/contracts/language';
import { describeSchedule } from '@punctual/contracts/schedules/describe/describe';
import type { JobDocument } from '@punctual/engine/database/documents';
import { type ErrorDetail, validationFailed } from '@punctual/engine/platform/errors';
import { refuse } from '../http/refusal-words.ts';
import { presentJob } from './job-presenter.ts';

const READ_ONLY = refuse((words) => words.readOnly);
/** Fields that runs change at any moment. */
const OF_RUNS: ReadonlySet<string> = new Set([
  'status',
  'nextRunAt',
  'lastRun',
  'counts',
  'failuresInRow',
  'starts',
]);
/** Sorts behind every instant: no run is to come. */
const NEVER = '~';

/**
 * Refuses fields of a job that only the server sets and that are not as the job has them. What runs have changed since
 * the job was read is no reason to refuse, as it is none for If-Match.
 * @throws AppError 422 naming each of them
 */
export function refuseChangedFields(job: JobDocument, { effects: _, owner, ...sent }: ReadBack): void {
  const now = presentJob(job, DEFAULT_LANGUAGE);
  const isOld = sent.revision === now.revision && mayBeOlder(sent, now);
  const refused = Object.entries(sent)
    .filter(([name, value]) => !isDeepStrictEqual(value, now[name as keyof JobView]))
    .filter(([name]) => !(isOld && OF_RUNS.has(name)))
    .filter(([name, value]) => !(name === 'scheduleText' && describesSchedule(job, value)))
    .map(([path]): ErrorDetail => ({ path, message: path === 'revision' ? changed(now) : READ_ONLY }));
  if (owner && owner.id !== now.ownerId) refused.push({ path: 'owner', message: READ_ONLY });
  if (refused.length > 0) throw validationFailed(refused);
}

/** Tells if a text is the schedule in the words of any language: that in which it was read is not known. */
const describesSchedule = ({ schedule }: JobDocument, text: unknown): boolean =>
  LANGUAGES.some((language) => describeSchedule(schedule, language) === text);

/** Tells if a job may have been read as it was sent, at its present revision, before one of its runs went on. */
const mayBeOlder = (sent: Omit<ReadBack, 'owner' | 'effects'>, now: JobView): boolean =>
  now.status === 'RUNNING' ||
  (sent.counts?.total ?? now.counts.total) < now.counts.total ||
  (sent.starts ?? 0) < (now.starts ?? 0) ||
  (sent.nextRunAt ?? NEVER) < (now.nextRunAt ?? NEVER);

const changed = ({ revision }: JobView): Said => refuse((words) => words.otherRevision(revision));
