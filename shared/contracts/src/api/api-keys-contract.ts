import { z } from 'zod';
import { apiKeyCall, apiKeyInput, apiKeyRotation, apiKeyView } from '../users/api-key.ts';
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
  audit: { action: 'apiKey.create', details: ['service', 'scopes', 'ratePerSecond', 'endsAt'] },
});

export const rotateApiKey = endpoint({
  method: 'POST',
  path: '/users/api-keys/:id/rotate',
  summary: 'Replace an API key by one of the same service; the new key is shown this once',
  description:
    'The new key has the scopes, the rate and the lifetime of the old one, which goes on working for ' +
    '`oldEndsInHours`: time to give the new one to whatever uses it.',
  access: 'user',
  params: idParams,
  body: apiKeyRotation,
  status: 201,
  response: apiKeyView.extend({
    key: z.string(),
    replaced: z.object({ id: z.string(), endsAt: z.iso.datetime() }),
  }),
  audit: { action: 'apiKey.rotate', details: ['oldEndsInHours'] },
});

export const listApiKeyCalls = endpoint({
  method: 'GET',
  path: '/users/api-keys/:id/calls',
  summary: 'The last calls of an API key, newest first',
  description:
    'The newest twenty, for a week, seconds after they were made. They help to find a mistake and are no record: ' +
    'they are kept in memory and may be gone after a restart.',
  access: 'user',
  params: idParams,
  status: 200,
  response: z.object({ data: z.array(apiKeyCall) }),
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
