import type { mongo } from 'mongoose';
import { isTerminal, type RunReason } from '../runs/run-status.ts';
import type { Collections } from '../store/collections.ts';
import type { Id, JobDocument, RunDocument } from '../store/documents.ts';
import { isDatabaseAway } from '../store/errors.ts';
import { plusOne, valueByDocument, withRows } from '../store/expressions.ts';
import { jobStatusExpression, NO_OPEN_RUNS } from './job-status-expression.ts';
import { openRuns } from './open-runs.ts';
import { COUNTED, groupByJob, SETTLED, settlementOf } from './settlement.ts';

type Filter = mongo.Filter<JobDocument>;
type Active = NonNullable<JobDocument['active']>;
type JobFacts = Pick<JobDocument, '_id' | 'enabled' | 'ownerDisabled' | 'deletedAt' | 'active'>;

const FACTS = { enabled: 1, ownerDisabled: 1, deletedAt: 1, active: 1 } as const;

/** Whether a run that was taken may go on, read after it was taken. */
export type Verdict =
  | { kind: 'go' }
  | { kind: 'unwanted'; reason: Extract<RunReason, 'DISABLED' | 'DELETED' | 'OWNER_DISABLED'> }
  | { kind: 'blocked'; by: Id }
  /** Nobody holds the job: it has to be taken again. Never leaves this module. */
  | { kind: 'free' };

const CLAIM_TRIES = 5;
const SETTLE_TRIES = 5;

/** The one place where a job's status, its active run and the summary of its last run change. */
export class JobChanges {
  readonly #collections: Collections;

  constructor(collections: Collections) {
    this.#collections = collections;
  }

  /**
   * Makes each of these runs, which are RUNNING now, the active one of its job, and reads the jobs after
   * that: a job that was disabled before the take is seen as disabled here, so that nothing is begun
   * after a disable was answered. Verdicts are in the order of the runs.
   */
  async claim(runs: RunDocument[], tries = CLAIM_TRIES): Promise<Verdict[]> {
    await this.#take(firstOfEachJob(runs));
    const jobs = await this.#facts(runs);
    const judged = runs.map((run) => verdict(run, jobs.get(run.jobId.toHexString())));
    const verdicts = await this.#releaseStale(judged, jobs, runs);
    const free = runs.filter((_, i) => verdicts[i]?.kind === 'free');
    if (free.length === 0) return verdicts;
    // Its place was given up between the take and the read: ask again.
    if (tries === 0) throw new Error('The active runs of some jobs change faster than they can be read.');
    const again = await this.claim(free, tries - 1);
    return verdicts.map((is, i) =>
      is.kind === 'free' ? (again[free.indexOf(runs[i] as RunDocument)] ?? is) : is,
    );
  }

  async #take(runs: RunDocument[]): Promise<void> {
    const ids = runs.map(({ jobId }) => jobId);
    const each = (values: unknown[]) => valueByDocument(ids, values);
    const isOlder = { $lt: ['$active.fence', each(runs.map(({ fence }) => fence))] };
    const mine = { 'active.runId': { $in: runs.map(({ _id }) => _id) }, $expr: isOlder };
    const free: Filter = {
      _id: { $in: ids },
      enabled: true,
      ownerDisabled: false,
      deletedAt: null,
      // A run that was started before and lost may still be named, with the fence it had then.
      $or: [{ active: null }, mine],
    };
    const active = each(runs.map(({ _id, fence }) => ({ runId: _id, fence })));
    try {
      const taken = { active, status: 'RUNNING', stateVersion: plusOne('stateVersion') };
      await this.#collections.jobs.updateMany(free, [{ $set: taken }]);
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
   * is RUNNING. The place is given up on its behalf, for just that fence: if it is started again meanwhile,
   * it takes the place with a newer one, and keeps it.
   */
  async #releaseStale(
    verdicts: Verdict[],
    jobs: Map<string, JobFacts>,
    runs: RunDocument[],
  ): Promise<Verdict[]> {
    const by = verdicts.flatMap((is) => (is.kind === 'blocked' ? [is.by] : []));
    if (by.length === 0) return verdicts;
    const blockers = { _id: { $in: by }, status: 'RUNNING' } as const;
    const running = await this.#collections.runs.find(blockers, { projection: { _id: 1 } }).toArray();
    const isRunning = new Set(running.map(({ _id }) => _id.toHexString()));
    const isStale = (is: Verdict) => is.kind === 'blocked' && !isRunning.has(is.by.toHexString());
    const stale = runs.filter((_, i) => isStale(verdicts[i] as Verdict));
    for (const { jobId } of firstOfEachJob(stale)) {
      const active = jobs.get(jobId.toHexString())?.active as Active;
      const change = { $set: { active: null }, $inc: { stateVersion: 1 } };
      await this.#collections.jobs.updateOne({ _id: jobId, active }, change);
    }
    return verdicts.map((is) => (isStale(is) ? { kind: 'free' } : is));
  }

  /**
   * Writes what became of runs into their jobs: no longer active, the last run, the status, the counts.
   * May be repeated: only counts would be added twice, and a repetition (`counted: false`) leaves those to
   * the recount.
   */
  async settle(runs: RunDocument[], counted: boolean): Promise<void> {
    if (runs.length === 0) return;
    for (let tries = 0; !(await this.#writeSettlement(runs, counted && tries === 0)); tries += 1) {
      if (tries === SETTLE_TRIES)
        throw new Error('Some jobs change faster than their runs can be settled; the sweep does it.');
    }
    const ended = runs.filter(({ status }) => isTerminal(status)).map(({ _id }) => _id);
    if (ended.length === 0) return;
    await this.#collections.runs.updateMany(
      { _id: { $in: ended }, settled: false },
      { $set: { settled: true } },
    );
  }

  /**
   * False if a job changed between the reading and the writing. While a next time stands, the job itself
   * tells its status; without one its other runs do, and what was read of them must not be old.
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
    const ending = found.filter(({ nextRunAt }) => !nextRunAt).map(({ _id }) => _id);
    const open = ending.length > 0 ? await openRuns(this.#collections, ending) : NO_OPEN_RUNS;
    const seen = valueByDocument(
      found.map(({ _id }) => _id),
      found.map(({ stateVersion }) => stateVersion),
    );
    const asRead = { $or: [{ $ne: ['$nextRunAt', null] }, { $eq: ['$stateVersion', seen] }] };
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
  if (!job.active) return { kind: 'free' };
  const { runId, fence } = job.active;
  if (!runId.equals(run._id) || fence > run.fence) return { kind: 'blocked', by: runId };
  return { kind: fence === run.fence ? 'go' : 'free' };
}
