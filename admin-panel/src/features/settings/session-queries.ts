import type { endSession, listSessions } from '@punctual/contracts/api/account-contract';
import { call } from '@punctual/contracts/api/client';
import { MAX_PAGE_SIZE } from '@punctual/contracts/api/limits';
import { queryOptions } from '@tanstack/react-query';
import { apiFetch } from '../../lib/api/api-fetch.ts';
import { queryClient } from '../../lib/api/query-client.ts';
import { queryKeys } from '../../lib/api/query-keys.ts';

/** Where one is logged in, newest first. */
export const sessionsQuery = queryOptions({
  queryKey: queryKeys.sessions,
  queryFn: ({ signal }) =>
    call<typeof listSessions>(
      apiFetch,
      'GET /auth/sessions',
      { query: { limit: MAX_PAGE_SIZE } },
      { signal },
    ),
});

/** Ends logins; they leave the list at once, and come back if the server refuses. */
export async function endSessions(ids: readonly string[]): Promise<void> {
  await queryClient.cancelQueries(sessionsQuery);
  queryClient.setQueryData(
    sessionsQuery.queryKey,
    (list) => list && { ...list, data: list.data.filter(({ id }) => !ids.includes(id)) },
  );
  try {
    for (const id of ids)
      await call<typeof endSession>(apiFetch, 'DELETE /auth/sessions/:id', { params: { id } });
  } finally {
    await queryClient.invalidateQueries(sessionsQuery);
  }
}
