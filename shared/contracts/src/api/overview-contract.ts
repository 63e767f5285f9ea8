import { z } from 'zod';
import { ACTION_CAUSES } from '../jobs/action-causes.ts';
import { DAY_MS, HOUR_MS } from '../time.ts';
import { ownerView } from '../users/user.ts';
import { speaking } from '../validation.ts';
import { instantInput, jobNamed, runsByStatus } from './common.ts';
import { endpoint } from './endpoint.ts';
import { SAMPLED_RUNS, TOTAL_CAP } from './limits.ts';
import { REQUEST_WORDS } from './request-words.ts';
import { partsView } from './service-contract.ts';

const says = speaking(REQUEST_WORDS);

/** Windows of time that an overview covers, and the parts of each. */
export const WINDOWS = {
  '1h': { ms: HOUR_MS, buckets: 12 },
  '24h': { ms: DAY_MS, buckets: 24 },
  '7d': { ms: 7 * DAY_MS, buckets: 28 },
} as const;
export type WindowName = keyof typeof WINDOWS;
const WINDOW_NAMES = ['1h', '24h', '7d'] as const satisfies readonly WindowName[];

const count = z.number().int();
const ms = z.number();

/** In ms, of runs that were started; null without any. */
const lateness = z.object({ p50: ms, p95: ms, p99: ms }).nullable();

/** A part of the window from `at` on; `isCapped`: there were more runs than are looked at, and these are some of them. */
const bucket = z.object({ at: z.iso.datetime(), runs: runsByStatus, lateness, isCapped: z.boolean() });

/** A job whose runs failed in the window; `isFailing`: the last one did too, and the job still is there and enabled. */
const failing = {
  job: jobNamed,
  failed: count,
  lastFailedAt: z.iso.datetime(),
  /** Still so: its last run failed, and it is enabled or was disabled by Punctual for that. */
  isFailing: z.boolean(),
  /** The cause for which Punctual disabled it, until somebody acts. */
  stoppedFor: z.enum(ACTION_CAUSES).nullable(),
};
/**
 * A job that is failing now, by the rule of `failing=true` of lists of jobs: enabled, and not completed since it failed;
 * or disabled by Punctual itself.
 */
const failingNow = {
  job: jobNamed,
  /** The end of the last run that failed. */
  lastFailedAt: z.iso.datetime(),
  /** Runs that failed since the last that completed. */
  failuresInRow: count,
  stoppedFor: failing.stoppedFor,
};
/** Counts the jobs that are failing now, and lists some of them, the newest failure first. */
const failingNowOf = <T extends z.ZodRawShape>(row: T) =>
  z.object({ total: count, totalIsCapped: z.boolean(), jobs: z.array(z.object(row)) });
/** A job that is to run, and when. */
const planned = { job: jobNamed, nextRunAt: z.iso.datetime() };

const figures = {
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  runs: runsByStatus,
  /** Some part held more runs than are looked at: figures are of those. */
  isCapped: z.boolean(),
  /** The share of completed runs among those that completed or failed; null without any. */
  successRate: z.number().nullable(),
  lateness,
  buckets: z.array(bucket),
  /** Runs whose time has come and that no worker has taken yet. */
  dueNow: count,
  /** Runs that should have begun more than ten seconds ago: those that wait, and jobs that no watcher has looked at. */
  overdue: count,
  /** The time at which the first of these should have begun. */
  oldestOverdueAt: z.iso.datetime().nullable(),
};

const query = z.strictObject({
  window: z
    .enum(
      WINDOW_NAMES,
      says((words) => words.oneOf('window', WINDOW_NAMES)),
    )
    .default('24h'),
  /** The end of the window, now if left out: with `from` of an answer, the window before it. */
  until: instantInput.optional(),
});
const DESCRIPTION =
  `Counts stop at ${TOTAL_CAP.toLocaleString('en')}, and at ${SAMPLED_RUNS.toLocaleString('en')} runs for each part ` +
  'of the window. `next` names ten jobs at most, and so do `failing` (by the failures in the window) and ' +
  '`failingNow` (whose `total` is that of the list of failing jobs, however long ago they failed). An API key without ' +
  '`jobs:read` is shown none in `next`.';

export const overview = endpoint({
  method: 'GET',
  path: '/users/overview',
  summary: 'Your runs of the last hour, day or week in figures',
  description: DESCRIPTION,
  access: 'user',
  scope: 'runs:read',
  query,
  status: 200,
  response: z.object({
    ...figures,
    /** The most failures first. */
    failing: z.array(z.object(failing)),
    failingNow: failingNowOf(failingNow),
    /** The earliest first. */
    next: z.array(z.object(planned)),
  }),
});
export type OverviewView = z.infer<typeof overview.response>;

/** `silent` after two heartbeats that did not come, `lost` after four. */
const PROCESS_STATES = ['alive', 'silent', 'lost'] as const;
export type ProcessState = (typeof PROCESS_STATES)[number];

const processView = z.object({
  name: z.string(),
  service: z.string(),
  host: z.string(),
  pid: count,
  startedAt: z.iso.datetime(),
  lastHeartbeatAt: z.iso.datetime(),
  isAlive: z.boolean(),
  state: z.enum(PROCESS_STATES),
  /** The version of the product; null from a process too old to report it. */
  version: z.string().nullable(),
  /** Runs that it works on. */
  running: count,
});
export type ProcessView = z.infer<typeof processView>;

export const adminOverview = endpoint({
  method: 'GET',
  path: '/admin/overview',
  summary: 'Everybody’s runs in figures, the queue, and who watches and works',
  description: DESCRIPTION,
  access: 'admin',
  query,
  status: 200,
  response: z.object({
    ...figures,
    failing: z.array(z.object({ ...failing, owner: ownerView })),
    failingNow: failingNowOf({ ...failingNow, owner: ownerView }),
    next: z.array(z.object({ ...planned, owner: ownerView })),
    /** Entries that wait in the queue; null while Redis is away. */
    queueDepth: count.nullable(),
    parts: partsView,
    watchers: z.array(processView),
    workers: z.array(processView),
  }),
});
export type AdminOverviewView = z.infer<typeof adminOverview.response>;
