import { STRIP_LENGTH } from '@punctual/contracts/api/limits';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '@punctual/contracts/time';
import type { Id, JobDocument, RunDocument } from '@punctual/engine/database/documents';
import type { Whose } from '@punctual/engine/database/job-store';
import type { Models } from '@punctual/engine/database/models';
import type { mongo } from 'mongoose';
import type { RunLists } from './run-lists.ts';

export type ShortRun = Pick<RunDocument, '_id' | 'status' | 'dueAt' | 'lateness'>;
export type LatenessSample = Pick<RunDocument, 'status' | 'lateness'>;

type Row = Pick<RunDocument, '_id' | 'jobId' | 'status' | 'dueAt' | 'scheduledFor' | 'lateness'>;
type JobInfo = Pick<JobDocument, '_id' | 'lastRun' | 'counts'>;

const ROW = { jobId: 1, status: 1, dueAt: 1, scheduledFor: 1, lateness: 1 };
const JOB_INFO = { 'lastRun.scheduledFor': 1, 'counts.total': 1 };

/** Distances before the last run in which more are looked for, a short one first: no index of DocumentDB gives an order. */
const BACK_MS = [
  MINUTE_MS,
  30 * MINUTE_MS,
  6 * HOUR_MS,
  DAY_MS,
  4 * DAY_MS,
  24 * DAY_MS,
  Number.POSITIVE_INFINITY,
];
const ALL = BACK_MS.length - 1;
/** A job with no more runs than this has all of them read. */
const FEW = 2 * STRIP_LENGTH;
/** Runs that are read at a time; if there are more, the jobs are read in two halves. */
const READ_LIMIT = 3_000;

/** Reads the runs of many jobs at once, in short. */
export class RunSummaries {
  readonly #models: Models;
  readonly #lists: RunLists;
  readonly #readLimit: number;

  constructor(models: Models, lists: RunLists, readLimit = READ_LIMIT) {
    this.#models = models;
    this.#lists = lists;
    this.#readLimit = readLimit;
  }

  /** Reads the last runs of each of these jobs that exist, the newest first, by the id of the job in hexadecimal. */
  async strips(scope: Whose, ids: Id[]): Promise<Map<string, ShortRun[]>> {
    const jobs = await this.#models.jobs.collection
      .find<JobInfo>({ _id: { $in: ids }, ...scope, deletedAt: null }, { projection: JOB_INFO })
      .toArray();
    const strips = new Map<string, ShortRun[]>();
    const few = jobs.filter(({ counts }) => counts.total <= FEW);
    await this.#fill(strips, few, ALL);
    const many = jobs.filter((job) => !few.includes(job));
    await this.#fill(strips, many, 0);
    return strips;
  }

  /** Samples the runs of a job with from ≤ t < to. */
  sample(jobId: Id, from: Date, to: Date, limit: number): Promise<LatenessSample[]> {
    return this.#models.runs.collection
      .find<LatenessSample>(
        { jobId, scheduledFor: { $gte: from, $lt: to } },
        { hint: 'job', limit, projection: { _id: 0, status: 1, lateness: 1 } },
      )
      .toArray();
  }

  /** Looks further and further back, each time for all the jobs of which too few runs were found. */
  async #fill(strips: Map<string, ShortRun[]>, jobs: JobInfo[], first: number): Promise<void> {
    let left = jobs;
    for (let step = first; left.length > 0; step += 1) {
      const rows = await this.#since(left, BACK_MS[step] as number);
      if (rows.length === this.#readLimit) return this.#halve(strips, left, step);
      const runs = groupByJob(rows);
      left = left.filter(({ _id }) => {
        const found = runs.get(_id.toHexString()) ?? [];
        if (step < ALL && found.length < STRIP_LENGTH) return true;
        strips.set(_id.toHexString(), found.sort(newestFirst).slice(0, STRIP_LENGTH));
        return false;
      });
    }
  }

  async #halve(strips: Map<string, ShortRun[]>, jobs: JobInfo[], step: number): Promise<void> {
    const [only] = jobs;
    if (only && jobs.length === 1) {
      const { data } = await this.#lists.list({ jobId: only._id }, STRIP_LENGTH);
      strips.set(only._id.toHexString(), data);
      return;
    }
    const half = Math.ceil(jobs.length / 2);
    await this.#fill(strips, jobs.slice(0, half), step);
    await this.#fill(strips, jobs.slice(half), step);
  }

  #since(jobs: JobInfo[], backMs: number): Promise<Row[]> {
    const ranges = jobs.map(({ _id, lastRun }): mongo.Document => {
      const last = lastRun?.scheduledFor.getTime();
      if (last === undefined || !Number.isFinite(backMs)) return { jobId: _id };
      return { jobId: _id, scheduledFor: { $gte: new Date(last - backMs) } };
    });
    return this.#models.runs.collection
      .find<Row>({ $or: ranges }, { limit: this.#readLimit, projection: ROW })
      .toArray();
  }
}

const newestFirst = (a: Row, b: Row): number =>
  b.scheduledFor.getTime() - a.scheduledFor.getTime() || (a._id.toHexString() < b._id.toHexString() ? 1 : -1);

function groupByJob(rows: Row[]): Map<string, Row[]> {
  const runs = new Map<string, Row[]>();
  for (const row of rows) {
    const id = row.jobId.toHexString();
    const others = runs.get(id);
    if (others) others.push(row);
    else runs.set(id, [row]);
  }
  return runs;
}
