import { call } from '@punctual/contracts/api/client';
import type { revertJob } from '@punctual/contracts/api/job-versions-contract';
import type { JobView } from '@punctual/contracts/jobs/job';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { apiFetch } from '../../../lib/api/api-fetch.ts';
import { jobQuery } from './get-job.ts';
import { invalidateJobs } from './invalidate-jobs.ts';

/** Makes a job as it was at a revision, unless it has changed meanwhile. */
export function useRevertJob({ id, revision: current }: JobView, onReverted: (revision: number) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (revision: number) =>
      call<typeof revertJob>(
        apiFetch,
        'POST /users/jobs/:id/revert',
        { params: { id }, body: { revision } },
        { headers: { 'If-Match': `"${current}"` } },
      ),
    onSuccess: ({ effects: _, ...job }, revision) => {
      client.setQueryData(jobQuery('own', id).queryKey, job);
      onReverted(revision);
      return invalidateJobs(client, 'own');
    },
  });
}
