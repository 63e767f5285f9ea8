import { SAMPLED_RUNS } from '@punctual/contracts/api/limits';
import type { Id, JobDocument, RunDocument } from '@punctual/engine/database/documents';
import type { Whose } from '@punctual/engine/database/job-store';
import type { Models } from '@punctual/engine/database/models';
import { AHEAD_MS, idAt, matchDue } from '../overview-store.ts';

/** A run in short, as a timeline shows it. */
export type TimelineRun = Pick<
  RunDocument,
  '_id' | 'jobId' | 'ownerId' | 'status' | 'dueAt' | 'startedAt' | 'finishedAt'
> & { snapshot: { name: string } };
const TIMELINE_RUN = {
  jobId: 1,
  ownerId: 1,
  status: 1,
  dueAt: 1,
  startedAt: 1,
  finishedAt: 1,
  'snapshot.name': 1,
};

/** A job with what its plan is computed from. */
export type PlannedJob = Pick<JobDocument, '_id' | 'ownerId' | 'name' | 'schedule' | 'starts'>;
const PLANNED_JOB = { ownerId: 1, name: 1, schedule: 1, starts: 1 };

/** A job by its name. */
export type NamedJob = Pick<JobDocument, '_id' | 'ownerId' | 'name'>;

/** Runs that one timeline looks at, the newest. */
export const TIMELINE_RUNS = 2 * SAMPLED_RUNS;

/** Reads what calendars and timelines show. Each query is bounded, and on an index. */
export class CalendarStore {
  readonly #models: Models;

  constructor(models: Models) {
    this.#models = models;
  }

  /** Lists the jobs that are to run until then, the next first: those of a short time first, as no index gives an order. */
  async planned(scope: Whose, now: Date, until: Date, limit: number): Promise<PlannedJob[]> {
    for (const ahead of AHEAD_MS) {
      const end = new Date(Math.min(now.getTime() + ahead, until.getTime()));
      const jobs = await this.#dueUntil(scope, end, limit);
      if (jobs.length === limit || end >= until) return jobs;
    }
    return [];
  }

  /** Names jobs by their ids, deleted or not. */
  names(ids: Id[]): Promise<NamedJob[]> {
    return this.#models.jobs.collection
      .find<NamedJob>({ _id: { $in: ids } }, { projection: { ownerId: 1, name: 1 } })
      .toArray();
  }

  /** Lists runs since then, the newest first: those of an owner by their instants, those of all by when they were recorded. */
  recent(scope: Whose, since: Date): Promise<TimelineRun[]> {
    const [match, hint, sort] =
      'ownerId' in scope
        ? ([{ ...scope, scheduledFor: { $gte: since } }, 'own_time', { scheduledFor: -1, _id: -1 }] as const)
        : ([{ _id: { $gte: idAt(since) } }, '_id_', { _id: -1 }] as const);
    return this.#models.runs.collection
      .find<TimelineRun>(match, { hint, sort, limit: TIMELINE_RUNS, projection: TIMELINE_RUN })
      .toArray();
  }

  #dueUntil(scope: Whose, until: Date, limit: number): Promise<PlannedJob[]> {
    const options = { sort: { nextRunAt: 1 }, limit, projection: PLANNED_JOB } as const;
    return this.#models.jobs.collection.find<PlannedJob>(matchDue(scope, until), options).toArray();
  }
}
