import type { adminRunJob } from '@punctual/contracts/api/admin-jobs-contract';
import { call } from '@punctual/contracts/api/client';
import type { runJob } from '@punctual/contracts/api/job-actions-contract';
import type { RunView } from '@punctual/contracts/runs/run';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { apiFetch } from '../../../lib/api/api-fetch.ts';
import { oncePerKey } from '../../../lib/api/idempotency-key.ts';
import type { Scope } from '../../../lib/api/source.ts';
import { invalidateJobs } from './invalidate-jobs.ts';

/** Starts a run of a job now; what is shown of it follows a moment later. */
export function useRunJob(scope: Scope, onStarted: (run: RunView) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) =>
      call<typeof runJob | typeof adminRunJob>(
        apiFetch,
        scope === 'own' ? 'POST /users/jobs/:id/run' : 'POST /admin/jobs/:id/run',
        { params: { id } },
        oncePerKey(),
      ),
    onSuccess: (run) => {
      onStarted(run);
      void invalidateJobs(client, scope);
    },
  });
}
