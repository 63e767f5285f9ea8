import type { TaskKind } from '@punctual/contracts/api/tasks-contract';
import type { JobView } from '@punctual/contracts/jobs/job';
import { JOB_LIMITS } from '@punctual/contracts/jobs/job-limits';
import { MINUTE_MS } from '@punctual/contracts/time';
import type { UserView } from '@punctual/contracts/users/user';
import { newKey } from '../../../lib/api/idempotency-key.ts';
import { whatWords } from '../../../lib/strings/form-what.ts';
import { viewerZone } from '../../../lib/time/zones.ts';
import { fromJob } from './from-job.ts';
import { emptyValues, type JobFormValues } from './job-form-values.ts';
import { type Draft, readDraft } from './save/draft-storage.ts';
import { QUICK_TIMES } from './when/quick-times.ts';

/** A form as it opens, and the name under which its draft is kept. */
export interface OpenedForm extends Draft {
  page: string;
  isDraft: boolean;
  /** The job that this one is a copy of, whose secrets it keeps. */
  secretsFrom: string | null;
}

type Person = Pick<UserView, 'id' | 'email'>;
const COPY = ' (copy)';

const fresh = (page: string, values: JobFormValues, revision: number | null): OpenedForm => ({
  page,
  values,
  revision,
  pristine: values,
  key: newKey(),
  secrets: [],
  isDraft: false,
  secretsFrom: null,
});

/** Puts the draft, if there is one, on top of the form as it would open without. */
function orDraft(userId: string, opened: OpenedForm): OpenedForm {
  const draft = readDraft(userId, opened.page);
  if (draft === null) return opened;
  return { ...opened, ...draft, values: { ...opened.values, ...draft.values }, isDraft: true };
}

/**
 * Opens the form of a new job as the address asks for it: of a kind, as the trial, or as the copy of a job.
 */
export function emptyForm(
  user: Person,
  kinds: readonly TaskKind[],
  search: URLSearchParams,
  from: JobView | null,
): OpenedForm {
  const now = new Date();
  if (from !== null) {
    const copy = fromJob(from, kinds, viewerZone(), now);
    const name = from.name.slice(0, JOB_LIMITS.name - COPY.length) + COPY;
    const opened = fresh(`from-${from.id}`, { ...copy, name, enabled: true, starts: null }, null);
    return { ...opened, secretsFrom: from.id };
  }
  const kind = kinds.find(({ type }) => type === search.get('task'))?.type ?? kinds[0]?.type ?? '';
  const values = emptyValues(kind, kinds, viewerZone(), now);
  const addressed = { ...values, task: { ...values.task, email: { ...values.task.email, to: user.email } } };
  return fresh('new', search.has('try') ? trialValues(addressed, user.email, now) : addressed, null);
}

/** Opens the form of a new job, or its draft if there is one, unless the trial was asked for. */
export function openNew(
  user: Person,
  kinds: readonly TaskKind[],
  search: URLSearchParams,
  from: JobView | null,
): OpenedForm {
  const opened = emptyForm(user, kinds, search, from);
  if (search.has('try')) return opened;
  const found = orDraft(user.id, opened);
  const kind = search.has('task') ? opened.values.kind : found.values.kind;
  return { ...found, values: { ...found.values, kind } };
}

/** Opens the form of a job, or its draft; to run `again`, at the next full hour. */
export function openEdit(user: Person, kinds: readonly TaskKind[], job: JobView, again = false): OpenedForm {
  const opened = freshEdit(kinds, job);
  if (!again) return orDraft(user.id, opened);
  const { values } = opened;
  const { date, time, pass } = emptyValues(values.kind, kinds, values.zone, new Date());
  return { ...opened, values: { ...values, date, time, pass, enabled: true } };
}

/** Opens the form of a job as it is on the server. */
export const freshEdit = (kinds: readonly TaskKind[], job: JobView): OpenedForm =>
  fresh(`edit-${job.id}`, fromJob(job, kinds, viewerZone(), new Date()), job.revision);

/** Fills in the one-minute trial: an email to the user, complete, one press away. */
export const trialValues = (values: JobFormValues, email: string, now: Date): JobFormValues => ({
  ...values,
  kind: 'email',
  task: { ...values.task, email: { ...values.task.email, to: email, ...whatWords.trial } },
  mode: 'once',
  ...QUICK_TIMES[0]?.times(values.zone, now),
  afterMs: MINUTE_MS,
});
