import { isTerminal, type RunStatus } from '@punctual/contracts/runs/run-status';
import type { mongo } from 'mongoose';
import type { Collections } from '../database/collections.ts';
import type { Id, JobDocument, RunDocument } from '../database/documents.ts';
import { isDatabaseAway } from '../database/driver-errors.ts';
import { lookupById } from '../database/update-expressions.ts';
import { QueuedRuns } from '../runs/queued-runs.ts';
import { NO_OPEN_RUNS, setState } from './job-state.ts';
import { emitJobsChanged } from './jobs-changed.ts';
import { checkLock, checkRun, type JobFacts, type LockResult } from './lock-result.ts';
import { groupByJob } from './summary.ts';

type Filter = mongo.Filter<JobDocument>;
type Active = NonNullable<JobDocument['active']>;

const FACTS = { enabled: 1, ownerDisabled: 1, deletedAt: 1, active: 1, queuedRunId: 1 } as const;

const CLAIM_TRIES = 5;

/** Runs that were started take the place of the active one in their jobs. */
export class JobLocks {
  readonly #collections: Collections;
  readonly #waiting: QueuedRuns;

  constructor(collections: Collections) {
    this.#collections = collections;
    this.#waiting = new QueuedRuns(collections);
  }

  /**
   * Makes each of these runs, which are RUNNING now, the active one of its job, and reads the jobs after
   * that: a job that was disabled before the take is seen as disabled here, so that nothing is begun
   * after a disable was answered. Verdicts are in the order of the runs.
   */
  async acquire(runs: RunDocument[]): Promise<LockResult[]> {
    const open = await this.#waiting.openKeys(runs.flatMap(({ after }) => (after ? [after] : [])));
    const verdicts = new Map(runs.map((run) => [run, checkRun(run, open)]));
    const wanted = runs.filter((run) => verdicts.get(run) === null);
    const claimed = await this.#claimed(wanted);
    for (const [i, run] of wanted.entries()) {
      verdicts.set(run, await this.#queued(run, claimed[i] as LockResult));
    }
    return runs.map((run) => verdicts.get(run) as LockResult);
  }

  async #claimed(wanted: RunDocument[]): Promise<LockResult[]> {
    if (wanted.length === 0) return [];
    try {
      return await this.#claim(wanted, CLAIM_TRIES);
    } finally {
      emitJobsChanged(this.#collections, wanted);
    }
  }

  async #claim(runs: RunDocument[], tries: number): Promise<LockResult[]> {
    await this.#take(firstOfEachJob(runs.filter(({ snapshot }) => snapshot.overlap !== 'allow')));
    await this.#showRunning(runs.filter(({ snapshot }) => snapshot.overlap === 'allow'));
    const jobs = await this.#facts(runs);
    const judged = runs.map((run) => checkLock(run, jobs.get(run.jobId.toHexString())));
    const verdicts = await this.#releaseStale(judged, jobs, runs);
    const free = runs.filter((_, i) => verdicts[i]?.kind === 'retry');
    if (free.length === 0) return verdicts;
    // Its place was given up between the take and the read: ask again.
    if (tries === 0) throw new Error('The active runs of some jobs change faster than they can be read.');
    const again = await this.#claim(free, tries - 1);
    return verdicts.map((is, i) =>
      is.kind === 'retry' ? (again[free.indexOf(runs[i] as RunDocument)] ?? is) : is,
    );
  }

  /** A blocked run of a job that lets one wait is that one, if none is yet. */
  async #queued(run: RunDocument, is: LockResult): Promise<LockResult> {
    if (is.kind !== 'locked' || run.snapshot.overlap !== 'queueOne' || run.attempts.length > 0) return is;
    return (await this.#waiting.queue(run)) ? { kind: 'queued' } : is;
  }

  /** Runs that may overlap take no place; their jobs are RUNNING all the same. */
  async #showRunning(runs: RunDocument[]): Promise<void> {
    if (runs.length === 0) return;
    const ids = runs.map(({ jobId }) => jobId);
    await this.#collections.jobs.updateMany(
      { _id: { $in: ids } },
      setState({}, { waiting: [], running: ids }),
    );
  }

  async #take(runs: RunDocument[]): Promise<void> {
    if (runs.length === 0) return;
    const ids = runs.map(({ jobId }) => jobId);
    const own = runs.map(({ _id }) => _id);
    const each = (values: unknown[]) => lookupById(ids, values);
    const isOlder = { $lt: ['$active.fence', each(runs.map(({ fence }) => fence))] };
    const mine = { 'active.runId': { $in: own }, $expr: isOlder };
    const free: Filter = {
      _id: { $in: ids },
      enabled: true,
      ownerDisabled: false,
      deletedAt: null,
      // The one that waits comes before all that are newer.
      queuedRunId: { $in: [null, ...own] },
      // A run that was started before and lost may still be named, with the fence it had then.
      $or: [{ active: null }, mine],
    };
    const active = each(runs.map(({ _id, fence }) => ({ runId: _id, fence })));
    try {
      await this.#collections.jobs.updateMany(free, setState({ active, queuedRunId: null }, NO_OPEN_RUNS));
    } catch (error) {
      // Applied or not: the read that follows tells.
      if (!isDatabaseAway(error)) throw error;
    }
  }

  async #facts(runs: RunDocument[]): Promise<Map<string, JobFacts>> {
    const wanted = { _id: { $in: runs.map(({ jobId }) => jobId) } };
    const jobs = await this.#collections.jobs.find<JobFacts>(wanted, { projection: FACTS }).toArray();
    return new Map(jobs.map((job) => [job._id.toHexString(), job]));
  }

  /**
   * A worker may be lost between the end of a run and the settling: then the job names a run that no longer
   * is RUNNING, or that no longer waits. The place is given up on its behalf, for just that fence: if it is
   * started again meanwhile, it takes the place with a newer one, and keeps it.
   */
  async #releaseStale(
    verdicts: LockResult[],
    jobs: Map<string, JobFacts>,
    runs: RunDocument[],
  ): Promise<LockResult[]> {
    const by = verdicts.flatMap((is) => (is.kind === 'locked' ? [is.by] : []));
    if (by.length === 0) return verdicts;
    const statuses = await this.#statuses(by);
    const isStale = (is: LockResult, run: RunDocument) => {
      const job = jobs.get(run.jobId.toHexString());
      if (is.kind !== 'locked' || !job) return false;
      const status = statuses.get(is.by.toHexString());
      if (job.active?.runId.equals(is.by)) return status !== 'RUNNING';
      return !status || isTerminal(status);
    };
    const stale = runs.filter((run, i) => isStale(verdicts[i] as LockResult, run));
    for (const { jobId } of firstOfEachJob(stale)) {
      const job = jobs.get(jobId.toHexString()) as JobFacts;
      if (job.active) await this.#giveUpPlace(jobId, job.active);
      else if (job.queuedRunId) await this.#waiting.leave(jobId, job.queuedRunId);
    }
    return verdicts.map((is, i) => (isStale(is, runs[i] as RunDocument) ? { kind: 'retry' } : is));
  }

  async #giveUpPlace(jobId: Id, active: Active): Promise<void> {
    const change = { $set: { active: null }, $inc: { stateVersion: 1 } };
    await this.#collections.jobs.updateOne({ _id: jobId, active }, change);
  }

  async #statuses(ids: Id[]): Promise<Map<string, RunStatus>> {
    const runs = await this.#collections.runs
      .find<Pick<RunDocument, '_id' | 'status'>>({ _id: { $in: ids } }, { projection: { status: 1 } })
      .toArray();
    return new Map(runs.map(({ _id, status }) => [_id.toHexString(), status]));
  }
}

const firstOfEachJob = (runs: RunDocument[]): RunDocument[] =>
  groupByJob(runs).flatMap((group) => group.runs.slice(0, 1));
