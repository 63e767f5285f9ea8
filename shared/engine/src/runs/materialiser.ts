import type { Collections } from '../database/collections.ts';
import type { Id, JobDocument, RunDocument } from '../database/documents.ts';
import { refusedPositions } from '../database/driver-errors.ts';
import { groupAlike } from '../database/group-alike.ts';
import { ALL_SHARDS } from '../database/job-store.ts';
import { ANY_DATE, type Expression, literals, lookupById } from '../database/update-expressions.ts';
import { advance, type JobUpdate, withRows } from '../jobs/job-state.ts';
import { failpoint } from '../platform/failpoints.ts';
import { inBatches } from '../platform/in-batches.ts';
import { findNewestOpen, markBacklogs } from './backlogs.ts';
import { DuePlanner, type Planned } from './due-planner.ts';
import { anySteps, type OwnerSteps } from './owner-steps.ts';
import { opensBacklog } from './plan-due.ts';
import { draftRuns, isExpired } from './run-draft.ts';

/** The result of a step over due jobs. */
export interface Materialised {
  /** Runs that were made, to be started when they are due. */
  waiting: RunDocument[];
  /** Runs that were made and are too old to be run at all: to be skipped. */
  expired: RunDocument[];
  /** Jobs whose schedule could not be computed: they stay as they are, and hold up no other. */
  failed: { job: JobDocument; error: unknown }[];
  /** Jobs whose schedule takes more steps than their owner had: they stay as they are, and the next call goes on. */
  postponed: JobDocument[];
}

/** The one owner whose jobs are meant, or those whose jobs are not; and which end of what is due is read. */
interface DueOptions {
  ownerId?: Id;
  except?: Id[];
  latestFirst?: boolean;
}

/** A lookup of rows costs as much as there are: several updates, side by side, are quicker than a long one. */
const BATCH = 250;
/**
 * Watchers that record the same runs at once may deadlock in the database. What gave way is recorded again in pieces
 * that are smaller each time, and hold less that another waits for.
 */
const INSERT_TRIES = 8;
const SMALLER = 4;

/** Turns due jobs into runs. */
export class Materialiser {
  readonly #collections: Collections;
  readonly #planner = new DuePlanner();

  constructor(collections: Collections) {
    this.#collections = collections;
  }

  /**
   * Finds enabled jobs of these shards with a run due until `until`, the longest due first, or the last; of one
   * owner, if one is named, or without those of some. The shards are always named: they lead the index, and without them it would be
   * read from end to end.
   */
  due(
    until: Date,
    limit: number,
    shards = ALL_SHARDS,
    { ownerId, except = [], latestFirst = false }: DueOptions = {},
  ): Promise<JobDocument[]> {
    const due = dueUntil(until, shards);
    const found = ownerId
      ? this.#collections.jobs.find({ ...due, ownerId, deletedAt: null }, { hint: 'own_next' })
      : this.#collections.jobs.find(except.length > 0 ? { ...due, ownerId: { $nin: except } } : due);
    return found
      .sort({ nextRunAt: latestFirst ? -1 : 1 })
      .limit(limit)
      .toArray();
  }

  /** Tells whether so many jobs are due until `until`, without reading more of them than that. */
  async isMuchDue(until: Date, much: number, shards = ALL_SHARDS): Promise<boolean> {
    return (await this.#collections.jobs.countDocuments(dueUntil(until, shards), { limit: much })) === much;
  }

  /** Lists the owners of jobs that are due until `until`. */
  owners(until: Date, shards = ALL_SHARDS): Promise<Id[]> {
    return this.#collections.jobs.distinct('ownerId', dueUntil(until, shards));
  }

  /**
   * Records the runs of these jobs that are due until `until`, then moves the jobs on. In this order: a
   * crash in between leaves runs that the next step tries to insert again and finds there, while the
   * other order would lose them. Returns the runs that this call has made. Jobs whose schedules take long to compute
   * come last, and hold up no other.
   * @param steps those that each owner's schedules may take; without, it goes on until all jobs are done
   */
  async materialise(
    jobs: JobDocument[],
    now: Date,
    until: Date,
    steps: OwnerSteps = anySteps(),
  ): Promise<Materialised> {
    const known = await this.#markBacklogs(jobs, now);
    const quick = await this.#planner.planQuick(known, now, until, steps);
    const made = await this.#record(quick.planned, now, steps);
    const long = await this.#planner.planLong(quick.postponed, now, until, steps);
    if (long.planned.length > 0) made.push(...(await this.#record(long.planned, now, steps)));
    return {
      waiting: made.filter((run) => !isExpired(run) && run.after === null),
      expired: made.filter(isExpired),
      failed: [...quick.failed, ...long.failed],
      postponed: long.postponed,
    };
  }

  async #record(planned: Planned[], now: Date, steps: OwnerSteps): Promise<RunDocument[]> {
    const made = await this.#insert(await this.#draft(planned, now, steps));
    await failpoint('afterRunInsert');
    await this.#advance(planned);
    return made;
  }

  /**
   * Records what these jobs owe before they are changed, after which no watcher could: what is due, and what is still
   * due by its jitter although its instant has passed.
   */
  async recordOwed(jobs: JobDocument[], now: Date): Promise<void> {
    const owing = jobs.filter(
      ({ enabled, ownerDisabled, nextOccurrence }) =>
        enabled && !ownerDisabled && nextOccurrence !== null && nextOccurrence <= now,
    );
    for (const job of owing) {
      const until = job.nextRunAt && job.nextRunAt > now ? job.nextRunAt : now;
      await this.materialise([job], now, until);
    }
  }

  /** Marks the jobs that have a backlog now, and returns all jobs, those as they are after that. */
  async #markBacklogs(jobs: JobDocument[], now: Date): Promise<JobDocument[]> {
    const missed = jobs.filter((job) => opensBacklog(job, now));
    if (missed.length === 0) return jobs;
    await markBacklogs(this.#collections, missed, now);
    const ids = missed.map(({ _id }) => _id);
    const marked = await this.#collections.jobs.find({ _id: { $in: ids } }).toArray();
    return [...jobs.filter((job) => !opensBacklog(job, now)), ...marked];
  }

  async #draft(planned: Planned[], now: Date, steps: OwnerSteps): Promise<RunDocument[]> {
    const all = planned.filter(
      ({ job, plan }) => job.misfire === 'all' && plan.runs[0]?.trigger === 'catchup',
    );
    const before = await findNewestOpen(
      this.#collections,
      all.map(({ job }) => job._id),
    );
    return planned.flatMap(({ job, plan }) =>
      draftRuns(job, plan.runs, now, before.get(job._id.toHexString()) ?? null, steps.waitOf(job.ownerId)),
    );
  }

  /** Returns the runs that were not there yet: others may record the same occurrence, which is normal. */
  async #insert(runs: RunDocument[]): Promise<RunDocument[]> {
    const made = (await Promise.all(inBatches(runs, BATCH).map((batch) => this.#insertNew(batch)))).flat();
    if (runs.length > 0) this.#collections.changes.emit('runsCreated', made, runs.length - made.length);
    return made;
  }

  async #insertNew(runs: RunDocument[], tries = INSERT_TRIES): Promise<RunDocument[]> {
    try {
      await this.#collections.runs.insertMany(runs, { ordered: false });
      return runs;
    } catch (error) {
      const refused = refusedPositions(error);
      if (!refused || tries === 0) throw error;
      const { taken, gaveWay } = refused;
      const made = runs.filter((_, i) => !taken.has(i) && !gaveWay.has(i));
      const again = runs.filter((_, i) => gaveWay.has(i));
      for (const piece of inBatches(again, Math.ceil(runs.length / SMALLER)))
        made.push(...(await this.#insertNew(piece, tries - 1)));
      return made;
    }
  }

  /**
   * Moves jobs on by compare-and-set: a job that was edited, disabled or moved on since it was read stays as it is. Many
   * jobs that are due together have one next time, too, or none.
   */
  async #advance(planned: Planned[]): Promise<void> {
    const { alike, unlike } = groupAlike(planned, (one) => JSON.stringify([seenOf(one), nextOf(one)]));
    const { jobs } = this.#collections;
    await Promise.all([
      ...alike.flatMap((group) =>
        inBatches(group, BATCH).map((batch) =>
          jobs.updateMany(asSeen(batch), advanceTo(literals(nextOf(batch[0] as Planned)))),
        ),
      ),
      ...inBatches(unlike, BATCH).map((batch) => {
        const ids = batch.map(({ job }) => job._id);
        return jobs.updateMany(asEachSeen(batch, ids), withRows(ids, batch.map(nextOf), ADVANCE));
      }),
    ]);
    const moved = planned.map(({ job }) => job);
    if (moved.length > 0) this.#collections.changes.emit('jobsChanged', moved);
  }
}

const dueUntil = (until: Date, shards: number[]) => ({
  shard: { $in: shards },
  enabled: true,
  ownerDisabled: false,
  nextRunAt: { ...ANY_DATE, $lte: until },
});

/** Names the fields of a job that have to be as they were read when it is moved on. */
const seenOf = ({ job }: Planned) => [job.nextRunAt, job.scheduleRevision] as const;

const nextOf = ({ plan }: Planned) => ({
  nextOccurrence: plan.next?.at ?? null,
  nextRunAt: plan.next?.dueAt ?? null,
  newest: plan.runs.at(-1)?.occurrence.at ?? null,
});

/** Filters those of these jobs, which were alike, that are as they were read. */
function asSeen(batch: Planned[]) {
  const [nextRunAt, scheduleRevision] = seenOf(batch[0] as Planned);
  return { _id: { $in: batch.map(({ job }) => job._id) }, enabled: true, nextRunAt, scheduleRevision };
}

/** Filters those of these jobs that are each as it was read. */
const asEachSeen = (batch: Planned[], ids: Id[]) => ({
  _id: { $in: ids },
  enabled: true,
  $expr: { $eq: [['$nextRunAt', '$scheduleRevision'], lookupById(ids, batch.map(seenOf))] },
});

/** Where runs may overlap none is the active one: then the status says whether one runs. */
const IS_RUNNING = {
  $or: [
    { $ne: ['$active', null] },
    { $and: [{ $eq: ['$overlap', 'allow'] }, { $eq: ['$status', 'RUNNING'] }] },
  ],
};

/**
 * Moves jobs on to their next time. Normally a run that was just made is waiting. Where a crash lies between insert and
 * advance, it may have been sent by the recovery and have ended before: then the last run decides.
 */
const advanceTo = (next: Record<keyof ReturnType<typeof nextOf>, Expression>): JobUpdate =>
  advance({ nextOccurrence: next.nextOccurrence, nextRunAt: next.nextRunAt }, IS_RUNNING, {
    $or: [{ $ne: [next.nextRunAt, null] }, { $not: [{ $gte: ['$lastRun.scheduledFor', next.newest] }] }],
  });

/** Moves each job on to the time in its row. */
const ADVANCE = advanceTo({
  nextOccurrence: '$row.nextOccurrence',
  nextRunAt: '$row.nextRunAt',
  newest: '$row.newest',
});
