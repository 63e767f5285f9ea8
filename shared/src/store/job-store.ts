import { createHash } from 'node:crypto';
import { type QueryFilter, Types } from 'mongoose';
import type { JobStatus } from '../jobs/job-status.ts';
import { nextRun } from '../schedules/next-runs.ts';
import type { Id, JobDocument, JobSettings } from './documents.ts';
import { isDuplicateKey } from './errors.ts';
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

  /** Stores a new job. One of this id that is there already is the same one, made before. */
  async create(
    ownerId: Id,
    settings: JobSettings,
    now: Date,
    _id: Id = new Types.ObjectId(),
  ): Promise<JobDocument> {
    const next = nextRun(settings.schedule, firstAfter(settings, now));
    const first = settings.enabled ? next : null;
    const job: JobDocument = {
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
      paused: !settings.enabled && next !== null,
      active: null,
      queuedRunId: null,
      lastRun: null,
      counts: NO_RUNS,
      countsDirty: false,
      createdAt: now,
      updatedAt: now,
    };
    try {
      return (await this.#models.jobs.create(job)).toObject();
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      return (await this.made(_id)) ?? job;
    }
  }

  /** The job of this id, whatever has become of it since it was made. */
  made(_id: Id): Promise<JobDocument | null> {
    return this.#models.jobs.findById(_id).lean<JobDocument>().exec();
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
