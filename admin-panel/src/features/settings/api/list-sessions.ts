import type { listSessions } from '@punctual/contracts/api/account-contract';
import { call } from '@punctual/contracts/api/client';
import { queryOptions } from '@tanstack/react-query';
import { apiFetch } from '../../../lib/api/api-fetch.ts';
import { queryKeys } from '../../../lib/api/query-keys.ts';

const ALL = 100;

/** Queries for where the user is logged in, newest first. */
export const sessionsQuery = queryOptions({
  queryKey: queryKeys.account.sessions,
  queryFn: ({ signal }) =>
    call<typeof listSessions>(apiFetch, 'GET /auth/sessions', { query: { limit: ALL } }, { signal }),
});
