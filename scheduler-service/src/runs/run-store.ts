import {
  OPEN_STATUSES,
  PLANNED_TRIGGERS,
  type RunReason,
  type RunStatus,
} from '@punctual/contracts/runs/run-status';
import type { Id, RunDocument } from '@punctual/engine/database/documents';
import type { Whose } from '@punctual/engine/database/job-store';
import type { Models } from '@punctual/engine/database/models';
import mongoose from 'mongoose';
import type { TimeRange } from './time-range.ts';

/** The parts of a run that decide what became of its occurrence. */
export interface RecordedRun {
  id: string;
  scheduledFor: Date;
  dueAt: Date;
  scheduleRevision: number;
  status: RunStatus;
  reason: RunReason | null;
  /** Missed occurrences before this one that are counted in its row. */
  missed: number | null;
}

const OPEN_LIMIT = 100;

/** Reads runs for their owners. They are changed by the engine alone. */
export class RunStore {
  readonly #models: Models;

  constructor(models: Models) {
    this.#models = models;
  }

  /** Finds a run within a scope. */
  one(scope: Whose, id: string): Promise<RunDocument | null> {
    return this.#models.runs
      .findOne({ _id: id, ...scope })
      .lean<RunDocument>()
      .exec();
  }

  byKey(runKey: string): Promise<RunDocument | null> {
    return this.#models.runs.findOne({ runKey }).lean<RunDocument>().exec();
  }

  /** Lists the runs of a job's scheduled occurrences with from ≤ t < to, the earliest first. */
  async scheduledBetween(jobId: Id, from: Date, to: Date, limit: number): Promise<RecordedRun[]> {
    const within = mongoose.trusted({ $gte: from, $lt: to });
    const rows = await this.#models.runs
      .find({ jobId, scheduledFor: within, trigger: mongoose.trusted({ $in: PLANNED_TRIGGERS }) })
      .sort({ scheduledFor: 1 })
      .limit(limit)
      .lean<RunDocument[]>();
    return rows.map((run) => ({ ...run, id: run._id.toHexString() }));
  }

  /** Lists the instants with from ≤ t < to of which a job has a run, by hand or planned, the earliest first. */
  async instantsBetween(jobId: Id, { from, to }: TimeRange, limit: number): Promise<Date[]> {
    const rows = await this.#models.runs
      .find({ jobId, scheduledFor: mongoose.trusted({ $gte: from, $lt: to }) }, { scheduledFor: 1 })
      .sort({ scheduledFor: 1 })
      .limit(limit)
      .lean<Pick<RunDocument, 'scheduledFor'>[]>();
    return rows.map(({ scheduledFor }) => scheduledFor);
  }

  /** Finds the newest occurrence of a job that has a run on record. */
  async newestScheduled(jobId: Id): Promise<Date | null> {
    const newest = await this.#models.runs
      .findOne({ jobId, trigger: mongoose.trusted({ $in: PLANNED_TRIGGERS }) }, { scheduledFor: 1 })
      .sort({ scheduledFor: -1 })
      .lean<Pick<RunDocument, 'scheduledFor'>>();
    return newest?.scheduledFor ?? null;
  }

  /** Finds the run of the occurrence at an instant; of several, the one of the newest schedule. */
  at(jobId: Id, scheduledFor: Date): Promise<RunDocument | null> {
    return this.#models.runs
      .findOne({ jobId, scheduledFor })
      .sort({ scheduleRevision: -1, _id: -1 })
      .lean<RunDocument>()
      .exec();
  }

  /** Finds the next run after an instant, if it is the stand-in for occurrences that were missed before it. */
  async standInFor(jobId: Id, at: Date): Promise<RunDocument | null> {
    const next = await this.#models.runs
      .findOne({
        jobId,
        scheduledFor: mongoose.trusted({ $gt: at }),
        trigger: mongoose.trusted({ $in: PLANNED_TRIGGERS }),
      })
      .sort({ scheduledFor: 1 })
      .lean<RunDocument>();
    return next?.missed ? next : null;
  }

  /** Finds the names of the jobs of runs, by the ids of the runs in hexadecimal. */
  async jobNames(ids: Id[]): Promise<Map<string, string>> {
    if (ids.length === 0) return new Map();
    const runs = await this.#models.runs
      .find({ _id: mongoose.trusted({ $in: ids }) }, { 'snapshot.name': 1 })
      .lean<{ _id: Id; snapshot: { name: string } }[]>();
    return new Map(runs.map(({ _id, snapshot }) => [_id.toHexString(), snapshot.name]));
  }

  /** Lists the runs of a job that wait or run now. */
  open(jobId: Id): Promise<RunDocument[]> {
    return this.#models.runs
      .find({ jobId, finishedAt: null, status: mongoose.trusted({ $in: OPEN_STATUSES }) })
      .sort({ scheduledFor: 1 })
      .limit(OPEN_LIMIT)
      .lean<RunDocument[]>()
      .exec();
  }
}
