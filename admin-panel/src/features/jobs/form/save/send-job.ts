import { ApiError, call } from '@punctual/shared/api/client';
import { editJob } from '@punctual/shared/api/job-actions-contract';
import { createJob } from '@punctual/shared/api/jobs-contract';
import type { JobDraft, JobEdit, JobView } from '@punctual/shared/jobs/job';
import { apiFetch } from '../../../../lib/api/api-fetch.ts';
import { errorWords } from '../../../../lib/api/error-words.ts';
import { type Sorted, sortDetails } from '../../../../lib/forms/field-errors.ts';
import { formWords } from '../../../../lib/strings/form.ts';
import { fieldOfPath } from '../field-of-path.ts';
import type { JobFormValues } from '../job-form-values.ts';

/** Makes a job, once per key however often it is sent. */
export const sendNew = (body: JobDraft, key: string): Promise<JobView> =>
  call(apiFetch, createJob, { body }, { headers: { 'idempotency-key': key } });

/** Changes a job, if it still is as it was at that revision. */
export const sendEdit = (id: string, edit: JobEdit, revision: number): Promise<JobView> =>
  call(apiFetch, editJob, { params: { id }, body: edit }, { headers: { 'if-match': `"${revision}"` } });

export const isChangedMeanwhile = (error: unknown): boolean =>
  error instanceof ApiError && error.status === 412;

/** The key belongs to an earlier press with other contents, which may have made a job. */
export const isKeyReused = (error: unknown): boolean =>
  error instanceof ApiError && error.body?.code === 'IDEMPOTENCY_KEY_REUSED';

/** Each error of the server at its field; without details its words alone. */
export function refusal(error: unknown, values: JobFormValues): Sorted {
  if (isKeyReused(error)) return { fields: {}, rest: [formWords.reused] };
  const details = error instanceof ApiError ? (error.body?.details ?? []) : [];
  if (details.length === 0) return { fields: {}, rest: [errorWords(error)] };
  return sortDetails(details, (path) => fieldOfPath(path, values));
}
