import type { adminCancelRun } from '@punctual/contracts/api/admin-jobs-contract';
import { call } from '@punctual/contracts/api/client';
import type { cancelRun } from '@punctual/contracts/api/job-actions-contract';
import type { RunView } from '@punctual/contracts/runs/run';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { apiFetch } from '../../../lib/api/api-fetch.ts';
import { queryKeys } from '../../../lib/api/query-keys.ts';
import type { Scope } from '../../../lib/api/source.ts';
import { runQuery } from './get-run.ts';

/** Cancels a run at once, or asks its worker to while it runs. */
export function useCancelRun(scope: Scope, onCanceled: (run: RunView) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) =>
      call<typeof cancelRun | typeof adminCancelRun>(
        apiFetch,
        scope === 'own' ? 'POST /users/runs/:id/cancel' : 'POST /admin/runs/:id/cancel',
        { params: { id } },
      ),
    onSuccess: async (run) => {
      if (scope === 'own')
        client.setQueryData(runQuery('own', run.id).queryKey, (known) => known && { ...known, ...run });
      onCanceled(run);
      // Of all owners' the answer does not tell the owner: the run is asked for again.
      const changed = scope === 'own' ? queryKeys.runs.newestLists : queryKeys.runs.one('all', run.id);
      await client.invalidateQueries({ queryKey: changed });
    },
  });
}
