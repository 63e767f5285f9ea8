import type { Id, JobDocument, RunDocument } from '@punctual/engine/database/documents';
import { formatEtag } from '../http/etag.ts';
import { presentJob } from '../jobs/job-presenter.ts';
import { presentRun } from '../runs/run-presenter.ts';
import type { Found } from './event-store.ts';
import type { EventStream } from './event-stream.ts';

/** So many versions are remembered; what is forgotten may be told once more. */
const REMEMBERED = 5_000;

/** Those who look on at the same: things of one owner, or (null) everybody's. */
export class Subscription {
  readonly ownerId: Id | null;
  readonly #streams = new Set<EventStream>();
  /** By id, the version that was told last. */
  readonly #told = new Map<string, string>();
  /** The jobs that were there when it was last looked. */
  #jobs = new Set<string>();

  constructor(ownerId: Id | null) {
    this.ownerId = ownerId;
  }

  get isEmpty(): boolean {
    return this.#streams.size === 0;
  }

  join(stream: EventStream): void {
    this.#streams.add(stream);
  }

  leave(stream: EventStream): void {
    this.#streams.delete(stream);
  }

  end(): void {
    for (const stream of this.#streams) stream.end();
  }

  /** Takes what is there for known: only what changes from here on is told. */
  seed(jobs: JobDocument[]): void {
    this.missing(jobs);
    for (const job of jobs) this.#isNews(job._id, computeJobVersion(job));
  }

  /** Those of which they have not been told as they are now. */
  unknown(jobs: JobDocument[]): JobDocument[] {
    return jobs.filter((job) => this.#told.get(job._id.toHexString()) !== computeJobVersion(job));
  }

  /** Jobs that were there when it was last looked, and are no longer among those looked at: they may be deleted. */
  missing(jobs: JobDocument[]): string[] {
    const before = this.#jobs;
    this.#jobs = new Set(jobs.map(({ _id }) => _id.toHexString()));
    return [...before].filter((id) => !this.#jobs.has(id));
  }

  /** Tells what of this is theirs and news to them. */
  publish({ jobs, runs }: Found): void {
    for (const job of jobs.filter((job) => this.#isTheirs(job)))
      if (this.#isNews(job._id, computeJobVersion(job))) this.#send('job', job._id, presentJobEvent(job));
    for (const run of runs.filter((run) => this.#isTheirs(run)))
      if (this.#isNews(run._id, computeRunVersion(run))) this.#send('run', run._id, presentRun(run));
  }

  #isTheirs({ ownerId }: { ownerId: Id }): boolean {
    return this.ownerId === null || this.ownerId.equals(ownerId);
  }

  #isNews(_id: Id, version: string): boolean {
    const id = _id.toHexString();
    if (this.#told.get(id) === version) return false;
    this.#told.delete(id);
    this.#told.set(id, version);
    const [oldest] = this.#told.keys();
    if (this.#told.size > REMEMBERED && oldest !== undefined) this.#told.delete(oldest);
    return true;
  }

  #send(event: 'job' | 'run', _id: Id, data: object): void {
    const text = JSON.stringify(data);
    for (const stream of this.#streams) stream.send(event, text);
  }
}

const computeJobVersion = (job: JobDocument): string => formatEtag(job).slice(1, -1);

const computeRunVersion = ({ status, fence, attempt, finishedAt }: RunDocument): string =>
  [status, fence, attempt, finishedAt?.getTime()].join('.');

const presentJobEvent = (job: JobDocument) => {
  const version = computeJobVersion(job);
  return job.deletedAt
    ? { id: job._id.toHexString(), version, deleted: true as const }
    : { ...presentJob(job), version };
};
