import type { adminListUsers } from '@punctual/contracts/api/account-contract';
import { call } from '@punctual/contracts/api/client';
import { queryOptions } from '@tanstack/react-query';
import { apiFetch } from '../../../lib/api/api-fetch.ts';
import { queryKeys } from '../../../lib/api/query-keys.ts';
import type { QueryOf } from '../query-of.ts';

export const usersQuery = (query: QueryOf<typeof adminListUsers>) =>
  queryOptions({
    queryKey: queryKeys.admin.users(query),
    queryFn: ({ signal }) => call<typeof adminListUsers>(apiFetch, 'GET /admin/users', { query }, { signal }),
  });
