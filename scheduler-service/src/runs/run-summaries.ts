import { STRIP_LENGTH } from '@punctual/contracts/api/run-figures-contract';
import type { Id, JobDocument, RunDocument } from '@punctual/engine/database/documents';
import type { Whose } from '@punctual/engine/database/job-store';
import type { Models } from '@punctual/engine/database/models';
import type { mongo } from 'mongoose';
import type { RunLists } from './run-lists.ts';

export type RunInShort = Pick<RunDocument, '_id' | 'status' | 'dueAt' | 'lateness'>;
export type Sampled = Pick<RunDocument, 'status' | 'lateness'>;

type Row = Pick<RunDocument, '_id' | 'jobId' | 'status' | 'dueAt' | 'scheduledFor' | 'lateness'>;
type Asked = Pick<JobDocument, '_id' | 'lastRun' | 'counts'>;

const ROW = { jobId: 1, status: 1, dueAt: 1, scheduledFor: 1, lateness: 1 };
const ASKED = { 'lastRun.scheduledFor': 1, 'counts.total': 1 };

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Distances before the last run within which more are looked for, a short one first: not every engine's index has an order. */
const BACK_MS = [MINUTE, 30 * MINUTE, 6 * HOUR, DAY, 4 * DAY, 24 * DAY, Number.POSITIVE_INFINITY];
const ALL = BACK_MS.length - 1;
/** Jobs with no more runs are read as a whole. */
const FEW = 2 * STRIP_LENGTH;
/** The number of runs that are read at a time; where there are more, they are read for fewer jobs. */
const READ_LIMIT = 3_000;

/** Reads many runs at once, in short. */
export class RunSummaries {
  readonly #models: Models;
  readonly #lists: RunLists;
  readonly #read: number;

  constructor(models: Models, lists: RunLists, read = READ_LIMIT) {
    this.#models = models;
    this.#lists = lists;
    this.#read = read;
  }

  /** Finds the last runs of each of these jobs that exist, the newest first, by the id of the job in hexadecimal. */
  async strips(whose: Whose, ids: Id[]): Promise<Map<string, RunInShort[]>> {
    const jobs = await this.#models.jobs.collection
      .find<Asked>({ _id: { $in: ids }, ...whose, deletedAt: null }, { projection: ASKED })
      .toArray();
    const strips = new Map<string, RunInShort[]>();
    const few = jobs.filter(({ counts }) => counts.total <= FEW);
    await this.#fill(strips, few, ALL);
    const many = jobs.filter((job) => !few.includes(job));
    await this.#fill(strips, many, 0);
    return strips;
  }

  /** Reads runs of a job with from ≤ t < to, up to a limit. */
  sample(jobId: Id, from: Date, to: Date, limit: number): Promise<Sampled[]> {
    return this.#models.runs.collection
      .find<Sampled>(
        { jobId, scheduledFor: { $gte: from, $lt: to } },
        { hint: 'job', limit, projection: { _id: 0, status: 1, lateness: 1 } },
      )
      .toArray();
  }

  /** Looks further and further back, each time for all jobs of which too few runs were found. */
  async #fill(strips: Map<string, RunInShort[]>, jobs: Asked[], first: number): Promise<void> {
    let left = jobs;
    for (let step = first; left.length > 0; step += 1) {
      const rows = await this.#since(left, BACK_MS[step] as number);
      if (rows.length === this.#read) return this.#halve(strips, left, step);
      const runs = byJob(rows);
      left = left.filter(({ _id }) => {
        const found = runs.get(_id.toHexString()) ?? [];
        if (step < ALL && found.length < STRIP_LENGTH) return true;
        strips.set(_id.toHexString(), found.sort(newestFirst).slice(0, STRIP_LENGTH));
        return false;
      });
    }
  }

  async #halve(strips: Map<string, RunInShort[]>, jobs: Asked[], step: number): Promise<void> {
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

  #since(jobs: Asked[], back: number): Promise<Row[]> {
    const ranges = jobs.map(({ _id, lastRun }): mongo.Document => {
      const last = lastRun?.scheduledFor.getTime();
      if (last === undefined || !Number.isFinite(back)) return { jobId: _id };
      return { jobId: _id, scheduledFor: { $gte: new Date(last - back) } };
    });
    return this.#models.runs.collection
      .find<Row>({ $or: ranges }, { limit: this.#read, projection: ROW })
      .toArray();
  }
}

const newestFirst = (a: Row, b: Row): number =>
  b.scheduledFor.getTime() - a.scheduledFor.getTime() || (a._id.toHexString() < b._id.toHexString() ? 1 : -1);

function byJob(rows: Row[]): Map<string, Row[]> {
  const runs = new Map<string, Row[]>();
  for (const row of rows) {
    const id = row.jobId.toHexString();
    const others = runs.get(id);
    if (others) others.push(row);
    else runs.set(id, [row]);
  }
  return runs;
}
