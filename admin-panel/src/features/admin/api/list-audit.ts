import type { listAudit } from '@punctual/contracts/api/audit-contract';
import { call } from '@punctual/contracts/api/client';
import { infiniteQueryOptions } from '@tanstack/react-query';
import { apiFetch } from '../../../lib/api/api-fetch.ts';
import { queryKeys } from '../../../lib/api/query-keys.ts';
import type { QueryOf } from '../../../lib/api/query-of.ts';

const ACTS_PAGE = 50;

type ActsQuery = Omit<QueryOf<typeof listAudit>, 'limit' | 'cursor'>;

/** Queries for the audit log, newest first; entries never change. */
export const auditQuery = (query: ActsQuery) =>
  infiniteQueryOptions({
    queryKey: queryKeys.audit.list(query),
    queryFn: ({ signal, pageParam }) =>
      call<typeof listAudit>(
        apiFetch,
        'GET /admin/audit',
        { query: { ...query, limit: ACTS_PAGE, cursor: pageParam } },
        { signal },
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor,
  });
