import { z } from 'zod';
import { RUN_STATUSES } from '../runs/run-status.ts';
import { endpoint } from './endpoint.ts';

/** How far back is looked, in how many parts. */
export const WINDOWS = {
  '1h': { ms: 3_600_000, buckets: 12 },
  '24h': { ms: 86_400_000, buckets: 24 },
  '7d': { ms: 604_800_000, buckets: 28 },
} as const;
export type WindowName = keyof typeof WINDOWS;

const count = z.number().int();
const byStatus = z.object(
  Object.fromEntries(RUN_STATUSES.map((status) => [status, count])) as Record<
    (typeof RUN_STATUSES)[number],
    typeof count
  >,
);
const ms = z.number();

/** A part of the window from `at` on; `isCapped`: there were more runs than are looked at, and these are some of them. */
const bucket = z.object({ at: z.iso.datetime(), runs: byStatus, isCapped: z.boolean() });

const figures = {
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  runs: byStatus,
  /** Some part held more runs than are looked at: figures are of those. */
  isCapped: z.boolean(),
  /** Of what completed or failed; null where nothing did. */
  successRate: z.number().nullable(),
  /** In ms, of what was started; null where nothing was. */
  lateness: z.object({ p50: ms, p95: ms, p99: ms }).nullable(),
  buckets: z.array(bucket),
  /** Runs whose time has come and that no worker has taken yet. */
  dueNow: count,
  /** Jobs whose time has passed by seconds without a run of it: no watcher has looked. */
  overdue: count,
};

const query = z.strictObject({
  window: z.enum(['1h', '24h', '7d'], { error: 'window is one of 1h, 24h, 7d.' }).default('24h'),
});

export const overview = endpoint({
  method: 'GET',
  path: '/users/overview',
  summary: 'Your runs of the last hour, day or week in figures',
  description: 'Counts stop at 10,000, and at 1,000 runs for each part of the window.',
  access: 'user',
  scope: 'runs:read',
  query,
  status: 200,
  response: z.object(figures),
});
export type OverviewView = z.infer<typeof overview.response>;

const processView = z.object({
  name: z.string(),
  host: z.string(),
  pid: count,
  startedAt: z.iso.datetime(),
  lastHeartbeatAt: z.iso.datetime(),
  isAlive: z.boolean(),
  /** Runs that it works on. */
  running: count,
});
export type ProcessView = z.infer<typeof processView>;

export const adminOverview = endpoint({
  method: 'GET',
  path: '/admin/overview',
  summary: 'Everybody’s runs in figures, the queue, and who watches and works',
  description: 'Counts stop at 10,000, and at 1,000 runs for each part of the window.',
  access: 'admin',
  query,
  status: 200,
  response: z.object({
    ...figures,
    /** Entries that wait in the queue; null while Redis is away. */
    queueDepth: count.nullable(),
    watchers: z.array(processView),
    workers: z.array(processView),
  }),
});
