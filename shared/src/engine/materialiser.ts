import type { mongo } from 'mongoose';
import type { Collections } from '../store/collections.ts';
import type { JobDocument, RunDocument } from '../store/documents.ts';
import { duplicatePositions } from '../store/errors.ts';
import { type Expression, plusOne, valueByDocument, when } from '../store/expressions.ts';
import { type DuePlan, planDue } from './plan-due.ts';
import { draftRun } from './run-draft.ts';

/** Runs that were made: to be started when they are due, and too old to be run at all. */
export interface Materialised {
  waiting: RunDocument[];
  expired: RunDocument[];
}

interface Planned {
  job: JobDocument;
  plan: DuePlan;
}

/** Turns due jobs into runs. */
export class Materialiser {
  readonly #collections: Collections;

  constructor(collections: Collections) {
    this.#collections = collections;
  }

  /** Enabled jobs with a run due until `until`, the longest due first. */
  due(until: Date, limit: number): Promise<JobDocument[]> {
    return this.#collections.jobs
      .find({ enabled: true, ownerDisabled: false, nextRunAt: { $lte: until } })
      .sort({ nextRunAt: 1 })
      .limit(limit)
      .toArray();
  }

  /**
   * Records the runs of these jobs that are due until `until`, then moves the jobs on. In this order: a
   * crash in between leaves runs that the next step tries to insert again and finds there, while the
   * other order would lose them. Answers the runs that this call has made.
   */
  async materialise(jobs: JobDocument[], now: Date, until: Date): Promise<Materialised> {
    const planned = jobs.map((job) => ({ job, plan: planDue(job, now, until) }));
    const drafts = planned.flatMap(({ job, plan }) =>
      plan.runs.map((run) => ({ run: draftRun(job, run), expired: run.expired })),
    );
    const made = await this.#insert(drafts.map(({ run }) => run));
    await this.#advance(planned);
    const expired = new Set(drafts.filter((draft) => draft.expired).map(({ run }) => run));
    return {
      waiting: made.filter((run) => !expired.has(run)),
      expired: made.filter((run) => expired.has(run)),
    };
  }

  /** Answers those that were not there yet: others may record the same occurrence, a normal thing. */
  async #insert(runs: RunDocument[]): Promise<RunDocument[]> {
    if (runs.length === 0) return [];
    try {
      await this.#collections.runs.insertMany(runs, { ordered: false });
      return runs;
    } catch (error) {
      const there = duplicatePositions(error);
      if (!there) throw error;
      return runs.filter((_, i) => !there.has(i));
    }
  }

  async #advance(planned: Planned[]): Promise<void> {
    if (planned.length === 0) return;
    const ids = planned.map(({ job }) => job._id);
    const at = (values: unknown[]): Expression => valueByDocument(ids, values);
    const unchanged = {
      $and: [
        { $eq: ['$nextRunAt', at(planned.map(({ job }) => job.nextRunAt))] },
        { $eq: ['$scheduleRevision', at(planned.map(({ job }) => job.scheduleRevision))] },
      ],
    };
    const change = {
      nextOccurrence: at(planned.map(({ plan }) => plan.next?.at ?? null)),
      nextRunAt: at(planned.map(({ plan }) => plan.next?.dueAt ?? null)),
      status: when({ $ifNull: ['$active', false] }, 'RUNNING', 'PENDING'),
      stateVersion: plusOne('stateVersion'),
    };
    const guard = { _id: { $in: ids }, enabled: true, $expr: unchanged } as mongo.Filter<JobDocument>;
    await this.#collections.jobs.updateMany(guard, [{ $set: change }]);
  }
}
