import type { mongo } from 'mongoose';
import { isTerminal, type RunReason, type RunStatus } from '../runs/run-status.ts';
import type { Collections } from '../store/collections.ts';
import type { Id, JobDocument, LastRun, RunDocument } from '../store/documents.ts';
import { isDatabaseAway } from '../store/errors.ts';
import { type Expression, literal, plusOne, valueByDocument, when } from '../store/expressions.ts';

type Filter = mongo.Filter<JobDocument>;
type JobFacts = Pick<JobDocument, '_id' | 'enabled' | 'ownerDisabled' | 'deletedAt' | 'active' | 'nextRunAt'>;

const FACTS = { enabled: 1, ownerDisabled: 1, deletedAt: 1, active: 1, nextRunAt: 1 } as const;

/** Whether a run that was taken may go on, read after it was taken. */
export type Verdict =
  | { kind: 'go' }
  | { kind: 'unwanted'; reason: Extract<RunReason, 'DISABLED' | 'DELETED' | 'OWNER_DISABLED'> }
  | { kind: 'blocked'; by: Id }
  /** Nobody holds the job: it has to be taken again. Never leaves this module. */
  | { kind: 'free' };

const CLAIM_TRIES = 5;

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
    const verdicts = runs.map((run) => verdict(run, jobs.get(run.jobId.toHexString())));
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
    const free: Filter = {
      _id: { $in: ids },
      enabled: true,
      ownerDisabled: false,
      deletedAt: null,
      active: null,
    };
    const active = {
      runId: valueByDocument(
        ids,
        runs.map(({ _id }) => _id),
      ),
    };
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
   * Writes what became of runs into their jobs: no longer active, the last run, the status, the counts.
   * May be repeated: only counts would be added twice, and a repetition (`counted: false`) leaves those to
   * the recount.
   */
  async settle(runs: RunDocument[], counted: boolean): Promise<void> {
    if (runs.length === 0) return;
    const jobs = groupByJob(runs);
    const ids = jobs.map(({ jobId }) => jobId);
    const open = await this.#openRuns(ids);
    await this.#collections.jobs.updateMany({ _id: { $in: ids } }, [
      {
        $set: {
          active: freed(runs),
          lastRun: newer(jobs),
          ...counting(jobs, counted),
          stateVersion: plusOne('stateVersion'),
        },
      },
      { $set: { status: statusFrom(open) } },
    ]);
    const ended = runs.filter(({ status }) => isTerminal(status)).map(({ _id }) => _id);
    if (ended.length === 0) return;
    await this.#collections.runs.updateMany(
      { _id: { $in: ended }, settled: false },
      { $set: { settled: true } },
    );
  }

  async #openRuns(jobIds: Id[]): Promise<OpenRuns> {
    const open = await this.#collections.runs
      .find(
        { jobId: { $in: jobIds }, status: { $in: ['PENDING', 'RUNNING'] } },
        { projection: { jobId: 1, status: 1 } },
      )
      .toArray();
    const having = (status: RunStatus) =>
      open.filter((run) => run.status === status).map(({ jobId }) => jobId);
    return { waiting: having('PENDING'), running: having('RUNNING') };
  }
}

interface OpenRuns {
  waiting: Id[];
  running: Id[];
}

interface JobRuns {
  jobId: Id;
  runs: RunDocument[];
}

const byDue = (a: RunDocument, b: RunDocument) => a.scheduledFor.getTime() - b.scheduledFor.getTime();

function groupByJob(runs: RunDocument[]): JobRuns[] {
  const groups = new Map<string, JobRuns>();
  for (const run of [...runs].sort(byDue)) {
    const key = run.jobId.toHexString();
    const group = groups.get(key);
    if (group) group.runs.push(run);
    else groups.set(key, { jobId: run.jobId, runs: [run] });
  }
  return [...groups.values()];
}

const firstOfEachJob = (runs: RunDocument[]): RunDocument[] =>
  groupByJob(runs).flatMap((group) => group.runs.slice(0, 1));

function verdict(run: RunDocument, job: JobFacts | undefined): Verdict {
  if (!job || job.deletedAt) return { kind: 'unwanted', reason: 'DELETED' };
  if (job.ownerDisabled) return { kind: 'unwanted', reason: 'OWNER_DISABLED' };
  if (!job.enabled) return { kind: 'unwanted', reason: 'DISABLED' };
  if (!job.active) return { kind: 'free' };
  if (job.active.runId.equals(run._id)) return { kind: 'go' };
  return { kind: 'blocked', by: job.active.runId };
}

const freed = (runs: RunDocument[]): Expression =>
  when({ $in: [{ $ifNull: ['$active.runId', null] }, literal(runs.map(({ _id }) => _id))] }, null, '$active');

function lastRunOf({ runs }: JobRuns): LastRun | null {
  const run = runs.findLast(({ status }) => isTerminal(status));
  if (!run) return null;
  const { _id, status, reason, scheduledFor, startedAt, finishedAt, lateness } = run;
  return { id: _id, status, reason, scheduledFor, startedAt, finishedAt, lateness };
}

function newer(jobs: JobRuns[]): Expression {
  const ids = jobs.map(({ jobId }) => jobId);
  const last = jobs.map(lastRunOf);
  const epoch = new Date(0);
  const mine = valueByDocument(
    ids,
    last.map((run) => run?.scheduledFor ?? epoch),
  );
  const isNewer = {
    $and: [{ $gt: [mine, epoch] }, { $lte: [{ $ifNull: ['$lastRun.scheduledFor', epoch] }, mine] }],
  };
  return when(isNewer, valueByDocument(ids, last), '$lastRun');
}

function counting(jobs: JobRuns[], counted: boolean): Record<string, Expression> {
  if (!counted) return { countsDirty: true };
  const ids = jobs.map(({ jobId }) => jobId);
  const plus = (field: string, fits: (run: RunDocument) => boolean) => ({
    $add: [
      `$counts.${field}`,
      valueByDocument(
        ids,
        jobs.map(({ runs }) => runs.filter(fits).length),
      ),
    ],
  });
  const having = (status: RunStatus) => (run: RunDocument) => run.status === status;
  return {
    counts: {
      total: plus('total', (run) => isTerminal(run.status)),
      completed: plus('completed', having('COMPLETED')),
      failed: plus('failed', having('FAILED')),
      skipped: plus('skipped', having('SKIPPED')),
      canceled: plus('canceled', having('CANCELED')),
    },
  };
}

/** The rule of jobs/job-status.ts, as the database applies it to the document at hand. */
function statusFrom({ waiting, running }: OpenRuns): Expression {
  const isRunning = { $or: [{ $ne: ['$active', null] }, { $in: ['$_id', literal(running)] }] };
  const isWaiting = { $or: [{ $ne: ['$nextRunAt', null] }, { $in: ['$_id', literal(waiting)] }] };
  const failed = { $eq: [{ $ifNull: ['$lastRun.status', null] }, 'FAILED'] };
  return when(isRunning, 'RUNNING', when(isWaiting, 'PENDING', when(failed, 'FAILED', 'COMPLETED')));
}
