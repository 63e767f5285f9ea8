import { isTerminal } from '@punctual/contracts/runs/run-status';
import type { Schedule } from '@punctual/contracts/schedules/schedule';
import type { mongo } from 'mongoose';
import type { Collections } from '../database/collections.ts';
import type { Id, JobDocument, RunDocument } from '../database/documents.ts';
import { literal, lookupById } from '../database/update-expressions.ts';
import { openRuns } from '../runs/open-runs.ts';
import { NO_OPEN_RUNS, setState, withRows } from './job-state.ts';
import { emitJobsChanged } from './jobs-changed.ts';
import { resumeSchedules } from './resume-schedules.ts';
import { endedUnstarted, SETTLE_NUMBERS, summarizeNumbers } from './start-numbers.ts';
import { buildSummary, COUNTED, groupByJob, SUMMARIZED } from './summary.ts';

type Filter = mongo.Filter<JobDocument>;

const TRIES = 5;

/** Some jobs change faster than their runs can be summarized; the recovery does it. */
class ContendedJobs extends Error {
  constructor() {
    super('Some jobs change faster than their runs can be settled; the sweep does it.');
  }
}

/** Keeps the summary of runs in their jobs: last run, status, counts, and which run has the lock. */
export class JobSummaries {
  readonly #collections: Collections;

  constructor(collections: Collections) {
    this.#collections = collections;
  }

  /**
   * Adds runs to the summaries of their jobs: releases their locks, and sets the last run, the status, the counts.
   * May be repeated: only counts would be added twice, and a repetition (`counted: false`) leaves those to
   * the recount.
   * @param known jobs, by their ids in hexadecimal, as they were a moment ago: these are not read first
   */
  async summarize(runs: RunDocument[], counted: boolean, known: KnownJobs = new Map()): Promise<void> {
    if (runs.length === 0) return;
    try {
      const stopped = await this.#writeUntilTaken(runs, counted, known);
      await resumeSchedules(this.#collections, stopped, runs.filter(endedUnstarted));
    } finally {
      // Some may have been written although not all were.
      emitJobsChanged(this.#collections, runs);
    }
    const ended = runs.filter(({ status }) => isTerminal(status)).map(({ _id }) => _id);
    if (ended.length === 0) return;
    const { matchedCount } = await this.#collections.runs.updateMany(
      { _id: { $in: ended }, settled: false },
      { $set: { settled: true } },
    );
    if (counted && matchedCount < ended.length) await this.#distrustCounts(runs);
  }

  /**
   * Adds runs that have ended to the summaries of their jobs, once; where jobs change too fast for that it is left to the
   * recovery: what has been done must not look as if it had failed.
   */
  async summarizeOrLeave(ended: RunDocument[]): Promise<void> {
    try {
      await this.summarize(ended, true);
    } catch (error) {
      if (!(error instanceof ContendedJobs)) throw error;
    }
  }

  /** Writes the summaries; returns the jobs among these that have `maxRuns` and no next time. */
  async #writeUntilTaken(runs: RunDocument[], counted: boolean, known: KnownJobs): Promise<Id[]> {
    for (let tries = 0; ; tries += 1) {
      const found = await this.#write(runs, counted && tries === 0, tries === 0 ? known : new Map());
      if (found) return found.filter(isStopped).map(({ _id }) => _id);
      if (tries === TRIES) throw new ContendedJobs();
    }
  }

  /** Marks the counts for a recount: a process that took us for lost was first, and may have added runs twice. */
  async #distrustCounts(runs: RunDocument[]): Promise<void> {
    const ids = groupByJob(runs).map(({ jobId }) => jobId);
    const change = { $set: { countsDirty: true }, $inc: { stateVersion: 1 } };
    await this.#collections.jobs.updateMany({ _id: { $in: ids } }, change);
    emitJobsChanged(this.#collections, runs);
  }

  /**
   * Writes the summaries once, and returns the jobs; null if a job has changed since it was read. The status of a job
   * that has a next time follows from the job itself; without one, and where runs may overlap, it follows from
   * its other runs, and what was read of them must not be old.
   */
  async #write(runs: RunDocument[], counted: boolean, known: KnownJobs): Promise<JobAsRead[] | null> {
    const groups = groupByJob(runs);
    const ids = groups.map(({ jobId }) => jobId);
    const found = await this.#read(ids, known);
    const dependent = findDependent(found, runs);
    const open = dependent.length > 0 ? await openRuns(this.#collections, dependent) : NO_OPEN_RUNS;
    const isNumbered = found.some(hasNumbers);
    const summarized = {
      ...SUMMARIZED,
      ...(isNumbered ? SETTLE_NUMBERS : {}),
      ...(runs.some(({ status }) => isTerminal(status)) ? countsBy(counted) : {}),
    };
    const rows = groups.map((group) => {
      return { ...buildSummary(group), ...(isNumbered ? summarizeNumbers(group.runs) : {}) };
    });
    const update = withRows(ids, rows, setState(summarized, open));
    const { matchedCount } = await this.#collections.jobs.updateMany(
      { ...filterUnchanged(found, dependent), ...(isNumbered ? {} : WITHOUT_NUMBERS) },
      update,
    );
    return matchedCount === found.length ? found : null;
  }

  async #read(ids: Id[], known: KnownJobs): Promise<JobAsRead[]> {
    const here = ids.flatMap((id) => known.get(id.toHexString()) ?? []);
    if (here.length === ids.length) return here;
    const others = ids.filter((id) => !known.has(id.toHexString()));
    const read = this.#collections.jobs.find<JobAsRead>({ _id: { $in: others } }, { projection: AS_READ });
    return [...here, ...(await read.toArray())];
  }
}

/** Adds ended runs to the counts of their jobs, or has these counted anew where they may have been added before. */
const countsBy = (counted: boolean) => (counted ? COUNTED : { countsDirty: true });

/** The fields of a job that its summary goes by. */
export const AS_READ = { stateVersion: 1, nextRunAt: 1, numberedRuns: 1, 'schedule.maxRuns': 1 } as const;
export type KnownJobs = ReadonlyMap<string, JobAsRead>;
export type JobAsRead = Pick<JobDocument, '_id' | 'stateVersion' | 'nextRunAt' | 'numberedRuns'> & {
  schedule: Pick<Schedule, 'maxRuns'>;
};

/** Tells jobs whose runs take numbers, or took them: the others do not pay for settling any. */
const hasNumbers = ({ schedule, numberedRuns }: JobAsRead): boolean =>
  schedule.maxRuns !== null || (numberedRuns?.length ?? 0) > 0;
const WITHOUT_NUMBERS: Filter = { 'schedule.maxRuns': null, 'numberedRuns.0': { $exists: false } };

const isStopped = ({ nextRunAt, schedule }: JobAsRead): boolean => !nextRunAt && schedule.maxRuns !== null;

/** Finds the jobs whose status depends on their other runs: without a next time, or with runs that may overlap. */
function findDependent(found: JobAsRead[], runs: RunDocument[]): Id[] {
  const overlapping = new Set(
    runs.filter(({ snapshot }) => snapshot.overlap === 'allow').map(({ jobId }) => jobId.toHexString()),
  );
  return found
    .filter(({ _id, nextRunAt }) => !nextRunAt || overlapping.has(_id.toHexString()))
    .map(({ _id }) => _id);
}

/** Filters the jobs of which what was read still holds. */
function filterUnchanged(found: JobAsRead[], dependent: Id[]): Filter {
  const ids = found.map(({ _id }) => _id);
  const versions = found.map(({ stateVersion }) => stateVersion);
  const isIndependent = {
    $and: [{ $ne: ['$nextRunAt', null] }, { $not: [{ $in: ['$_id', literal(dependent)] }] }],
  };
  const isSame = { $eq: ['$stateVersion', lookupById(ids, versions)] };
  return { _id: { $in: ids }, $expr: { $or: [isIndependent, isSame] } } as Filter;
}
