import { z } from 'zod';
import { endpoint } from './endpoint.ts';

const limitLayer = z.object({
  layer: z.enum(['global', 'ip', 'user', 'key']),
  /** Requests that are allowed within any `windowMs`. */
  limit: z.number().int(),
  windowMs: z.number().int(),
  /** Requests of the last window: of all clients in `global`, of the caller elsewhere; null where the caller is not counted, and of all clients for users. */
  used: z.number().int().nullable(),
  /** Requests of all senders that the answering copy has admitted and refused since it started; null for users. */
  admitted: z.number().int().nullable(),
  refused: z.number().int().nullable(),
});

export const rateLimitStats = endpoint({
  method: 'GET',
  path: '/rate-limit-stats',
  summary: 'How many requests are allowed, layer by layer, and how many there were',
  description: 'Administrators who are logged in see the figures of all senders; others see their own.',
  access: 'user',
  scope: 'jobs:read',
  status: 200,
  response: z.object({
    /** `memory` while Redis is away: each copy counts for itself then. */
    countedIn: z.enum(['redis', 'memory']),
    layers: z.array(limitLayer),
    /** Requests that the copy that answers carries out at a time; `refused` since it started. Of others: null for users. */
    concurrent: z.object({
      limit: z.number().int(),
      underWay: z.number().int().nullable(),
      refused: z.number().int().nullable(),
    }),
  }),
});

/** Open to callers on the machine itself; others send `METRICS_TOKEN`, which is no login. */
export const metrics = endpoint({
  method: 'GET',
  path: '/metrics',
  summary: 'Figures in the text format of Prometheus',
  access: 'public',
  // Prometheus sends the parameters that its configuration lists.
  query: z.looseObject({}),
  status: 200,
  contentType: 'text/plain',
  refuses: [401],
});
