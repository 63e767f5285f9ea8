import { call } from '@punctual/contracts/api/client';
import type { editJob } from '@punctual/contracts/api/job-actions-contract';
import type { createJob } from '@punctual/contracts/api/jobs-contract';
import type { JobDraft, JobEdit, JobView } from '@punctual/contracts/jobs/job';
import { apiFetch } from '../../../../lib/api/api-fetch.ts';

/**
 * Makes a job, once per key however often it is sent.
 * @param secretsFrom the job that this one is a copy of, whose secrets it keeps
 */
export const sendNew = (body: JobDraft, key: string, secretsFrom: string | null): Promise<JobView> =>
  call<typeof createJob>(
    apiFetch,
    'POST /users/jobs',
    { body, query: secretsFrom === null ? {} : { secretsFrom } },
    { headers: { 'idempotency-key': key } },
  );

/** Changes a job, if it still is as it was at that revision. */
export const sendEdit = (id: string, edit: JobEdit, revision: number): Promise<JobView> =>
  call<typeof editJob>(
    apiFetch,
    'PATCH /users/jobs/:id',
    { params: { id }, body: edit },
    { headers: { 'if-match': `"${revision}"` } },
  );
