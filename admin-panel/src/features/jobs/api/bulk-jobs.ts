import type { adminBulkJobs } from '@punctual/contracts/api/admin-jobs-contract';
import { call } from '@punctual/contracts/api/client';
import type { BulkAction, BulkAnswer, bulkJobs } from '@punctual/contracts/api/job-bulk-contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { apiFetch } from '../../../lib/api/api-fetch.ts';
import { oncePerKey } from '../../../lib/api/idempotency-key.ts';
import type { Source } from '../../../lib/api/source.ts';
import { type BulkOrder, bulkAll, type Which } from './bulk-all.ts';
import { invalidateJobs } from './invalidate-jobs.ts';

/** Changes many jobs, and has what is shown asked for again whether that went well or not. */
export function useBulkJobs(source: Source) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ action, which, onProgress }: BulkJobs) =>
      bulkAll((order) => send(source, order), action, which, onProgress),
    onSettled: () => invalidateJobs(client, source.scope),
  });
}

interface BulkJobs {
  action: BulkAction;
  which: Which;
  /** Is called with the number of jobs that are done. */
  onProgress: (count: number) => void;
}

function send({ scope, owner }: Source, order: BulkOrder): Promise<BulkAnswer> {
  if (scope === 'own')
    return call<typeof bulkJobs>(apiFetch, 'POST /users/jobs/bulk', { body: order }, oncePerKey());
  const body =
    'filter' in order && owner !== undefined ? { ...order, filter: { ...order.filter, owner } } : order;
  return call<typeof adminBulkJobs>(apiFetch, 'POST /admin/jobs/bulk', { body }, oncePerKey());
}
