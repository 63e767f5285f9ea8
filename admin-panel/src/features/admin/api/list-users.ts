import type { adminListUsers } from '@punctual/contracts/api/account-contract';
import { call } from '@punctual/contracts/api/client';
import { queryOptions } from '@tanstack/react-query';
import { apiFetch } from '../../../lib/api/api-fetch.ts';
import { queryKeys } from '../../../lib/api/query-keys.ts';
import type { QueryOf } from '../../../lib/api/query-of.ts';

/** Queries for one page of the accounts. */
export const usersQuery = (query: QueryOf<typeof adminListUsers>) =>
  queryOptions({
    queryKey: queryKeys.users.page(query),
    queryFn: ({ signal }) => call<typeof adminListUsers>(apiFetch, 'GET /admin/users', { query }, { signal }),
  });
