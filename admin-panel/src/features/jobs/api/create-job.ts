import { call } from '@punctual/contracts/api/client';
import type { createJob } from '@punctual/contracts/api/jobs-contract';
import type { JobDraft } from '@punctual/contracts/jobs/job';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { apiFetch } from '../../../lib/api/api-fetch.ts';
import { oncePerKey } from '../../../lib/api/idempotency-key.ts';
import { showSavedJob } from './show-saved-job.ts';

interface NewJob {
  body: JobDraft;
  /** One job is made per key, however often it is sent. */
  key: string;
  /** The job that this one is a copy of, whose secrets it keeps. */
  secretsFrom: string | null;
}

export function useCreateJob() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ body, key, secretsFrom }: NewJob) => {
      const query = secretsFrom === null ? {} : { secretsFrom };
      return call<typeof createJob>(apiFetch, 'POST /users/jobs', { body, query }, oncePerKey(key));
    },
    onSuccess: (job) => showSavedJob(client, job),
  });
}
