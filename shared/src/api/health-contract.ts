import { z } from 'zod';
import { endpoint } from './endpoint.ts';

const DEPENDENCY_STATES = ['up', 'down'] as const;

export const health = endpoint({
  method: 'GET',
  path: '/health',
  summary: 'Whether the process lives',
  access: 'public',
  status: 200,
  response: z.object({ status: z.literal('ok'), uptimeSeconds: z.number() }),
});

/** Answered with 503 and `status: "down"` while something is away without which it cannot work. */
export const ready = endpoint({
  method: 'GET',
  path: '/health/ready',
  summary: 'Whether it can do its work, and the state of each thing it needs',
  access: 'public',
  status: 200,
  response: z.object({
    status: z.enum(['ready', 'degraded', 'down']),
    dependencies: z.object({ mongodb: z.enum(DEPENDENCY_STATES), redis: z.enum(DEPENDENCY_STATES) }),
  }),
});
export type Readiness = z.infer<typeof ready.response>;
