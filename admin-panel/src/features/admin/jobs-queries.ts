import type { adminGetJob } from '@punctual/contracts/api/admin-jobs-contract';
import { call } from '@punctual/contracts/api/client';
import { queryOptions } from '@tanstack/react-query';
import { apiFetch } from '../../lib/api/api-fetch.ts';
import { queryKeys } from '../../lib/api/query-keys.ts';

export const anyJobQuery = (id: string) =>
  queryOptions({
    queryKey: queryKeys.admin.job(id),
    queryFn: ({ signal }) =>
      call<typeof adminGetJob>(apiFetch, 'GET /admin/jobs/:id', { params: { id } }, { signal }),
  });
