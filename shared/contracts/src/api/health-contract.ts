import { z } from 'zod';
import { endpoint } from './endpoint.ts';

const MONGODB_STATES = ['up', 'down'] as const;
/** Redis may answer and take no write: then it is degraded. */
export const REDIS_STATES = ['up', 'degraded', 'down'] as const;

/**
 * Names what the watchdog looks after: that watchers and workers are there, Redis and MongoDB answer, due `jobs` are noticed,
 * due `runs` start, runs of lost workers are taken over (`leases`), and clocks agree.
 */
export const WATCHDOG_PARTS = [
  'watch',
  'work',
  'redis',
  'mongodb',
  'jobs',
  'runs',
  'leases',
  'clock',
] as const;
export type WatchdogPart = (typeof WATCHDOG_PARTS)[number];

/** Something that the watchdog finds wrong; `since` is null where that is not known. */
const watchdogFinding = z.object({ part: z.enum(WATCHDOG_PARTS), since: z.iso.datetime().nullable() });

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
  // Load balancers may ask with parameters of their own.
  query: z.looseObject({}),
  status: 200,
  response: z.object({
    status: z.enum(['ready', 'degraded', 'down']),
    dependencies: z.object({ mongodb: z.enum(MONGODB_STATES), redis: z.enum(REDIS_STATES) }),
    /** Since when the process finds that one of them is not up; left out while all are. */
    since: z.object({ mongodb: z.iso.datetime().optional(), redis: z.iso.datetime().optional() }).optional(),
    /** Lists what the watchdog finds wrong, for which the status is `degraded`; left out while all is well. */
    wrong: z.array(watchdogFinding).optional(),
  }),
  otherStatuses: [503],
});
export type Readiness = z.infer<typeof ready.response>;
