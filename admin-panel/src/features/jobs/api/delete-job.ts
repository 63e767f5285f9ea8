import type { adminDeleteJob } from '@punctual/contracts/api/admin-jobs-contract';
import { call } from '@punctual/contracts/api/client';
import type { deleteJob } from '@punctual/contracts/api/job-actions-contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { apiFetch } from '../../../lib/api/api-fetch.ts';
import { queryKeys } from '../../../lib/api/query-keys.ts';
import type { Scope } from '../../../lib/api/source.ts';
import { invalidateJobs } from './invalidate-jobs.ts';

/** Deletes a job. `onDeleted` leaves the page of the job, before what is shown is asked for again. */
export function useDeleteJob(scope: Scope, onDeleted: () => void | Promise<void>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) =>
      call<typeof deleteJob | typeof adminDeleteJob>(
        apiFetch,
        scope === 'own' ? 'DELETE /users/jobs/:id' : 'DELETE /admin/jobs/:id',
        { params: { id } },
      ),
    onSuccess: async (_, id) => {
      await onDeleted();
      client.removeQueries({ queryKey: queryKeys.jobs.one(scope, id) });
      await invalidateJobs(client, scope);
    },
  });
}
