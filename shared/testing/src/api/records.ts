import type {
  JobDocument,
  OutageDocument,
  RevisionDocument,
  RunDocument,
  WatchDocument,
} from '@punctual/engine/database/documents';
import { draftRun } from '@punctual/engine/runs/run-draft';
import { Types } from 'mongoose';
import type { Api } from './api.ts';
import type { Person } from './person.ts';

type Runs = Partial<RunDocument>;

/** Writes straight into the database of an API as watchers and workers do, and reads what is stored. */
export class Records {
  readonly #api: Api;

  constructor(api: Api) {
    this.#api = api;
  }

  get #jobs() {
    return this.#api.database.collection<JobDocument>('jobs');
  }

  get #runs() {
    return this.#api.database.collection<RunDocument>('runs');
  }

  async job(id: string): Promise<JobDocument> {
    const job = await this.#jobs.findOne({ _id: new Types.ObjectId(id) });
    if (!job) throw new Error(`No job ${id} is stored.`);
    return job;
  }

  async changeJob(id: string, change: Partial<JobDocument>): Promise<void> {
    await this.#jobs.updateOne({ _id: new Types.ObjectId(id) }, { $set: change });
  }

  /** As if the job's last run were this one, which has ended. */
  async lastRun(id: string, run: RunDocument, more: Partial<JobDocument> = {}): Promise<void> {
    const failures = run.status === 'FAILED' ? { failuresInRow: 1, failedAt: run.finishedAt } : {};
    await this.changeJob(id, { lastRun: { ...run, id: run._id }, ...failures, ...more });
  }

  /** A run of the occurrence at an instant; it waits, unless told otherwise. */
  async run(jobId: string, scheduledFor: Date, more: Runs = {}): Promise<RunDocument> {
    const occurrence = { at: scheduledFor, dueAt: more.dueAt ?? scheduledFor };
    const planned = { occurrence, trigger: 'schedule', missed: null, expired: false } as const;
    const run = { ...draftRun(await this.job(jobId), planned), ...more };
    await this.#runs.insertOne(run);
    return run;
  }

  /** A run that has ended; on time, unless told otherwise. */
  ended(jobId: string, scheduledFor: Date, more: Runs = {}): Promise<RunDocument> {
    const startedAt = more.startedAt ?? scheduledFor;
    const times = {
      startedAt,
      finishedAt: startedAt,
      lateness: startedAt.getTime() - scheduledFor.getTime(),
    };
    const facts = { status: 'COMPLETED', attempt: 1, dispatchAfter: null, settled: true } as const;
    return this.run(jobId, scheduledFor, { ...facts, ...times, ...more });
  }

  /** Runs that have ended on time, as many as there are instants. */
  async manyEnded(jobId: string, instants: Date[]): Promise<void> {
    const job = await this.job(jobId);
    const facts = {
      status: 'COMPLETED',
      attempt: 1,
      dispatchAfter: null,
      settled: true,
      lateness: 0,
    } as const;
    const ended = instants.map((at) => {
      const planned = {
        occurrence: { at, dueAt: at },
        trigger: 'schedule',
        missed: null,
        expired: false,
      } as const;
      return { ...draftRun(job, planned), ...facts, startedAt: at, finishedAt: at };
    });
    await this.#runs.insertMany(ended);
  }

  /** A run that has ended without having been started. */
  unstarted(jobId: string, scheduledFor: Date, more: Runs): Promise<RunDocument> {
    const facts = { finishedAt: scheduledFor, dispatchAfter: null, settled: true } as const;
    return this.run(jobId, scheduledFor, { ...facts, ...more });
  }

  /** A run that a worker works on, which holds the place of its job. */
  async running(jobId: string, scheduledFor: Date, more: Runs = {}): Promise<RunDocument> {
    const started = {
      attempt: 1,
      fence: 1,
      startedAt: scheduledFor,
      attemptStartedAt: scheduledFor,
      lateness: 0,
    };
    const held = {
      owner: 'a worker',
      startToken: 'a start',
      leaseUntil: new Date(scheduledFor.getTime() + 30_000),
    };
    const run = await this.run(jobId, scheduledFor, { status: 'RUNNING', ...started, ...held, ...more });
    await this.changeJob(jobId, { active: { runId: run._id, fence: run.fence }, status: 'RUNNING' });
    return run;
  }

  /** A worker takes a run and gives it back, and takes it again, until something has happened. */
  async goBackAndForth({ _id }: Pick<RunDocument, '_id'>, meanwhile: Promise<unknown>): Promise<void> {
    let goesOn = true;
    const stop = () => {
      goesOn = false;
    };
    meanwhile.then(stop, stop);
    while (goesOn) {
      await this.#runs.updateOne(
        { _id, status: 'PENDING' },
        { $set: { status: 'RUNNING' }, $inc: { fence: 1 } },
      );
      await this.#runs.updateOne({ _id, status: 'RUNNING' }, { $set: { status: 'PENDING' } });
    }
  }

  /** Reads the run as it is stored now. */
  async again({ _id }: Pick<RunDocument, '_id'>): Promise<RunDocument> {
    const run = await this.#runs.findOne({ _id });
    if (!run) throw new Error(`No run ${_id} is stored.`);
    return run;
  }

  /** All runs of a job, the earliest occurrence first. */
  runs(jobId: string): Promise<RunDocument[]> {
    return this.#runs
      .find({ jobId: new Types.ObjectId(jobId) })
      .sort({ scheduledFor: 1, _id: 1 })
      .toArray();
  }

  /** As if the runs of a job had never been recorded. */
  async forgetRuns(jobId: string): Promise<void> {
    await this.#runs.deleteMany({ jobId: new Types.ObjectId(jobId) });
  }

  revisions(jobId: string): Promise<RevisionDocument[]> {
    const revisions = this.#api.database.collection<RevisionDocument>('jobRevisions');
    return revisions
      .find({ jobId: new Types.ObjectId(jobId) })
      .sort({ revision: 1 })
      .toArray();
  }

  /** Nobody looked at the due jobs in this time. */
  async outage(from: Date, to: Date, of: 'outages' | 'queueOutages' = 'outages'): Promise<void> {
    await this.#api.database.collection<Omit<OutageDocument, '_id'>>(of).insertOne({ from, to });
  }

  /** A watcher has left schedules of an owner for its next step, the last time at `at`. */
  async postponed({ id }: Pick<Person, 'id'>, since: Date, at: Date): Promise<void> {
    const watches = this.#api.database.collection<WatchDocument>('watches');
    await watches.updateOne({ _id: id }, { $set: { since, at } }, { upsert: true });
  }

  /** Somebody has looked at the due jobs for the last time. */
  async lastWatched(at: Date): Promise<void> {
    const watches = this.#api.database.collection<WatchDocument>('watches');
    await watches.updateOne({ _id: 'watch' }, { $set: { at } }, { upsert: true });
  }

  /** As if somebody had always watched. */
  async forgetOutages(): Promise<void> {
    const collections = ['outages', 'queueOutages', 'watches'].map((name) =>
      this.#api.database.collection(name),
    );
    await Promise.all(collections.map((collection) => collection.deleteMany({})));
  }
}

/** The id of a run as the API tells it. */
export const idOf = ({ _id }: Pick<RunDocument, '_id'>): string => _id.toHexString();
