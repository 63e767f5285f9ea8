import { call } from '@punctual/contracts/api/client';
import type { importJobs } from '@punctual/contracts/api/job-import-contract';
import type { JobDraft } from '@punctual/contracts/jobs/job';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { apiFetch } from '../../../lib/api/api-fetch.ts';
import { oncePerKey } from '../../../lib/api/idempotency-key.ts';
import { queryKeys } from '../../../lib/api/query-keys.ts';

interface NewJobs {
  jobs: JobDraft[];
  /** They are made once per key, however often they are sent. */
  key: string;
}

/** Makes all of the jobs or none. */
export function useImportJobs(onImported: (ids: readonly string[], jobs: readonly JobDraft[]) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ jobs, key }: NewJobs) =>
      call<typeof importJobs>(apiFetch, 'POST /users/jobs/import', { body: { jobs } }, oncePerKey(key)),
    onSuccess: ({ ids }, { jobs }) => {
      void client.invalidateQueries({ queryKey: queryKeys.jobs.lists });
      void client.invalidateQueries({ queryKey: queryKeys.jobs.counts });
      onImported(ids, jobs);
    },
  });
}
