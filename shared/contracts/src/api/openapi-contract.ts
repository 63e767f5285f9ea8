import { z } from 'zod';
import { endpoint } from './endpoint.ts';

export const describeApi = endpoint({
  method: 'GET',
  path: '/openapi.json',
  summary: 'This description, as OpenAPI 3.1',
  access: 'public',
  status: 200,
  response: z.looseObject({ openapi: z.string() }),
});
