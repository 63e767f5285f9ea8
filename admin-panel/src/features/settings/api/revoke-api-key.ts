import type { revokeApiKey } from '@punctual/contracts/api/api-keys-contract';
import { call } from '@punctual/contracts/api/client';
import { apiFetch } from '../../../lib/api/api-fetch.ts';
import { queryClient } from '../../../lib/api/query-client.ts';
import { apiKeysQuery } from './list-api-keys.ts';

export async function revokeKey(id: string): Promise<void> {
  await call<typeof revokeApiKey>(apiFetch, 'DELETE /users/api-keys/:id', { params: { id } });
  await queryClient.invalidateQueries(apiKeysQuery);
}
