import { type OverviewView, WINDOWS, type WindowName } from '@punctual/contracts/api/overview-contract';
import type { Id } from '@punctual/engine/database/documents';
import type { Whose } from '@punctual/engine/database/job-store';
import { isFailing } from '../jobs/failing-filter.ts';
import type { OverviewStore, SampledRun } from './overview-store.ts';
import { computeRunStatistics } from './run-statistics.ts';

type Owned<T> = T & { ownerId: Id };

/** An overview, with the owners of the jobs that it names. */
export interface OwnedOverview extends Omit<OverviewView, 'failing' | 'next'> {
  failing: Owned<OverviewView['failing'][number]>[];
  next: Owned<OverviewView['next'][number]>[];
}

/** Selects a window: the one that ends now, or the one that ended then. */
export interface WindowSelection {
  window: WindowName;
  until?: string | undefined;
}

/** Builds the overview of a window. Each bucket is sampled by itself, so that no busy one hides others. */
export async function buildOverview(
  scope: Whose,
  { window, until }: WindowSelection,
  now: Date,
  store: OverviewStore,
): Promise<OwnedOverview> {
  const to = until === undefined ? now : new Date(until);
  const from = new Date(to.getTime() - WINDOWS[window].ms);
  const buckets = splitWindow(window, to);
  const [dueNow, overdue, oldest, next, ...samples] = await Promise.all([
    store.dueNow(scope, now),
    store.overdue(scope, now),
    store.oldestOverdue(scope, now),
    store.next(scope, now),
    ...buckets.map((bucket) => store.sample(scope, bucket.at, bucket.to)),
  ]);
  const sampled = buckets.map(({ at }, i) => ({ at, runs: samples[i] ?? [] }));
  return {
    from: from.toISOString(),
    to: to.toISOString(),
    ...computeRunStatistics(sampled),
    dueNow,
    overdue,
    oldestOverdueAt: oldest?.toISOString() ?? null,
    failing: await listFailing(samples.flat(), store),
    next: next.flatMap(({ _id, name, ownerId, nextRunAt }) =>
      nextRunAt ? { job: { id: _id.toHexString(), name }, ownerId, nextRunAt: nextRunAt.toISOString() } : [],
    ),
  };
}

function splitWindow(window: WindowName, end: Date) {
  const { ms, buckets } = WINDOWS[window];
  const length = ms / buckets;
  return Array.from({ length: buckets }, (_, i) => {
    const to = new Date(end.getTime() - (buckets - 1 - i) * length);
    return { at: new Date(to.getTime() - length), to };
  });
}

/** Lists the jobs whose runs failed most, by name. Those that are gone for good have none and are left out. */
async function listFailing(runs: SampledRun[], store: OverviewStore): Promise<OwnedOverview['failing']> {
  const worst = countFailures(runs).sort(worstFirst).slice(0, MOST_FAILING);
  const jobs = await store.jobs(worst.map(({ jobId }) => jobId));
  return worst.flatMap(({ jobId, failed, lastFailedAt }) => {
    const job = jobs.find(({ _id }) => _id.equals(jobId));
    if (!job) return [];
    return {
      job: { id: jobId.toHexString(), name: job.name },
      ownerId: job.ownerId,
      failed,
      lastFailedAt: lastFailedAt.toISOString(),
      isFailing: isFailing(job),
    };
  });
}

const MOST_FAILING = 10;

/** Counts the failed runs of a job, and keeps when the last of them was due. */
interface Failures {
  jobId: Id;
  failed: number;
  lastFailedAt: Date;
}

function countFailures(runs: SampledRun[]): Failures[] {
  const byJob = new Map<string, Failures>();
  for (const { jobId, status, scheduledFor } of runs) {
    if (status !== 'FAILED') continue;
    const before = byJob.get(jobId.toHexString()) ?? { jobId, failed: 0, lastFailedAt: scheduledFor };
    const lastFailedAt = new Date(Math.max(before.lastFailedAt.getTime(), scheduledFor.getTime()));
    byJob.set(jobId.toHexString(), { jobId, failed: before.failed + 1, lastFailedAt });
  }
  return [...byJob.values()];
}

/** Sorts by failures; of as many, the job that failed last comes first. */
const worstFirst = (a: Failures, b: Failures): number =>
  b.failed - a.failed || b.lastFailedAt.getTime() - a.lastFailedAt.getTime();
