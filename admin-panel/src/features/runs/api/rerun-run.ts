import { call } from '@punctual/contracts/api/client';
import type { rerunRun } from '@punctual/contracts/api/job-actions-contract';
import type { RunView } from '@punctual/contracts/runs/run';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { apiFetch } from '../../../lib/api/api-fetch.ts';
import { oncePerKey } from '../../../lib/api/idempotency-key.ts';
import { queryKeys } from '../../../lib/api/query-keys.ts';

/** Starts a run once more, as a new one. */
export function useRerunRun(onStarted: (run: RunView) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) =>
      call<typeof rerunRun>(apiFetch, 'POST /users/runs/:id/rerun', { params: { id } }, oncePerKey()),
    onSuccess: async (run) => {
      onStarted(run);
      await client.invalidateQueries({ queryKey: queryKeys.runs.newestLists });
    },
  });
}
