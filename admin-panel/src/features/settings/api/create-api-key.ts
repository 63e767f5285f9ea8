import type { createApiKey } from '@punctual/contracts/api/api-keys-contract';
import { call } from '@punctual/contracts/api/client';
import type { Scope } from '@punctual/contracts/users/api-key-limits';
import { apiFetch } from '../../../lib/api/api-fetch.ts';
import { queryClient } from '../../../lib/api/query-client.ts';
import { apiKeysQuery } from './list-api-keys.ts';

interface NewApiKey {
  service: string;
  scopes: Scope[];
  ratePerSecond: number;
  endsAt: string | null;
}

/** Makes a key and answers it whole: the only time that it can be seen. */
export async function createKey(body: NewApiKey): Promise<string> {
  const { key } = await call<typeof createApiKey>(apiFetch, 'POST /users/api-keys', { body });
  await queryClient.invalidateQueries(apiKeysQuery);
  return key;
}
