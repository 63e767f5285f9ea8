import type { mongo } from 'mongoose';
import { isTerminal, type RunStatus } from '../runs/run-status.ts';
import type { Collections } from '../store/collections.ts';
import type { CancelReason, Id, JobDocument, RunDocument } from '../store/documents.ts';
import { isDatabaseAway } from '../store/errors.ts';
import { literal, plusOne, valueByDocument, withRows } from '../store/expressions.ts';
import { jobStatusExpression, NO_OPEN_RUNS } from './job-status-expression.ts';
import { openRuns } from './open-runs.ts';
import { SNAPSHOT_VERSION } from './run-draft.ts';
import { COUNTED, groupByJob, SETTLED, settlementOf } from './settlement.ts';
import { WaitingRuns } from './waiting-runs.ts';

type Filter = mongo.Filter<JobDocument>;
type Active = NonNullable<JobDocument['active']>;
type JobFacts = Pick<
  JobDocument,
  '_id' | 'enabled' | 'ownerDisabled' | 'deletedAt' | 'active' | 'queuedRunId'
>;

const FACTS = { enabled: 1, ownerDisabled: 1, deletedAt: 1, active: 1, queuedRunId: 1 } as const;

/** Whether a run that was taken may go on, read after it was taken. */
export type Verdict =
  | { kind: 'go' }
  | { kind: 'unwanted'; reason: CancelReason }
  | { kind: 'blocked'; by: Id }
  /** It waits for the active run of its job to end, as the only one that does. */
  | { kind: 'queued' }
  /** The run before it, which is caught up first, has not ended. */
  | { kind: 'early' }
  /** A newer release made it: this one cannot know what it asks for. */
  | { kind: 'newer' }
  /** Nobody holds the job: it has to be taken again. Never leaves this module. */
  | { kind: 'free' };

const CLAIM_TRIES = 5;
const SETTLE_TRIES = 5;

/** The one place where a job's status, its active run and the summary of its last run change. */
export class JobChanges {
  readonly #collections: Collections;
  readonly #waiting: WaitingRuns;

  constructor(collections: Collections) {
    this.#collections = collections;
    this.#waiting = new WaitingRuns(collections);
  }

  /**
   * Makes each of these runs, which are RUNNING now, the active one of its job, and reads the jobs after
   * that: a job that was disabled before the take is seen as disabled here, so that nothing is begun
   * after a disable was answered. Verdicts are in the order of the runs.
   */
  async claim(runs: RunDocument[]): Promise<Verdict[]> {
    const open = await this.#waiting.openKeys(runs.flatMap(({ after }) => (after ? [after] : [])));
    const verdicts = new Map<RunDocument, Verdict>();
    for (const run of runs) {
      if (run.cancelRequested) verdicts.set(run, { kind: 'unwanted', reason: run.cancelRequested });
      else if (run.snapshot.version > SNAPSHOT_VERSION) verdicts.set(run, { kind: 'newer' });
      else if (run.after && open.has(run.after)) verdicts.set(run, { kind: 'early' });
    }
    const wanted = runs.filter((run) => !verdicts.has(run));
    const claimed = await this.#claimed(wanted);
    for (const [i, run] of wanted.entries()) {
      verdicts.set(run, await this.#queued(run, claimed[i] as Verdict));
    }
    return runs.map((run) => verdicts.get(run) as Verdict);
  }

  async #claimed(wanted: RunDocument[]): Promise<Verdict[]> {
    if (wanted.length === 0) return [];
    try {
      return await this.#claim(wanted, CLAIM_TRIES);
    } finally {
      this.#say(wanted);
    }
  }

  async #claim(runs: RunDocument[], tries: number): Promise<Verdict[]> {
    await this.#take(firstOfEachJob(runs.filter(({ snapshot }) => snapshot.overlap !== 'allow')));
    await this.#showRunning(runs.filter(({ snapshot }) => snapshot.overlap === 'allow'));
    const jobs = await this.#facts(runs);
    const judged = runs.map((run) => verdict(run, jobs.get(run.jobId.toHexString())));
    const verdicts = await this.#releaseStale(judged, jobs, runs);
    const free = runs.filter((_, i) => verdicts[i]?.kind === 'free');
    if (free.length === 0) return verdicts;
    // Its place was given up between the take and the read: ask again.
    if (tries === 0) throw new Error('The active runs of some jobs change faster than they can be read.');
    const again = await this.#claim(free, tries - 1);
    return verdicts.map((is, i) =>
      is.kind === 'free' ? (again[free.indexOf(runs[i] as RunDocument)] ?? is) : is,
    );
  }

  /** A blocked run of a job that lets one wait is that one, if none is yet. */
  async #queued(run: RunDocument, is: Verdict): Promise<Verdict> {
    if (is.kind !== 'blocked' || run.snapshot.overlap !== 'queueOne' || run.attempts.length > 0) return is;
    return (await this.#waiting.queue(run)) ? { kind: 'queued' } : is;
  }

  /** Runs that may overlap take no place; their jobs are RUNNING all the same. */
  async #showRunning(runs: RunDocument[]): Promise<void> {
    if (runs.length === 0) return;
    const ids = runs.map(({ jobId }) => jobId);
    await this.#collections.jobs.updateMany({ _id: { $in: ids } }, [
      { $set: { stateVersion: plusOne('stateVersion') } },
      { $set: { status: jobStatusExpression({ waiting: [], running: ids }) } },
    ]);
  }

  async #take(runs: RunDocument[]): Promise<void> {
    if (runs.length === 0) return;
    const ids = runs.map(({ jobId }) => jobId);
    const own = runs.map(({ _id }) => _id);
    const each = (values: unknown[]) => valueByDocument(ids, values);
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
      const taken = { active, queuedRunId: null, stateVersion: plusOne('stateVersion') };
      const status = jobStatusExpression(NO_OPEN_RUNS);
      await this.#collections.jobs.updateMany(free, [{ $set: taken }, { $set: { status } }]);
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
    verdicts: Verdict[],
    jobs: Map<string, JobFacts>,
    runs: RunDocument[],
  ): Promise<Verdict[]> {
    const by = verdicts.flatMap((is) => (is.kind === 'blocked' ? [is.by] : []));
    if (by.length === 0) return verdicts;
    const statuses = await this.#statuses(by);
    const isStale = (is: Verdict, run: RunDocument) => {
      const job = jobs.get(run.jobId.toHexString());
      if (is.kind !== 'blocked' || !job) return false;
      const status = statuses.get(is.by.toHexString());
      if (job.active?.runId.equals(is.by)) return status !== 'RUNNING';
      return !status || isTerminal(status);
    };
    const stale = runs.filter((run, i) => isStale(verdicts[i] as Verdict, run));
    for (const { jobId } of firstOfEachJob(stale)) {
      const job = jobs.get(jobId.toHexString()) as JobFacts;
      if (job.active) await this.#giveUpPlace(jobId, job.active);
      else if (job.queuedRunId) await this.#waiting.leave(jobId, job.queuedRunId);
    }
    return verdicts.map((is, i) => (isStale(is, runs[i] as RunDocument) ? { kind: 'free' } : is));
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

  /**
   * Writes what became of runs into their jobs: no longer active, the last run, the status, the counts.
   * May be repeated: only counts would be added twice, and a repetition (`counted: false`) leaves those to
   * the recount.
   */
  async settle(runs: RunDocument[], counted: boolean): Promise<void> {
    if (runs.length === 0) return;
    try {
      await this.#writeSettlements(runs, counted);
    } finally {
      // Some may have been told although not all were.
      this.#say(runs);
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

  /** The jobs of these runs are not as they were. */
  #say(runs: RunDocument[]): void {
    this.#collections.changes.emit(
      'jobs',
      runs.map(({ jobId, ownerId }) => ({ _id: jobId, ownerId })),
    );
  }

  /** Somebody who took us for lost has settled some of these runs before us: they may have been added twice. */
  async #distrustCounts(runs: RunDocument[]): Promise<void> {
    const ids = groupByJob(runs).map(({ jobId }) => jobId);
    const change = { $set: { countsDirty: true }, $inc: { stateVersion: 1 } };
    await this.#collections.jobs.updateMany({ _id: { $in: ids } }, change);
    this.#say(runs);
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
      .find<Pick<JobDocument, '_id' | 'stateVersion' | 'nextRunAt'>>(
        { _id: { $in: ids } },
        { projection: { stateVersion: 1, nextRunAt: 1 } },
      )
      .toArray();
    const overlapping = new Set(
      runs.filter(({ snapshot }) => snapshot.overlap === 'allow').map(({ jobId }) => jobId.toHexString()),
    );
    const ending = found
      .filter(({ _id, nextRunAt }) => !nextRunAt || overlapping.has(_id.toHexString()))
      .map(({ _id }) => _id);
    const open = ending.length > 0 ? await openRuns(this.#collections, ending) : NO_OPEN_RUNS;
    const seen = valueByDocument(
      found.map(({ _id }) => _id),
      found.map(({ stateVersion }) => stateVersion),
    );
    const tellsItself = {
      $and: [{ $ne: ['$nextRunAt', null] }, { $not: [{ $in: ['$_id', literal(ending)] }] }],
    };
    const asRead = { $or: [tellsItself, { $eq: ['$stateVersion', seen] }] };
    const guard = { _id: { $in: found.map(({ _id }) => _id) }, $expr: asRead } as Filter;
    const settled = { ...SETTLED, ...(counted ? COUNTED : { countsDirty: true }) };
    const stages = [
      { $set: { ...settled, stateVersion: plusOne('stateVersion') } },
      { $set: { status: jobStatusExpression(open) } },
    ];
    const update = withRows(ids, groups.map(settlementOf), ...stages);
    const { matchedCount } = await this.#collections.jobs.updateMany(guard, update);
    return matchedCount === found.length;
  }
}

const firstOfEachJob = (runs: RunDocument[]): RunDocument[] =>
  groupByJob(runs).flatMap((group) => group.runs.slice(0, 1));

function verdict(run: RunDocument, job: JobFacts | undefined): Verdict {
  if (!job || job.deletedAt) return { kind: 'unwanted', reason: 'DELETED' };
  if (job.ownerDisabled) return { kind: 'unwanted', reason: 'OWNER_DISABLED' };
  if (!job.enabled) return { kind: 'unwanted', reason: 'DISABLED' };
  if (run.snapshot.overlap === 'allow') return { kind: 'go' };
  const { active, queuedRunId } = job;
  if (!active)
    return queuedRunId && !queuedRunId.equals(run._id)
      ? { kind: 'blocked', by: queuedRunId }
      : { kind: 'free' };
  if (!active.runId.equals(run._id) || active.fence > run.fence) return { kind: 'blocked', by: active.runId };
  return { kind: active.fence === run.fence ? 'go' : 'free' };
}
