import { z } from 'zod';
import { endpoint } from './endpoint.ts';

const limitLayer = z.object({
  layer: z.enum(['global', 'ip', 'user', 'key']),
  /** Requests that are allowed within any `windowMs`. */
  limit: z.number().int(),
  windowMs: z.number().int(),
  /** Requests of the last window: of all clients in `global`, of the caller elsewhere; null if the caller is not counted. */
  used: z.number().int().nullable(),
  /** Requests that the answering copy has admitted and refused since it started. */
  admitted: z.number().int(),
  refused: z.number().int(),
});

export const rateLimitStats = endpoint({
  method: 'GET',
  path: '/rate-limit-stats',
  summary: 'How many requests are allowed, layer by layer, and how many there were',
  access: 'user',
  scope: 'jobs:read',
  status: 200,
  response: z.object({
    /** `memory` while Redis is away: each copy counts for itself then. */
    countedIn: z.enum(['redis', 'memory']),
    layers: z.array(limitLayer),
    /** Requests that the copy that answers carries out at a time; `refused` since it started. */
    concurrent: z.object({
      limit: z.number().int(),
      underWay: z.number().int(),
      refused: z.number().int(),
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
