import { isTerminal } from '@punctual/contracts/runs/run-status';
import type { mongo } from 'mongoose';
import type { Collections } from '../database/collections.ts';
import type { Id, JobDocument, RunDocument } from '../database/documents.ts';
import { literal, lookupById } from '../database/update-expressions.ts';
import { openRuns } from '../runs/open-runs.ts';
import { NO_OPEN_RUNS, setState, withRows } from './job-state.ts';
import { emitJobsChanged } from './jobs-changed.ts';
import { buildSummary, COUNTED, groupByJob, SUMMARIZED } from './summary.ts';

type Filter = mongo.Filter<JobDocument>;

const SETTLE_TRIES = 5;

/** What became of runs, written into their jobs. */
export class JobSummaries {
  readonly #collections: Collections;

  constructor(collections: Collections) {
    this.#collections = collections;
  }

  /**
   * Writes what became of runs into their jobs: no longer active, the last run, the status, the counts.
   * May be repeated: only counts would be added twice, and a repetition (`counted: false`) leaves those to
   * the recount.
   */
  async summarize(runs: RunDocument[], counted: boolean): Promise<void> {
    if (runs.length === 0) return;
    try {
      await this.#writeSettlements(runs, counted);
    } finally {
      // Some may have been told although not all were.
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

  async #writeSettlements(runs: RunDocument[], counted: boolean): Promise<void> {
    for (let tries = 0; !(await this.#writeSettlement(runs, counted && tries === 0)); tries += 1) {
      if (tries === SETTLE_TRIES)
        throw new Error('Some jobs change faster than their runs can be settled; the sweep does it.');
    }
  }

  /** Somebody who took us for lost has settled some of these runs before us: they may have been added twice. */
  async #distrustCounts(runs: RunDocument[]): Promise<void> {
    const ids = groupByJob(runs).map(({ jobId }) => jobId);
    const change = { $set: { countsDirty: true }, $inc: { stateVersion: 1 } };
    await this.#collections.jobs.updateMany({ _id: { $in: ids } }, change);
    emitJobsChanged(this.#collections, runs);
  }

  /**
   * False if a job changed between the reading and the writing. While a next time stands, the job itself
   * tells its status; without one, and where runs may overlap, its other runs do, and what was read of them
   * must not be old.
   */
  async #writeSettlement(runs: RunDocument[], counted: boolean): Promise<boolean> {
    const groups = groupByJob(runs);
    const ids = groups.map(({ jobId }) => jobId);
    const found = await this.#collections.jobs
      .find<JobAsRead>({ _id: { $in: ids } }, { projection: { stateVersion: 1, nextRunAt: 1 } })
      .toArray();
    const ending = endingOf(found, runs);
    const open = ending.length > 0 ? await openRuns(this.#collections, ending) : NO_OPEN_RUNS;
    const settled = { ...SUMMARIZED, ...(counted ? COUNTED : { countsDirty: true }) };
    const update = withRows(ids, groups.map(buildSummary), setState(settled, open));
    const { matchedCount } = await this.#collections.jobs.updateMany(asRead(found, ending), update);
    return matchedCount === found.length;
  }
}

type JobAsRead = Pick<JobDocument, '_id' | 'stateVersion' | 'nextRunAt'>;

/** Jobs whose status their other runs tell: without a next time, or with runs that may overlap. */
function endingOf(found: JobAsRead[], runs: RunDocument[]): Id[] {
  const overlapping = new Set(
    runs.filter(({ snapshot }) => snapshot.overlap === 'allow').map(({ jobId }) => jobId.toHexString()),
  );
  return found
    .filter(({ _id, nextRunAt }) => !nextRunAt || overlapping.has(_id.toHexString()))
    .map(({ _id }) => _id);
}

/** These jobs, as far as what was read of them still holds. */
function asRead(found: JobAsRead[], ending: Id[]): Filter {
  const ids = found.map(({ _id }) => _id);
  const versions = found.map(({ stateVersion }) => stateVersion);
  const tellsItself = {
    $and: [{ $ne: ['$nextRunAt', null] }, { $not: [{ $in: ['$_id', literal(ending)] }] }],
  };
  const isSame = { $eq: ['$stateVersion', lookupById(ids, versions)] };
  return { _id: { $in: ids }, $expr: { $or: [tellsItself, isSame] } } as Filter;
}
