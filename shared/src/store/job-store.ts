import { createHash } from 'node:crypto';
import { type QueryFilter, Types } from 'mongoose';
import type { JobStatus } from '../jobs/job-status.ts';
import { nextRun } from '../schedules/next-runs.ts';
import type { Id, JobDocument, JobSettings } from './documents.ts';
import type { Models } from './models.ts';
import { newestFirst, type Page, type PageRequest } from './paging.ts';

/** Jobs are spread over this many shards, so that watchers can share the watching. */
export const SHARDS = 64;
export const ALL_SHARDS = Array.from({ length: SHARDS }, (_, shard) => shard);

export interface JobFilter {
  ownerId?: Id;
  status?: JobStatus | undefined;
  enabled?: boolean | undefined;
}

const shardOf = (id: Id): number => createHash('sha1').update(id.id).digest().readUInt32BE(0) % SHARDS;

const NO_RUNS = { total: 0, completed: 0, failed: 0, skipped: 0, canceled: 0 };

/** A once that has just passed still runs; everything else runs from now on. */
const firstAfter = ({ schedule }: JobSettings, now: Date): Date =>
  schedule.kind === 'once' ? new Date(new Date(schedule.at).getTime() - 1) : now;

/** Jobs as their owners see them. What runs them is in store/engine. */
export class JobStore {
  readonly #models: Models;

  constructor(models: Models) {
    this.#models = models;
  }

  async create(ownerId: Id, settings: JobSettings, now: Date): Promise<JobDocument> {
    const _id = new Types.ObjectId();
    const first = settings.enabled ? nextRun(settings.schedule, firstAfter(settings, now)) : null;
    const job = await this.#models.jobs.create({
      ...settings,
      _id,
      ownerId,
      ownerDisabled: false,
      deletedAt: null,
      nextOccurrence: first?.at ?? null,
      nextRunAt: first?.dueAt ?? null,
      revision: 1,
      scheduleRevision: 1,
      stateVersion: 1,
      shard: shardOf(_id),
      status: 'PENDING',
      paused: false,
      active: null,
      queuedRunId: null,
      lastRun: null,
      counts: NO_RUNS,
      countsDirty: false,
      createdAt: now,
      updatedAt: now,
    });
    return job.toObject();
  }

  /** The job, if it is this owner's and not deleted. */
  one(ownerId: Id, id: string): Promise<JobDocument | null> {
    return this.#models.jobs.findOne({ _id: id, ownerId, deletedAt: null }).lean<JobDocument>().exec();
  }

  list(filter: JobFilter, request: PageRequest): Promise<Page<JobDocument>> {
    const given = Object.entries(filter).filter(([, value]) => value !== undefined);
    const query = { ...Object.fromEntries(given), deletedAt: null } as QueryFilter<JobDocument>;
    return newestFirst(this.#models.jobs, query, request);
  }
}
