import { type OverviewView, WINDOWS, type WindowName } from '@punctual/contracts/api/overview-contract';
import type { Id } from '@punctual/engine/database/documents';
import type { Whose } from '@punctual/engine/database/job-store';
import { isFailing } from '../jobs/failing-filter.ts';
import { computeRunStatistics } from '../runs/run-statistics.ts';
import { mostFailing } from './failing.ts';
import type { OverviewStore, SampledRun } from './overview-store.ts';

type Owned<T> = T & { ownerId: Id };
/** What an overview says, and of the jobs that it names whose they are. */
export interface OwnedOverview extends Omit<OverviewView, 'failing' | 'next'> {
  failing: Owned<OverviewView['failing'][number]>[];
  next: Owned<OverviewView['next'][number]>[];
}

/** Which window: the last one, or the one that ended then. */
export interface WindowAsked {
  window: WindowName;
  until?: string | undefined;
}

/** A window of time in figures: each part of it is looked at for itself, so that no busy one hides others. */
export async function overviewOf(
  whose: Whose,
  { window, until }: WindowAsked,
  now: Date,
  store: OverviewStore,
): Promise<OwnedOverview> {
  const to = until === undefined ? now : new Date(until);
  const parts = partsOf(window, to);
  const [dueNow, overdue, oldest, next, ...samples] = await Promise.all([
    store.dueNow(whose, now),
    store.overdue(whose, now),
    store.oldestOverdue(whose, now),
    store.next(whose, now),
    ...parts.map((part) => store.sample(whose, part.at, part.to)),
  ]);
  const seen = parts.map(({ at }, i) => ({ at, runs: samples[i] ?? [] }));
  const from = new Date(to.getTime() - WINDOWS[window].ms);
  return {
    ...{ from: from.toISOString(), to: to.toISOString(), ...computeRunStatistics(seen), dueNow, overdue },
    oldestOverdueAt: oldest?.toISOString() ?? null,
    failing: await failingOf(
      seen.flatMap(({ runs }) => runs),
      store,
    ),
    next: next.flatMap(({ _id, name, ownerId, nextRunAt }) =>
      nextRunAt ? { job: { id: _id.toHexString(), name }, ownerId, nextRunAt: nextRunAt.toISOString() } : [],
    ),
  };
}

/** The jobs that failed most, by name; those that are gone for good have none and are left out. */
async function failingOf(runs: SampledRun[], store: OverviewStore): Promise<OwnedOverview['failing']> {
  const worst = mostFailing(runs);
  const jobs = await store.jobs(worst.map(({ jobId }) => jobId));
  return worst.flatMap(({ jobId, failed, lastFailedAt }) => {
    const job = jobs.find(({ _id }) => _id.equals(jobId));
    if (!job) return [];
    const { name, ownerId } = job;
    const named = { job: { id: jobId.toHexString(), name }, ownerId };
    return { ...named, failed, lastFailedAt: lastFailedAt.toISOString(), isFailing: isFailing(job) };
  });
}

function partsOf(window: WindowName, now: Date) {
  const { ms, buckets } = WINDOWS[window];
  const length = ms / buckets;
  return Array.from({ length: buckets }, (_, i) => {
    const to = new Date(now.getTime() - (buckets - 1 - i) * length);
    return { at: new Date(to.getTime() - length), to };
  });
}
