import { type OverviewView, WINDOWS, type WindowName } from '@punctual/contracts/api/overview-contract';
import type { Id } from '@punctual/engine/database/documents';
import type { Whose } from '@punctual/engine/database/job-store';
import { isFailing } from '../jobs/failing-filter.ts';
import type { JobLists } from '../jobs/job-lists.ts';
import type { OverviewStore, SampledRun, ShortJob } from './overview-store.ts';
import { computeRunStatistics } from './run-statistics.ts';
import type { RunsInTurns } from './runs-in-turns.ts';

type Owned<T> = T & { ownerId: Id };
type FailingNow = OverviewView['failingNow'];

/** An overview, with the owners of the jobs that it names. */
export interface OwnedOverview extends Omit<OverviewView, 'failing' | 'failingNow' | 'next'> {
  failing: Owned<OverviewView['failing'][number]>[];
  failingNow: Omit<FailingNow, 'jobs'> & { jobs: Owned<FailingNow['jobs'][number]>[] };
  next: Owned<OverviewView['next'][number]>[];
}

/** Selects a window: the one that ends now, or the one that ended then. */
export interface WindowSelection {
  window: WindowName;
  until?: string | undefined;
}

type Figures = Pick<OverviewStore, 'waiting' | 'unnoticed' | 'next' | 'stopped' | 'jobs'>;

/** Builds the overview of a window. Each bucket is sampled by itself, so that no busy one hides others. */
export async function buildOverview(
  scope: Whose,
  { window, until }: WindowSelection,
  now: Date,
  store: Figures,
  runs: RunsInTurns,
  lists: Pick<JobLists, 'list'>,
): Promise<OwnedOverview> {
  const to = until === undefined ? now : new Date(until);
  const from = new Date(to.getTime() - WINDOWS[window].ms);
  const buckets = splitWindow(window, to);
  const [waiting, unnoticed, next, stopped, failingNow, ...samples] = await Promise.all([
    store.waiting(scope, now),
    store.unnoticed(scope, now),
    store.next(scope, now),
    store.stopped(scope, MOST_FAILING),
    listFailingNow(scope, lists),
    ...buckets.map((bucket) => runs.sample(scope, bucket.at, bucket.to)),
  ]);
  const sampled = buckets.map(({ at }, i) => ({ at, runs: samples[i] ?? [] }));
  return {
    from: from.toISOString(),
    to: to.toISOString(),
    ...computeRunStatistics(sampled),
    dueNow: waiting.dueNow,
    overdue: waiting.overdue + unnoticed.overdue,
    oldestOverdueAt: earliest(waiting.oldest, unnoticed.oldest)?.toISOString() ?? null,
    failing: await listFailing(samples.flat(), stopped, store),
    failingNow,
    next: next.flatMap(({ _id, name, ownerId, nextRunAt }) =>
      nextRunAt ? { job: { id: _id.toHexString(), name }, ownerId, nextRunAt: nextRunAt.toISOString() } : [],
    ),
  };
}

const earliest = (...times: (Date | null)[]): Date | undefined =>
  times.filter((time) => time !== null).sort((a, b) => a.getTime() - b.getTime())[0];

/** Reads the list of failing jobs, so that what is said above it agrees with it: the newest failure first. */
async function listFailingNow(
  scope: Whose,
  lists: Pick<JobLists, 'list'>,
): Promise<OwnedOverview['failingNow']> {
  const query = { failing: true, sort: '-lastRun', limit: MOST_FAILING } as const;
  const { data, page } = await lists.list(scope, query);
  return {
    total: page?.total ?? data.length,
    totalIsCapped: page?.totalIsCapped ?? false,
    jobs: data.map(({ _id, name, ownerId, lastRun, failedAt, failuresInRow, stoppedFor, updatedAt }) => ({
      job: { id: _id.toHexString(), name },
      ownerId,
      lastFailedAt: (failedAt ?? lastRun?.finishedAt ?? updatedAt).toISOString(),
      failuresInRow: failuresInRow ?? 0,
      stoppedFor: stoppedFor ?? null,
    })),
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

/**
 * Lists jobs by name: those that Punctual itself has disabled, however long ago, and those whose runs failed most. Jobs
 * that are gone for good have no name and are left out.
 */
async function listFailing(
  runs: SampledRun[],
  stopped: ShortJob[],
  store: Pick<OverviewStore, 'jobs'>,
): Promise<OwnedOverview['failing']> {
  const failures = countFailures(runs);
  const isStopped = ({ jobId }: Failures) => stopped.some(({ _id }) => _id.equals(jobId));
  const first = stopped.flatMap(
    (job) => failures.find(({ jobId }) => jobId.equals(job._id)) ?? lastFailure(job),
  );
  const others = failures.filter((one) => !isStopped(one)).sort(worstFirst);
  const worst = [...first, ...others].slice(0, MOST_FAILING);
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
      stoppedFor: job.stoppedFor ?? null,
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

/** The failure for which a job was disabled, before the window. */
const lastFailure = ({ _id, lastRun }: ShortJob): Failures[] =>
  lastRun ? [{ jobId: _id, failed: 0, lastFailedAt: lastRun.scheduledFor }] : [];

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
