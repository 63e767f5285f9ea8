import type { endSession } from '@punctual/contracts/api/account-contract';
import { call } from '@punctual/contracts/api/client';
import { apiFetch } from '../../../lib/api/api-fetch.ts';
import { queryClient } from '../../../lib/api/query-client.ts';
import { sessionsQuery } from './list-sessions.ts';

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
