import type { rotateApiKey } from '@punctual/contracts/api/api-keys-contract';
import { call } from '@punctual/contracts/api/client';
import type { Answer } from '@punctual/contracts/api/endpoint';
import { apiFetch } from '../../../lib/api/api-fetch.ts';
import { queryClient } from '../../../lib/api/query-client.ts';
import { apiKeysQuery } from './list-api-keys.ts';

/** Replaces a key; answers the new one whole, the only time that it can be seen, and the end of the old one. */
export async function rotateKey(id: string, oldEndsInHours: number): Promise<Answer<typeof rotateApiKey>> {
  const answer = await call<typeof rotateApiKey>(apiFetch, 'POST /users/api-keys/:id/rotate', {
    params: { id },
    body: { oldEndsInHours },
  });
  await queryClient.invalidateQueries(apiKeysQuery);
  return answer;
}
