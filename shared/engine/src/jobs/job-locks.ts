import type { mongo } from 'mongoose';
import type { Collections } from '../database/collections.ts';
import type { Id, JobDocument, RunDocument } from '../database/documents.ts';
import { isDatabaseAway } from '../database/driver-errors.ts';
import { lookupById, when } from '../database/update-expressions.ts';
import { QueuedRuns } from '../runs/queued-runs.ts';
import { type JobUpdate, NO_OPEN_RUNS, setState, withRows } from './job-state.ts';
import { AS_READ, type JobAsRead } from './job-summaries.ts';
import { emitJobsChanged } from './jobs-changed.ts';
import {
  checkLock,
  checkRun,
  hasWaitedWith,
  type JobFacts,
  type LockHolder,
  type LockResult,
} from './lock-result.ts';
import { hasLeftLine, isFreeFor, LEFT_LINE, NextActive } from './next-active.ts';
import { HAS_NUMBERS, listAsking, TAKE_NUMBERS } from './start-numbers.ts';
import { groupByJob } from './summary.ts';

type Filter = mongo.Filter<JobDocument>;
type Active = NonNullable<JobDocument['active']>;
type Job = JobFacts & JobAsRead;

/** Read of a job after the take. */
const FIELDS = {
  enabled: 1,
  ownerDisabled: 1,
  deletedAt: 1,
  active: 1,
  nextActive: 1,
  queuedRunId: 1,
  backlogUntil: 1,
  starts: 1,
  ...AS_READ,
} as const;
/** A job that was read longer ago than this may be another by now (ms). */
const FRESH_MS = 1_000;
/** Read of the run that has a lock. */
const HOLDER = { runKey: 1, status: 1, fence: 1, attemptStartedAt: 1, after: 1 } as const;

const TAKE_LOCK = { active: '$row.active', ...LEFT_LINE };
/** Takes the lock of a job with `maxRuns` for a run that has a number, or needs none. */
const TAKE_LOCK_AND_NUMBER = {
  ...TAKE_NUMBERS,
  active: when(HAS_NUMBERS, '$row.active', '$active'),
  nextActive: when(HAS_NUMBERS, LEFT_LINE.nextActive, '$nextActive'),
  queuedRunId: when(HAS_NUMBERS, LEFT_LINE.queuedRunId, '$queuedRunId'),
};

const TRIES = 5;

/** Holds one lock per job: the run that has it is the active one. */
export class JobLocks {
  readonly #collections: Collections;
  readonly #queued: QueuedRuns;
  readonly #next: NextActive;
  /** The jobs of runs that took their lock, and when these were read. */
  readonly #jobs = new WeakMap<RunDocument, { job: JobAsRead; at: number }>();

  constructor(collections: Collections) {
    this.#collections = collections;
    this.#queued = new QueuedRuns(collections);
    this.#next = new NextActive(collections);
  }

  /**
   * Makes each of these runs, which are RUNNING now, the active one of its job, and reads the jobs after
   * that: a job that was disabled before the take is seen as disabled here, so that nothing is begun
   * after a disable was answered. The same update gives the runs their numbers, where the job has `maxRuns`. Returns a result for each run, in their order.
   */
  async acquire(runs: RunDocument[]): Promise<LockResult[]> {
    const early = await this.#queued.findOutOfOrder(runs);
    const results = new Map(runs.map((run) => [run, checkRun(run, early.has(run))]));
    const wanted = runs.filter((run) => results.get(run) === null);
    const locks = await this.#acquireWanted(wanted);
    const blocked = (kind: LockResult['kind']) => wanted.filter((_, i) => locks[i]?.kind === kind);
    await this.#next.claim(firstOfEachJob(blocked('locked').filter(wasBegun)));
    await this.#next.claim(firstOfEachJob(await this.#queued.findOlder(blocked('waited'))));
    for (const [i, run] of wanted.entries()) {
      results.set(run, await this.#queueBlocked(run, locks[i] as LockResult));
    }
    return runs.map((run) => results.get(run) as LockResult);
  }

  /**
   * Gives the job of a run as it was when the run took its lock; undefined when that is long ago, or other runs of the job
   * may change it meanwhile.
   */
  jobOf(run: RunDocument): JobAsRead | undefined {
    const seen = this.#jobs.get(run);
    return seen && performance.now() - seen.at < FRESH_MS ? seen.job : undefined;
  }

  #remember(run: RunDocument, job: Job | undefined): void {
    if (job && run.snapshot.overlap !== 'allow') this.#jobs.set(run, { job, at: performance.now() });
  }

  async #acquireWanted(wanted: RunDocument[]): Promise<LockResult[]> {
    if (wanted.length === 0) return [];
    try {
      return await this.#tryAcquire(wanted, TRIES);
    } finally {
      emitJobsChanged(this.#collections, wanted);
    }
  }

  async #tryAcquire(runs: RunDocument[], tries: number): Promise<LockResult[]> {
    const jobs = (await this.#takeAlone(runs)) ?? (await this.#takeAndRead(runs));
    const checked = runs.map((run) => checkLock(run, jobs.get(run.jobId.toHexString())));
    for (const run of runs) this.#remember(run, jobs.get(run.jobId.toHexString()));
    const results = await this.#judgeLocked(checked, jobs, runs);
    const free = runs.filter((_, i) => results[i]?.kind === 'retry');
    if (free.length === 0) return results;
    // The lock was released between the take and the read: try again.
    if (tries === 0) throw new Error('The active runs of some jobs change faster than they can be read.');
    const again = await this.#tryAcquire(free, tries - 1);
    return results.map((is, i) =>
      is.kind === 'retry' ? (again[free.indexOf(runs[i] as RunDocument)] ?? is) : is,
    );
  }

  /** Queues a blocked run, if its job lets one wait and none does yet. */
  async #queueBlocked(run: RunDocument, is: LockResult): Promise<LockResult> {
    if (is.kind !== 'locked' || run.snapshot.overlap !== 'queueOne' || run.attempts.length > 0) return is;
    return (await this.#queued.queue(run)) ? { kind: 'queued' } : is;
  }

  /** Shows the jobs of runs that may overlap as RUNNING: these runs take no lock. */
  async #showRunning(runs: RunDocument[]): Promise<void> {
    if (runs.length === 0) return;
    const groups = groupByJob(runs);
    const ids = groups.map(({ jobId }) => jobId);
    const shown = { waiting: [], running: ids };
    await this.#updateAll(ids, {}, setState({}, shown), () => {
      const rows = groups.map((group) => ({ asking: listAsking(group.runs) }));
      return withRows(ids, rows, setState(TAKE_NUMBERS, shown));
    });
  }

  /** Takes the free lock of a job for a run that comes alone, and reads the job, in one command; null if it is no such. */
  async #takeAlone(runs: RunDocument[]): Promise<Map<string, Job> | null> {
    const [run] = runs;
    if (!run || runs.length > 1 || run.snapshot.overlap === 'allow') return null;
    const { filter, plain } = takeFor([run]);
    const alone = { ...filter, _id: run.jobId, 'schedule.maxRuns': null };
    const job = await this.#collections.jobs
      .findOneAndUpdate(alone, plain, { returnDocument: 'after', projection: FIELDS })
      .catch(ignoreAway);
    return job && new Map([[job._id.toHexString(), job as Job]]);
  }

  async #takeAndRead(runs: RunDocument[]): Promise<Map<string, Job>> {
    await this.#take(firstOfEachJob(runs.filter(({ snapshot }) => snapshot.overlap !== 'allow')));
    await this.#showRunning(runs.filter(({ snapshot }) => snapshot.overlap === 'allow'));
    return this.#readJobs(runs);
  }

  async #take(runs: RunDocument[]): Promise<void> {
    if (runs.length === 0) return;
    const { ids, filter, rows, plain } = takeFor(runs);
    await this.#updateAll(ids, filter, plain, () => {
      const asking = runs.map((run, i) => ({ ...rows[i], asking: listAsking([run]) }));
      return withRows(ids, asking, setState(TAKE_LOCK_AND_NUMBER, NO_OPEN_RUNS));
    }).catch(ignoreAway);
  }

  /** Updates jobs, and gives numbers to those with `maxRuns` only: the others do not pay for them. */
  async #updateAll(ids: Id[], filter: Filter, plain: JobUpdate, withNumbers: () => JobUpdate): Promise<void> {
    const { jobs } = this.#collections;
    const wanted = { ...filter, _id: { $in: ids } };
    const { matchedCount } = await jobs.updateMany({ ...wanted, 'schedule.maxRuns': null }, plain);
    if (matchedCount < ids.length)
      await jobs.updateMany({ ...wanted, 'schedule.maxRuns': { $ne: null } }, withNumbers());
  }

  async #readJobs(runs: RunDocument[]): Promise<Map<string, Job>> {
    const wanted = { _id: { $in: runs.map(({ jobId }) => jobId) } };
    const jobs = await this.#collections.jobs.find<Job>(wanted, { projection: FIELDS }).toArray();
    return new Map(jobs.map((job) => [job._id.toHexString(), job]));
  }

  /**
   * Releases locks whose runs no longer are RUNNING, or no longer wait: their worker was lost between the end of
   * the run and the summary of its job. It is done for just that fence: if the run is started again meanwhile, it
   * takes the lock with a newer one, and keeps it. Of those that stay locked, some only waited with the other run.
   */
  async #judgeLocked(
    results: LockResult[],
    jobs: Map<string, JobFacts>,
    runs: RunDocument[],
  ): Promise<LockResult[]> {
    const by = results.flatMap((is) => (is.kind === 'locked' ? [is.by] : []));
    if (by.length === 0) return results;
    const holders = await this.#holders(by);
    const isStale = (is: LockResult, run: RunDocument) => {
      const job = jobs.get(run.jobId.toHexString());
      if (is.kind !== 'locked' || !job) return false;
      const holder = holders.get(is.by.toHexString());
      if (job.active?.runId.equals(is.by)) return holder?.status !== 'RUNNING';
      return hasLeftLine(job, holder, run);
    };
    const stale = runs.filter((run, i) => isStale(results[i] as LockResult, run));
    for (const { jobId } of firstOfEachJob(stale)) {
      const job = jobs.get(jobId.toHexString()) as JobFacts;
      if (job.active) await this.#release(jobId, job.active);
      else await this.#next.leave(job);
    }
    return results.map((is, i) => {
      const run = runs[i] as RunDocument;
      if (isStale(is, run)) return { kind: 'retry' };
      const holder = is.kind === 'locked' ? holders.get(is.by.toHexString()) : undefined;
      return holder && hasWaitedWith(run, holder) ? { kind: 'waited', after: holder.runKey } : is;
    });
  }

  async #release(jobId: Id, active: Active): Promise<void> {
    const change = { $set: { active: null }, $inc: { stateVersion: 1 } };
    await this.#collections.jobs.updateOne({ _id: jobId, active }, change);
  }

  async #holders(ids: Id[]): Promise<Map<string, LockHolder>> {
    const runs = await this.#collections.runs
      .find<LockHolder>({ _id: { $in: ids } }, { projection: HOLDER })
      .toArray();
    return new Map(runs.map((run) => [run._id.toHexString(), run]));
  }
}

/** Says nothing of a write whose answer did not come: applied or not, the read that follows shows it. */
function ignoreAway(error: unknown): null {
  if (!isDatabaseAway(error)) throw error;
  return null;
}

/** Builds what takes the locks of the jobs of these runs: a filter of jobs whose lock is free for them, and the update. */
function takeFor(runs: RunDocument[]) {
  const ids = runs.map(({ jobId }) => jobId);
  const own = runs.map(({ _id }) => _id);
  const fences = lookupById(
    ids,
    runs.map(({ fence }) => fence),
  );
  const mine = { 'active.runId': { $in: own }, $expr: { $lt: ['$active.fence', fences] } };
  const filter: Filter = {
    enabled: true,
    ownerDisabled: false,
    deletedAt: null,
    // A run that was started before and lost may still have the lock, with the fence it had then.
    $or: [mine, ...isFreeFor(own)],
  };
  const rows = runs.map(({ _id, fence }) => ({ active: { runId: _id, fence } }));
  return { ids, filter, rows, plain: withRows(ids, rows, setState(TAKE_LOCK, NO_OPEN_RUNS)) };
}

/** Says if a run is owed an end of its own. */
const wasBegun = ({ attempts }: RunDocument): boolean => attempts.length > 0;

const firstOfEachJob = (runs: RunDocument[]): RunDocument[] =>
  groupByJob(runs).flatMap((group) => group.runs.slice(0, 1));
