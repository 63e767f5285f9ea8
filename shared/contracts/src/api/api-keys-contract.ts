import { z } from 'zod';
import { apiKeyInput, apiKeyView } from '../users/api-key.ts';
import { idParams, pageOf, paging } from './common.ts';
import { endpoint } from './endpoint.ts';

export const createApiKey = endpoint({
  method: 'POST',
  path: '/users/api-keys',
  summary: 'Make an API key for a service; the key is shown this once',
  description:
    'A key that may change something is answered what it has changed: one with `jobs:write` the job, one with ' +
    '`runs:write` the run.',
  access: 'user',
  body: apiKeyInput,
  status: 201,
  response: apiKeyView.extend({ key: z.string() }),
  audit: { action: 'apiKey.create', details: ['service', 'scopes', 'ratePerSecond'] },
});

export const listApiKeys = endpoint({
  method: 'GET',
  path: '/users/api-keys',
  summary: 'Your API keys, newest first',
  access: 'user',
  query: z.strictObject({ ...paging }),
  status: 200,
  response: pageOf(apiKeyView),
});

export const revokeApiKey = endpoint({
  method: 'DELETE',
  path: '/users/api-keys/:id',
  summary: 'Revoke an API key: it is dead at once',
  access: 'user',
  params: idParams,
  status: 204,
  audit: { action: 'apiKey.revoke' },
});
