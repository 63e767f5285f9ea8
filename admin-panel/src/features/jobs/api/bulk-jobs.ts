import type { adminBulkJobs } from '@punctual/contracts/api/admin-jobs-contract';
import { call } from '@punctual/contracts/api/client';
import type { Sending } from '@punctual/contracts/api/endpoint';
import type { BulkAction, BulkAnswer, BulkResult, bulkJobs } from '@punctual/contracts/api/job-bulk-contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { apiFetch } from '../../../lib/api/api-fetch.ts';
import { oncePerKey } from '../../../lib/api/idempotency-key.ts';
import type { Source } from '../../../lib/api/source.ts';
import type { JobFilters } from '../list/job-filters.ts';
import { type BulkOrder, type BulkProgress, bulkAll } from './bulk-all.ts';
import { invalidateJobs } from './invalidate-jobs.ts';
import { listAllJobs } from './list-jobs.ts';

/** Jobs by their ids, or all that match filters. */
export type Which = { ids: readonly string[] } | { filters: JobFilters };

export interface BulkChange {
  action: BulkAction;
  /** With `tag` and `untag`. */
  tags?: string[] | undefined;
  which: Which;
  onProgress?: (progress: BulkProgress) => void;
  isStopped?: () => boolean;
}

export interface BulkChanged {
  results: BulkResult[];
  /** Names of jobs that were found by filters, by id. */
  names: ReadonlyMap<string, string>;
}

/** Changes many jobs, and has what is shown asked for again whether that went well or not. */
export function useBulkJobs(source: Source) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (change: BulkChange) => changeMany(source, change),
    onSettled: () => invalidateJobs(client, source.scope),
  });
}

/** Changes jobs in parts. Which ones match is asked once, before: a change may be why one matches no longer. */
async function changeMany(
  source: Source,
  { action, tags, which, ...rest }: BulkChange,
): Promise<BulkChanged> {
  const { onProgress = () => undefined, isStopped = () => false } = rest;
  const found = 'ids' in which ? [] : await listAllJobs(source, which.filters);
  const ids = 'ids' in which ? which.ids : found.map(({ id }) => id);
  const results = await bulkAll(ids, action, {
    request: (order, key) => send(source, tags ? { ...order, tags } : order, key),
    pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    onProgress,
    isStopped,
  });
  return { results, names: new Map(found.map(({ id, name }) => [id, name])) };
}

const send = ({ scope }: Source, body: BulkOrder, key: string): Promise<BulkAnswer> =>
  scope === 'own'
    ? call<typeof bulkJobs>(apiFetch, 'POST /users/jobs/bulk', { body }, oncePerKey(key))
    : // Tags are edited by owners alone: the server refuses what the panel does not offer.
      call<typeof adminBulkJobs>(
        apiFetch,
        'POST /admin/jobs/bulk',
        { body: body as Sending<typeof adminBulkJobs>['body'] },
        oncePerKey(key),
      );
